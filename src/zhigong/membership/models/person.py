"""A person in the registry, known by his citizen id."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.guard import kept
from zhigong.foundation.secrets.fields import LookUpHash, SealedText
from zhigong.membership.rules.persons import KINDS, OCCUPATIONS, SEXES


class Person(models.Model):
    """The file goes with the person: ``unit_path`` is where the latest membership lies.

    ``target_path``, while a transfer waits, lets the receiving union see whom it receives.
    """

    name = models.TextField(_("姓名"))
    sex = models.TextField(_("性别"), choices=[(k, _(v)) for k, v in SEXES.items()])
    birth = models.DateField(_("出生日期"))
    citizen_id = SealedText(_("身份证号"), kind="citizen_id")
    citizen_id_look = LookUpHash(of="citizen_id", unique=True)
    mobile = SealedText(_("手机号"), kind="mobile", blank=True)
    mobile_look = LookUpHash(of="mobile")
    kind = models.TextField(
        _("类别"), default="ordinary", choices=[(k, _(v)) for k, v in KINDS.items()]
    )
    occupation = models.TextField(
        _("职业"), blank=True, choices=[(k, _(v)) for k, v in OCCUPATIONS.items()]
    )
    unit_path = models.TextField(_("所在工会路径"), db_collation="C")
    target_path = models.TextField(_("转入工会路径"), blank=True, db_collation="C")

    class Privacy:
        personal = (
            "name", "sex", "birth", "citizen_id", "citizen_id_look", "mobile", "mobile_look",
            "kind", "occupation",
        )  # fmt: skip
        kept = "five years after the last membership ended"
        scrubbed = {"name": "someone", "citizen_id": "", "mobile": "", "occupation": ""}

    class Meta:
        verbose_name = _("人员")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(condition=Q(sex__in=list(SEXES)), name="person_sex_known"),
            models.CheckConstraint(
                condition=Q(citizen_id_look__isnull=False), name="person_has_number"
            ),
            models.CheckConstraint(
                condition=Q(kind="ordinary", occupation="")
                | Q(kind="new_form", occupation__in=list(OCCUPATIONS)),
                name="person_occupation_fits_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "-id"], name="person_unit"),
            models.Index(
                fields=["target_path"], condition=~Q(target_path=""), name="person_target"
            ),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return record_address("membership:member", self.pk)
