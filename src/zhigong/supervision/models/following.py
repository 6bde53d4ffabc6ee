"""What is told, asked and urged while an assignment is carried out."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.supervision.models.assignment import Assignment
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.words import LIGHTS

REPORT_KINDS = [("plan", _("办理方案")), ("progress", _("进展")), ("completion", _("办结申请"))]
URGING_KINDS = [("remind", _("提醒")), ("letter", _("督办函")), ("visit", _("实地督查"))]


class ProgressReport(models.Model):
    """报送: plan, monthly progress or application for completion, with its evidence."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="reports", verbose_name=_("督查事项")
    )
    kind = models.TextField(_("类别"), choices=REPORT_KINDS)
    reported_on = models.DateField(_("报送日期"))
    text = models.TextField(_("内容"))
    progress = models.PositiveSmallIntegerField(_("进度"))
    attempt = models.PositiveSmallIntegerField(_("第几轮办理"), default=1, db_default=1)
    light = models.TextField(_("当时的灯"), choices=[(k, _(v)) for k, v in LIGHTS.items()])
    proof = models.TextField(_("佐证说明"), blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("佐证材料"),
    )  # fmt: skip
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("报送人")
    )

    class Privacy:
        personal = ("text", "proof")
        kept = "with the assignment"
        scrubbed = {"text": "", "proof": ""}

    class Meta:
        verbose_name = _("报送")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["plan", "progress", "completion"])
                & Q(light__in=[one.value for one in Light]),
                name="report_kinds_known",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100) & ~Q(text=""), name="report_says_something"
            ),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.reported_on} {self.progress}%"

    @property
    def proves(self) -> bool:
        """Whether it carries evidence: a file, words, or figures of the platform."""
        return bool(self.file_id or self.proof or self.figures.all())


class ExtensionRequest(models.Model):
    """延期申请, asked before the due date; the answer is kept beside it."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="extension_requests", verbose_name=_("督查事项")
    )
    asked_on = models.DateField(_("申请日期"))
    asked_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("申请人")
    )
    due = models.DateField(_("现在的期限"))
    until = models.DateField(_("申请延至"))
    reason = models.TextField(_("原因"))
    answer = models.TextField(
        _("答复"),
        choices=[("open", _("待答复")), ("granted", _("同意")), ("declined", _("不同意"))],
        default="open",
    )
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)

    class Privacy:
        personal = ("reason",)
        kept = "with the assignment"
        scrubbed = {"reason": "reason"}

    class Meta:
        verbose_name = _("延期申请")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="open", answered_on__isnull=True)
                | Q(answer__in=["granted", "declined"], answered_on__isnull=False),
                name="extension_answer_has_day",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("due")) & ~Q(reason=""), name="extension_is_later"
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(answer="open"), name="extension_one_open"
            ),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.until} {self.answer}"


class Countersign(models.Model):
    """会签: a unit's answer to the draft that it shall lead or join."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="countersigns", verbose_name=_("督查事项")
    )
    unit = models.ForeignKey("org.Unit", models.PROTECT, verbose_name=_("单位"))
    agrees = models.BooleanField(_("同意"))
    opinion = models.TextField(_("意见"), blank=True)
    on = models.DateField(_("日期"))
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("会签人")
    )

    class Privacy:
        personal = ("opinion",)
        kept = "with the assignment"
        scrubbed = {"opinion": ""}

    class Meta:
        verbose_name = _("会签")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(opinion=""), name="countersign_says_why_not"
            )
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.agrees}"


class FormerLead(models.Model):
    """原牵头单位: who led a matter until it was handed over, and the reports missed until then.

    They are charged to the unit that missed them, not to the one that took the matter on.
    """

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="former_leads", verbose_name=_("督查事项")
    )
    unit = models.ForeignKey("org.Unit", models.PROTECT, verbose_name=_("单位"))
    unit_path = models.TextField(_("单位路径"), db_collation="C")
    until = models.DateField(_("牵头至"))
    missed_reports = ArrayField(
        models.DateField(), verbose_name=_("漏报的日子"), default=list, blank=True
    )

    class Privacy:
        personal = ()
        kept = "with the assignment"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("原牵头单位")
        ordering = ["id"]
        indexes = [models.Index(fields=["until"], name="former_lead_until")]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.until}"


class Urging(models.Model):
    """催办: a reminder, a written urging or an on-site check, and what was said.

    A reminder that the program sent has no person, and a ``number`` by the rule (SUP-05).
    """

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="urgings", verbose_name=_("督查事项")
    )
    kind = models.TextField(_("方式"), choices=URGING_KINDS)
    on = models.DateField(_("日期"))
    text = models.TextField(_("内容"))
    number = models.PositiveSmallIntegerField(_("第几次提醒"), null=True, blank=True)
    to_leader = models.BooleanField(_("抄送领导"), default=False)
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("督办人")
    )

    class Privacy:
        personal = ("text",)
        kept = "with the assignment"
        scrubbed = {"text": ""}

    class Meta:
        verbose_name = _("催办")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "on"],
                condition=Q(number__isnull=False),
                name="urging_one_reminder_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["remind", "letter", "visit"]), name="urging_kind_known"
            ),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
