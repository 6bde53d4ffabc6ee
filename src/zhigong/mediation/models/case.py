"""The case file: the case, its sides, what is asked, and the authorities that take part."""

from __future__ import annotations

from functools import cached_property

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.guard import kept
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.foundation.clocks.models import Clock
from zhigong.foundation.secrets.fields import LookUpHash, SealedText
from zhigong.mediation.rules.reasons import CHANNELS
from zhigong.mediation.rules.workflow import CASE, STATES, CaseState


class Case(models.Model):
    """调解案件. ``code`` is what the worker is told on sending; ``number`` comes with acceptance."""

    code = models.TextField(_("查询码"), unique=True)
    number = models.TextField(_("案号"), unique=True, null=True, blank=True)
    unit = models.ForeignKey("org.Unit", models.PROTECT, verbose_name=_("受理组织"))
    unit_path = models.TextField(_("受理组织路径"), db_collation="C")
    # The units that take part and everything above them, so that one overlap finds the readers.
    reader_paths = ArrayField(
        models.TextField(), verbose_name=_("参与单位路径"), default=list, blank=True
    )
    state = models.TextField(
        _("状态"), default=CASE.initial, choices=[(s.value, _(t)) for s, t in STATES.items()]
    )
    version = models.PositiveIntegerField(_("版本"), default=0)
    applicant = models.ForeignKey(
        "identity.Account",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("申请人账号"),
    )
    mediator = models.ForeignKey(
        "identity.Account",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("调解员"),
    )
    channel = models.TextField(
        _("来源"), default="web", choices=[(k, _(v)) for k, v in CHANNELS.items()]
    )
    causes = ArrayField(models.TextField(), verbose_name=_("争议类型"), default=list)
    headline = models.TextField(_("标题"))
    story = models.TextField(_("事情经过"))
    facts = models.JSONField(_("基本事实"), default=dict)
    people = models.PositiveIntegerField(_("涉及人数"), default=1)
    employer_name = models.TextField(_("用人单位"))
    street = models.TextField(_("用工所在街道"), blank=True)
    sent_at = models.DateTimeField(_("提交时间"))
    received_on = models.DateField(_("收到申请日期"))
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    outcome_code = models.TextField(_("结果原因"), blank=True)
    outcome_note = models.TextField(_("结果说明"), blank=True)
    supplement = models.TextField(_("需补充的材料"), blank=True)
    extended = models.BooleanField(_("已延期"), default=False)

    class Privacy:
        personal = ("headline", "story", "facts", "outcome_note", "supplement")
        kept = "ten years after the end"
        scrubbed = {"headline": "case", "story": "", "facts": {}, "outcome_note": ""}

    class Meta:
        verbose_name = _("调解案件")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in CaseState]), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=Q(mediator__isnull=False)
                | ~Q(state__in=["in_mediation", "agreed", "performing", "breached", "performed"]),
                name="case_in_mediation_has_mediator",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False, accepted_on__isnull=False)
                | Q(state__in=["submitted", "supplement", "refused", "withdrawn"]),
                name="case_accepted_has_number",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(state__in=["performed", "refused", "withdrawn", "failed", "expired"]),
                name="case_ended_is_over",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="case_has_people"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=models.F("received_on")),
                name="case_accepted_after_receipt",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "-id"], name="case_unit"),
            models.Index(fields=["unit_path", "state", "-id"], name="case_unit_state"),
            models.Index(fields=["mediator", "state", "-id"], name="case_mediator"),
            GinIndex(fields=["reader_paths"], name="case_readers"),
            models.Index(fields=["received_on"], name="case_received"),
            models.Index(
                fields=["applicant", "-id"],
                condition=Q(applicant__isnull=False),
                name="case_applicant",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="case_steps", field="state", transitions=CASE.edges()),
            kept(),
        ]

    def __str__(self) -> str:
        return self.number or self.code

    def get_absolute_url(self) -> str:
        return record_address("mediation:case", self.pk)

    @cached_property
    def deadlines(self) -> list[Clock]:
        """Its deadlines as this object first read them, running ones first."""
        return clocks_of(subject_of(self))

    @property
    def holder_id(self) -> int | None:
        """The person the case waits for while it is being mediated and performed."""
        return self.mediator_id


class Party(models.Model):
    """当事人: a side of the case, or one of several workers on a side."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties", verbose_name=_("案件"))
    side = models.TextField(
        _("身份"), choices=[("worker", _("申请人")), ("employer", _("被申请人"))]
    )
    name = models.TextField(_("姓名或名称"))
    mobile = SealedText(_("手机号"), blank=True, kind="mobile")
    mobile_look = LookUpHash(of="mobile")
    citizen_id = SealedText(_("证件号码"), blank=True, kind="citizen_id")
    credit_code = models.TextField(_("统一社会信用代码"), blank=True)
    address = models.TextField(_("地址"), blank=True)
    representative = models.TextField(_("代表人或代理人"), blank=True)

    class Privacy:
        personal = ("name", "mobile", "mobile_look", "citizen_id", "address", "representative")
        kept = "ten years after the end of the case"
        scrubbed = {"name": "someone", "mobile": "", "citizen_id": "", "address": ""}

    class Meta:
        verbose_name = _("当事人")
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["worker", "employer"]), name="party_side_known"
            )
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.name


class Claim(models.Model):
    """请求事项: one item asked, as the worker, the employer and the law see it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="claims", verbose_name=_("案件"))
    position = models.PositiveSmallIntegerField(_("序号"))
    rule = models.TextField(_("规则"), blank=True)
    title = models.TextField(_("请求"))
    facts = models.JSONField(_("计算事实"), default=dict)
    asked = models.DecimalField(_("职工主张"), max_digits=14, decimal_places=2, null=True)
    conceded = models.DecimalField(_("单位认可"), max_digits=14, decimal_places=2, null=True)
    lawful = models.DecimalField(_("依法测算"), max_digits=14, decimal_places=2, null=True)
    result = models.JSONField(_("测算过程"), default=dict)

    class Privacy:
        personal = ("facts", "result")
        kept = "with the case"
        scrubbed: dict[str, object] = {"facts": {}, "result": {}}

    class Meta:
        verbose_name = _("请求事项")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="claim_position"),
            models.CheckConstraint(
                condition=(Q(asked__isnull=True) | Q(asked__gte=0))
                & (Q(conceded__isnull=True) | Q(conceded__gte=0)),
                name="claim_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """An authority outside the union that takes part in the case, and sees it while it does."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="participations", verbose_name=_("案件")
    )
    unit = models.ForeignKey("org.Unit", models.PROTECT, verbose_name=_("单位"))
    purpose = models.TextField(_("事由"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Privacy:
        personal = ()
        kept = "with the case"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("参与单位")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit"],
                condition=Q(until__isnull=True),
                name="participation_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="participation_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.purpose}"
