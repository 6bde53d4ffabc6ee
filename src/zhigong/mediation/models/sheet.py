"""The officer's calculation sheet: every version that was made of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import append_only
from zhigong.mediation.models.case import Case


class CalculationSheet(models.Model):
    """测算表: all claims of a case as worker, employer and law see them, on the day it was made.

    ``content`` is laid down by ``rules.sheet.sheet_content``. A version is only ever added.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="sheets", verbose_name=_("案件"))
    number = models.PositiveSmallIntegerField(_("版次"))
    made_at = models.DateTimeField(_("测算时间"))
    made_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("测算人")
    )
    note = models.TextField(_("说明"), blank=True)
    content = models.JSONField(_("内容"))

    class Privacy:
        personal = ("note", "content")
        kept = "with the case"
        scrubbed: dict[str, object] = {"note": "", "content": {}}

    class Meta:
        verbose_name = _("测算表")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="sheet_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="sheet_number_from_one"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.case_id} / {self.number}"
