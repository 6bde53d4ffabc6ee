"""The assignment: one thing one unit has to do, wherever it was demanded."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.guard import kept
from zhigong.supervision.models.document import SourceDocument
from zhigong.supervision.rules.capabilities import DRAFT
from zhigong.supervision.rules.dividing import Tag
from zhigong.supervision.rules.origins import owes_answer
from zhigong.supervision.rules.problems import PROBLEMS, SETBACKS, Problem
from zhigong.supervision.rules.terms import Rhythm, TimeClass
from zhigong.supervision.rules.words import CLASSES, ORIGINS, RHYTHMS, Origin
from zhigong.supervision.rules.workflow import (
    ASSIGNMENT,
    BEFORE_ISSUE,
    DONE,
    OUT,
    STATES,
    AssignmentState,
)

_AT_LEAD = ("countersigning", "issued", "received", "underway")


class Assignment(models.Model):
    """督查事项. ``unit`` watches over it, ``lead`` carries it out.

    ``due`` is the day in force, ``original_due`` the day first set, by which it is assessed.
    ``last_day`` and ``original_last`` (both after days off) and ``near_from`` make its light and
    its assessment a matter of comparing days.
    """

    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", verbose_name=_("督办单位")
    )
    unit_path = models.TextField(_("督办单位路径"), db_collation="C")
    # Lead and joined units and everything above them, so that one overlap finds the readers.
    reader_paths = ArrayField(
        models.TextField(), verbose_name=_("承办单位路径"), default=list, blank=True
    )
    state = models.TextField(
        _("状态"), default=ASSIGNMENT.initial, choices=[(s.value, _(t)) for s, t in STATES.items()]
    )
    version = models.PositiveIntegerField(_("版本"), default=0)
    number = models.TextField(_("督办编号"), blank=True)
    origin = models.TextField(_("来源"), choices=[(k, _(v)) for k, v in ORIGINS.items()])
    origin_note = models.TextField(_("来源说明"), blank=True)
    origin_facts = models.JSONField(_("来源要素"), default=dict, blank=True)
    origin_subject = models.TextField(_("来源记录"), blank=True)
    origin_url = models.TextField(_("来源地址"), blank=True)
    # The unit whose own record it comes from: its people see what becomes of it.
    origin_path = models.TextField(_("来源单位路径"), blank=True, db_collation="C")
    answer = models.TextField(_("对来源的答复"), blank=True)
    answered_on = models.DateField(_("答复来源日期"), null=True, blank=True)
    document = models.ForeignKey(
        SourceDocument, models.PROTECT, null=True, blank=True, related_name="assignments",
        verbose_name=_("来文"),
    )  # fmt: skip
    task = models.TextField(_("任务编号"), blank=True)
    passages = ArrayField(models.TextField(), verbose_name=_("原文位置"), default=list, blank=True)
    requirement = models.TextField(_("所属要求"), blank=True)
    headline = models.TextField(_("事项"))
    content = models.TextField(_("内容"))
    items = models.JSONField(_("具体任务"), default=list)
    lead = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("牵头单位"),
    )  # fmt: skip
    lead_path = models.TextField(_("牵头单位路径"), blank=True, db_collation="C")
    lead_why = models.TextField(_("为什么由它牵头"), blank=True)
    leader = models.TextField(_("责任领导"), blank=True)
    contact = models.TextField(_("联系人"), blank=True)
    time_class = models.TextField(_("时限类别"), choices=[(k, _(v)) for k, v in CLASSES.items()])
    timing_why = models.TextField(_("时限依据"), blank=True)
    due = models.DateField(_("办结期限"), null=True, blank=True)
    original_due = models.DateField(_("原定期限"), null=True, blank=True)
    last_day = models.DateField(_("最后一天"), null=True, blank=True)
    original_last = models.DateField(_("原定最后一天"), null=True, blank=True)
    near_from = models.DateField(_("临近期限自"), null=True, blank=True)
    deliverable = models.TextField(_("成果形式"), blank=True)
    rhythm = models.TextField(_("报送频次"), choices=[(k, _(v)) for k, v in RHYTHMS.items()])
    next_report_on = models.DateField(_("下次报送"), null=True, blank=True)
    # The report days that passed without a report: each counts in the year it lies in.
    missed_reports = ArrayField(
        models.DateField(), verbose_name=_("漏报的日子"), default=list, blank=True
    )
    progress = models.PositiveSmallIntegerField(_("进度"), default=0)
    # Work that was returned or taken up again begins anew; what was reported before is history.
    attempt = models.PositiveSmallIntegerField(_("第几轮办理"), default=1, db_default=1)
    tags = ArrayField(models.TextField(), verbose_name=_("标签"), default=list, blank=True)
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)
    resources_promised = models.TextField(_("承诺的保障"), blank=True)
    resources_given = models.TextField(_("落实的保障"), blank=True)
    extensions = models.PositiveSmallIntegerField(_("已延期次数"), default=0)
    carried_out_by = ArrayField(
        models.BigIntegerField(), verbose_name=_("承办人"), default=list, blank=True
    )
    applied_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("申请办结人"),
    )  # fmt: skip
    applied_on = models.DateField(_("申请办结"), null=True, blank=True)
    issued_on = models.DateField(_("下达日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    # Since when the work has a setback that its lead unit has not answered yet.
    setback = models.TextField(
        _("波折"), blank=True, choices=[(k.value, _(PROBLEMS[k].label)) for k in SETBACKS]
    )
    setback_on = models.DateField(_("波折日期"), null=True, blank=True)
    look_back_by = models.DateField(_("抽查回头看至"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged",
        verbose_name=_("并入"),
    )  # fmt: skip

    class Privacy:
        personal = ("leader", "contact")
        kept = "ten years after the end"
        scrubbed = {"leader": "", "contact": ""}

    class Meta:
        verbose_name = _("督查事项")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in AssignmentState]),
                name="assignment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=[o.value for o in Origin])
                & Q(time_class__in=[c.value for c in TimeClass])
                & Q(rhythm__in=[r.value for r in Rhythm]),
                name="assignment_kinds_known",
            ),
            models.CheckConstraint(
                condition=Q(tags__contained_by=[t.value for t in Tag]), name="assignment_tags_known"
            ),
            models.CheckConstraint(
                condition=(Q(lead__isnull=False, issued_on__isnull=False) & ~Q(number=""))
                | Q(state__in=[s.value for s in (*BEFORE_ISSUE, *OUT)]),
                name="assignment_issued_has_lead",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=False, original_due__isnull=False)
                | Q(due__isnull=True, original_due__isnull=True, time_class="standing"),
                name="assignment_has_date",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=F("original_due")),
                name="assignment_only_extended",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100, weight__gte=1), name="assignment_figures_in_range"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False)
                | ~Q(state__in=["closed", "looking_back", "settled"]),
                name="assignment_closed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(state__in=[s.value for s in DONE]),
                name="assignment_only_done_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False) | ~Q(state="merged"),
                name="assignment_merged_says_where",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="assignment_answer_has_day",
            ),
            models.CheckConstraint(
                condition=Q(setback="", setback_on__isnull=True)
                | Q(setback__in=[k.value for k in SETBACKS], setback_on__isnull=False),
                name="assignment_setback_has_day",
            ),
            models.UniqueConstraint(
                fields=["unit_path", "number"],
                condition=~Q(number=""),
                name="assignment_number_once",
            ),
            models.UniqueConstraint(
                fields=["document", "task"], condition=~Q(task=""), name="assignment_task_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "-id"], name="assignment_unit"),
            models.Index(fields=["unit_path", "state", "-id"], name="assignment_unit_state"),
            models.Index(fields=["lead", "-id"], name="assignment_lead"),
            models.Index(fields=["unit_path", "last_day"], name="assignment_days"),
            models.Index(fields=["unit_path", "closed_on"], name="assignment_closed"),
            # What pages count and sort, without its rows: what is open, and what was drawn to be
            # looked back upon, with all that a light, a problem and row security ask.
            models.Index(
                fields=["last_day", "id"],
                include=[
                    "unit_path",
                    "reader_paths",
                    "state",
                    "closed_on",
                    "look_back_by",
                    "lead",
                    "issued_on",
                    "near_from",
                    "next_report_on",
                    "progress",
                    "setback",
                    "weight",
                ],
                condition=Q(closed_on__isnull=True) | Q(look_back_by__isnull=False),
                name="assignment_live",
            ),
            models.Index(
                fields=["unit_path"],
                condition=Q(closed_on__isnull=True) & ~Q(missed_reports=[]),
                name="assignment_open_missed",
            ),
            # Ten years' closed ones by lead, without their rows: with what row security asks.
            models.Index(
                fields=["lead"],
                include=["unit_path", "reader_paths"],
                condition=Q(closed_on__isnull=False),
                name="assignment_closed_of_lead",
            ),
            GinIndex(fields=["reader_paths"], name="assignment_readers"),
            models.Index(
                fields=["origin_subject"], condition=~Q(origin_subject=""), name="assignment_origin"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="assignment_steps", field="state", transitions=ASSIGNMENT.edges()),
            kept(),
        ]

    def __str__(self) -> str:
        return self.number or self.headline

    def get_absolute_url(self) -> str:
        return record_address("supervision:assignment", self.pk)

    def set_back(self, setback: str, on: date) -> None:
        """Remember a setback until the lead unit has answered it."""
        self.setback, self.setback_on = setback, on

    def begin_anew(self) -> dict[str, int]:
        """Another round at its start, with nothing done in it yet; what the trail says of it."""
        before, self.progress = self.progress, 0
        self.attempt += 1
        self.applied_by_id = self.applied_on = None
        return {"attempt": self.attempt, "told_before": before}

    def recover(self) -> None:
        """The setback is answered."""
        self.setback, self.setback_on = "", None

    @property
    def gravest(self) -> Problem:
        """The problem of a row that ``queries.views.problems`` gives."""
        return Problem(self.__dict__["problem"])

    @property
    def reason(self) -> str:
        """Why its problem is one, as the list of problems says it."""
        return gettext(PROBLEMS[self.gravest].reason)

    @property
    def remedy(self) -> str:
        """What to do about its problem."""
        return gettext(PROBLEMS[self.gravest].remedy)

    @property
    def holder_id(self) -> int | None:
        """An assignment waits for a unit's people, never for one person."""
        return None

    @property
    def owes_answer(self) -> bool:
        """Its origin still has to be told; one that is a record of the platform tells itself."""
        if self.answered_on or self.origin_subject:
            return False
        return owes_answer(self.state, self.origin, self.origin_facts)

    @property
    def awaits(self) -> str:
        """At its end it waits once more where its origin is owed an answer."""
        return DRAFT if self.owes_answer else ""

    @property
    def waits_at(self) -> str:
        """The unit whose people it waits for now."""
        return self.lead_path if self.state in _AT_LEAD and self.lead_path else self.unit_path


class JoinedUnit(models.Model):
    """配合单位: a unit that joins the lead."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="joined", verbose_name=_("督查事项")
    )
    unit = models.ForeignKey("org.Unit", models.PROTECT, verbose_name=_("单位"))

    class Privacy:
        personal = ()
        kept = "with the assignment"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("配合单位")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "unit"], name="joined_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.unit_id}"
