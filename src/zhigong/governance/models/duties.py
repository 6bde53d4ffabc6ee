"""What a Party committee itself has to do for the union's work, and what the union reports of it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.governance.models.record import Record
from zhigong.governance.rules.duties import DUTY, DutyState
from zhigong.kernel.workflow import Workflow


class Duty(Record):
    """党委职责, from a passage of a document or by itself. Always a committee's (SUP-11)."""

    slug = "duties"
    document = models.ForeignKey(
        "supervision.SourceDocument", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("来自哪份文件"),
    )  # fmt: skip
    task = models.TextField(_("任务编号"), blank=True)
    text = models.TextField(_("职责内容"))
    year = models.PositiveSmallIntegerField(_("年度"))
    told = models.TextField(_("最近报告"), blank=True)
    told_on = models.DateField(_("最近报告日期"), null=True, blank=True)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("党委职责")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in DutyState], committee__isnull=False)
                & ~Q(text=""),
                name="duty_state_known_and_owed",
            ),
            models.CheckConstraint(
                condition=Q(told="", told_on__isnull=True) | ~Q(told="") & Q(told_on__isnull=False),
                name="duty_report_has_day",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2200)), name="duty_year_in_range"
            ),
            models.UniqueConstraint(
                fields=["document", "task", "committee", "year"],
                condition=~Q(task=""),
                name="duty_task_once",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="duty_unit")]
        triggers = [
            pgtrigger.FSM(name="duty_steps", field="state", transitions=DUTY.edges()),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return DUTY
