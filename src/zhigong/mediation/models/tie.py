"""Ties that a mediator declares, asked at every assignment (回避)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.mediation.rules.conflicts import TIES


class DeclaredTie(models.Model):
    """申报的关系: with whom, of what kind, from when to when."""

    mediator = models.ForeignKey(
        "identity.Account", models.PROTECT, related_name="+", verbose_name=_("调解员")
    )
    name = models.TextField(_("对方"))
    credit_code = models.TextField(_("统一社会信用代码"), blank=True)
    kind = models.TextField(_("关系"), choices=[(k, _(v)) for k, v in TIES.items()])
    declared_on = models.DateField(_("申报日期"))
    ended_on = models.DateField(_("解除日期"), null=True, blank=True)

    class Privacy:
        personal = ("name",)
        kept = "three years after it ended"
        scrubbed = {"name": "someone"}

    class Meta:
        verbose_name = _("申报关系")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(TIES)), name="tie_kind_known"),
            models.UniqueConstraint(
                fields=["mediator", "name", "kind"],
                condition=Q(ended_on__isnull=True),
                name="tie_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
