"""A term of the union's congress, by which figures are counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept


class Term(models.Model):
    """届: named as people say it (第五届)."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    unit_path = models.TextField(_("单位路径"), db_collation="C")
    name = models.TextField(_("名称"))
    begins = models.DateField(_("开始"))
    ends = models.DateField(_("届满"))

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("届")
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")) & ~Q(name=""), name="term_in_order"
            ),
            models.UniqueConstraint(fields=["unit", "name"], name="term_name_once"),
        ]
        indexes = [models.Index(fields=["unit_path", "begins"], name="term_unit")]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.name
