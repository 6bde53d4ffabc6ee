"""The yearly assessment, kept: a row for each unit with its working, its objection and the answer."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.supervision.rules.assessment import ASSESSMENT, STATES, AssessmentState, last_day_of


class Assessment(models.Model):
    """年度考核 of the units that led tasks of ``unit`` in a year, as counted on a day."""

    unit = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", verbose_name=_("考核单位")
    )
    unit_path = models.TextField(_("考核单位路径"), db_collation="C")
    # Empty while it is drafted; then the units assessed and everything above them.
    reader_paths = ArrayField(
        models.TextField(), verbose_name=_("被考核单位路径"), default=list, blank=True
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.TextField(
        _("状态"), default=ASSESSMENT.initial,
        choices=[(s.value, _(t)) for s, t in STATES.items()],
    )  # fmt: skip
    version = models.PositiveIntegerField(_("版本"), default=0)
    counted_on = models.DateField(_("计分日期"))
    published_on = models.DateField(_("公布日期"), null=True, blank=True)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("年度考核")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in AssessmentState]),
                name="assessment_state_known",
            ),
            models.UniqueConstraint(fields=["unit", "year"], name="assessment_once_a_year"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=False) | ~Q(state="published"),
                name="assessment_published_has_day",
            ),
        ]
        indexes = [GinIndex(fields=["reader_paths"], name="assessment_readers")]
        triggers = [
            pgtrigger.FSM(name="assessment_steps", field="state", transitions=ASSESSMENT.edges()),
            kept(),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("supervision:assessment", args=[self.pk])

    @property
    def headline(self) -> str:
        return gettext("%(year)s年督查考核") % {"year": self.year}

    @property
    def interim(self) -> bool:
        """Whether it was counted before its year was over: a state of things, not the year's result."""
        return self.counted_on < last_day_of(self.year)

    @property
    def holder_id(self) -> int | None:
        return None


class AssessmentRow(models.Model):
    """A unit's result. ``working`` keeps every task as it was judged; ``rank`` is empty without a score."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="rows", verbose_name=_("年度考核")
    )
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    reader_paths = ArrayField(
        models.TextField(), verbose_name=_("单位路径"), default=list, blank=True
    )
    rank = models.PositiveIntegerField(_("名次"), null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=2, null=True, blank=True)
    missing_reports = models.PositiveIntegerField(_("漏报次数"), default=0)
    counts = models.JSONField(_("各类件数"), default=dict)
    working = models.JSONField(_("计分过程"), default=list)
    objection = models.TextField(_("异议"), blank=True)
    objected_on = models.DateField(_("提出日期"), null=True, blank=True)
    objected_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("提出人"),
    )  # fmt: skip
    answer = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)

    class Privacy:
        personal = ("objection", "answer")
        kept = "always"
        scrubbed = {"objection": "", "answer": ""}

    class Meta:
        verbose_name = _("考核结果")
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "unit"], name="assessment_row_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True, rank__isnull=True)
                | Q(score__gte=0, score__lte=100, rank__gte=1),
                name="assessment_row_score_has_rank",
            ),
            models.CheckConstraint(
                condition=Q(objection="", objected_on__isnull=True)
                | (~Q(objection="") & Q(objected_on__isnull=False)),
                name="assessment_row_objection_has_day",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False) & ~Q(objection="")),
                name="assessment_row_answers_objection",
            ),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.score}"

    @property
    def contested(self) -> bool:
        """Whether an objection waits for its answer."""
        return bool(self.objection) and not self.answer
