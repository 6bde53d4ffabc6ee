"""A live figure as evidence of a report: the value as it was that moment, for good."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.figures.figure import COUNTED, Asked
from zhigong.supervision.models.following import ProgressReport


class ReportedFigure(models.Model):
    """数字佐证. ``code`` says where it came from; what was counted then stands here unchanged."""

    report = models.ForeignKey(
        ProgressReport, models.CASCADE, related_name="figures", verbose_name=_("报送")
    )
    code = models.TextField(_("数字"))
    title = models.TextField(_("名称"))
    counted = models.TextField(_("计量单位"), choices=[(str(k), _(v)) for k, v in COUNTED.items()])
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    since = models.DateField(_("起"))
    until = models.DateField(_("止"))
    at_moment = models.BooleanField(_("时点数"))
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=2, null=True, blank=True)
    rows = models.PositiveIntegerField(_("记录数"))
    taken_at = models.DateTimeField(_("统计时间"))

    class Privacy:
        personal = ()
        kept = "with the assignment"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("数字佐证")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) & ~Q(code=""), name="reported_figure_has_period"
            ),
            models.UniqueConstraint(fields=["report", "code"], name="reported_figure_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="figure_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"

    @property
    def asked(self) -> Asked:
        """What was asked, to count it again now."""
        return Asked(self.unit.path, self.since, self.until)
