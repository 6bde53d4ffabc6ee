"""Meetings of Party committees on union work, and joint meetings: rule, topics, decisions."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.governance.models.record import Record
from zhigong.governance.rules.meetings import (
    JOINT_MEETING,
    LIVES,
    MEETING_KINDS,
    PARTY_MEETING,
    TIMES,
    MeetingKind,
)
from zhigong.kernel.workflow import Workflow

_KINDS = [(k, _(v)) for k, v in MEETING_KINDS.items()]


class MeetingRule(models.Model):
    """会议制度: how often a committee meets on union work, and on what basis. Data, not code."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    unit_path = models.TextField(_("单位路径"), db_collation="C")
    committee = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", verbose_name=_("党委或对方单位")
    )
    kind = models.TextField(_("会议类别"), choices=_KINDS)
    times = models.PositiveSmallIntegerField(_("每年几次"))
    basis = models.TextField(_("依据"))
    from_year = models.PositiveSmallIntegerField(_("从哪年起"))

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("会议制度")
        constraints = [
            models.CheckConstraint(
                condition=Q(times__in=TIMES, kind__in=[k.value for k in MeetingKind])
                & Q(from_year__range=(1990, 2200))
                & ~Q(basis=""),
                name="meeting_rule_makes_sense",
            ),
            models.UniqueConstraint(fields=["unit", "committee", "kind"], name="meeting_rule_once"),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="meeting_rule_unit")]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.committee_id} {self.times}"


class Meeting(Record):
    """会议. ``period_end`` is the day by which it is to be held."""

    slug = "meetings"
    kind = models.TextField(_("会议类别"), choices=_KINDS)
    rule = models.ForeignKey(
        MeetingRule, models.PROTECT, null=True, blank=True, related_name="meetings",
        verbose_name=_("会议制度"),
    )  # fmt: skip
    period = models.PositiveSmallIntegerField(_("第几期"), default=0)
    period_start = models.DateField(_("本期开始"))
    period_end = models.DateField(_("最迟召开日期"))
    planned_on = models.DateField(_("拟定日期"), null=True, blank=True)
    place = models.TextField(_("地点"), blank=True)
    held_on = models.DateField(_("召开日期"), null=True, blank=True)
    minutes_number = models.TextField(_("纪要文号"), blank=True)
    feedback = models.TextField(_("落实反馈"), blank=True)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("会议")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="party", state__in=[s.value for s in PARTY_MEETING.states])
                | Q(kind="joint", state__in=[s.value for s in JOINT_MEETING.states]),
                name="meeting_state_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="meeting_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False)
                | Q(
                    state__in=["planned", "topics", "agenda", "missed", "collecting", "consulting",
                               "cancelled"]
                ),
                name="meeting_held_has_day",
            ),
            models.UniqueConstraint(
                fields=["rule", "period_start"],
                condition=Q(rule__isnull=False),
                name="meeting_period_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit_path", "-id"], name="meeting_unit")]
        triggers = [
            pgtrigger.FSM(
                name="meeting_steps",
                field="state",
                transitions=[*PARTY_MEETING.edges(), *JOINT_MEETING.edges()],
            ),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return LIVES[self.kind]


class Topic(models.Model):
    """议题: raised by somebody, taken on the agenda or not, with a word why not."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="topics", verbose_name=_("会议")
    )
    title = models.TextField(_("议题"))
    why = models.TextField(_("为什么要议"), blank=True)
    raised_by = models.TextField(_("提出单位"))
    accepted = models.BooleanField(_("上会"), default=False)

    class Privacy:
        personal = ()
        kept = "with the meeting"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("议题")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="topic_has_title"),
            models.UniqueConstraint(fields=["meeting", "title"], name="topic_once"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """议定事项: followed by assignments, or by a word why none is needed."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="decisions", verbose_name=_("会议")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="decisions",
        verbose_name=_("议题"),
    )  # fmt: skip
    text = models.TextField(_("议定内容"))
    no_follow = models.TextField(_("不需要督办的理由"), blank=True)

    class Privacy:
        personal = ()
        kept = "with the meeting"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("议定事项")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="decision_says_what")]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.text[:40]
