"""A deadline that runs on a record: when it started, when it is due, and what became of it."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    DROPPED = "dropped"


class Clock(models.Model):
    """One deadline of one record. ``late`` is a question of the day, not a state.

    ``missed_on`` is the day on which the morning's look found it late, ``reminded`` the mark (days
    left) at which it last called. ``working`` keeps how the date was found (lines of what, value, basis) as it was told then.
    """

    subject = models.TextField(_("对象"))
    name = models.TextField(_("期限"))
    label = models.TextField(_("名称"))
    state = models.TextField(_("状态"), default=ClockState.RUNNING)
    start = models.DateField(_("起算"))
    due = models.DateField(_("届满"))
    paused_on = models.DateField(_("中止于"), null=True)
    paused_days = models.PositiveIntegerField(_("中止天数"), default=0)
    ended_on = models.DateField(_("结束于"), null=True)
    missed_on = models.DateField(_("记为逾期于"), null=True)
    reminded = models.SmallIntegerField(_("最近提醒于剩余天数"), null=True)
    provisional = models.BooleanField(_("暂定"), default=False)
    basis = models.TextField(_("依据"), blank=True)
    working = models.JSONField(_("推算"), default=list)
    unit_path = models.TextField(_("所属单位路径"), db_collation="C")

    class Privacy:
        personal = ()
        kept = "with the record"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("期限")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ClockState]), name="clock_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_on__isnull=False)
                | (~Q(state="paused") & Q(paused_on__isnull=True)),
                name="clock_paused_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "paused"], ended_on__isnull=True)
                | Q(state__in=["met", "dropped"], ended_on__isnull=False),
                name="clock_ended_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(missed_on__isnull=True) | Q(missed_on__gt=models.F("due")),
                name="clock_missed_after_its_day",
            ),
            models.UniqueConstraint(
                fields=["subject", "name"],
                condition=Q(state__in=["running", "paused"]),
                name="clock_one_running",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due", "unit_path"], condition=Q(state="running"), name="clock_due"
            ),
            models.Index(fields=["subject"], name="clock_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.due}"

    @property
    def left(self) -> int:
        """The days that are left today; fewer than none once it is past."""
        return (self.due - clock.today()).days
