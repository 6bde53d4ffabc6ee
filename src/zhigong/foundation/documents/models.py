"""Counters of case and document numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NumberSequence(models.Model):
    """The last number given of a kind, in a unit, in a year."""

    kind = models.TextField(_("类别"))
    unit = models.TextField(_("单位"))
    year = models.PositiveIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后一个号"))

    class Privacy:
        personal = ()
        kept = "for good"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("编号序列")
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "year"], name="numbersequence_once"),
            models.CheckConstraint(condition=Q(last__gte=1), name="numbersequence_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit} {self.year}: {self.last}"
