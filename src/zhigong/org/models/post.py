"""Posts of a unit and who holds them from when to when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.identity.models import Account
from zhigong.identity.models.grant import one_number
from zhigong.org.models.unit import Unit


class Post(models.Model):
    """A seat: chair, vice-chair, committee member, head of the centre. Held by one at a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    name = models.TextField(_("职务"))
    order = models.PositiveSmallIntegerField(_("顺序"), default=50)
    closed_on = models.DateField(_("停设于"), null=True, blank=True)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("职务")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="post_has_name"),
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(closed_on__isnull=True),
                name="post_once_in_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A term of office. ``unit_path`` is that of the post's unit, for row security."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="holdings"
    )
    person = models.TextField(_("任职人"))
    start = models.DateField(_("自"))
    end = models.DateField(_("至"), null=True, blank=True)
    note = models.TextField(_("说明"), blank=True)
    unit_path = models.TextField(_("单位路径"), db_collation="C")
    version = models.PositiveIntegerField(_("版本"), default=1)

    class Privacy:
        personal = ("person", "note")
        kept = "always: who was in office is history"
        scrubbed = {"person": "someone", "note": ""}

    class Meta:
        verbose_name = _("任职")
        constraints = [
            models.CheckConstraint(condition=~Q(person=""), name="holding_has_person"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="holding_ends_after_start",
            ),
            ExclusionConstraint(
                name="holding_terms_apart",
                expressions=[
                    (one_number(F("post_id")), "&&"),
                    (Func("start", "end", Value("[]"), function="daterange"), "&&"),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path"], name="holding_unit"),
            models.Index(fields=["account"], name="holding_account"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.person} {self.start}"
