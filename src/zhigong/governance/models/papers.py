"""Papers to a superior: requests that must be answered, reports that need not."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.governance.models.record import Record
from zhigong.governance.rules.papers import (
    ADDRESSEES,
    ANSWER_WORKDAYS,
    PAPER,
    PAPER_KINDS,
    RESULTS,
    Addressee,
    PaperKind,
    PaperState,
    Result,
)
from zhigong.kernel.workflow import Workflow

_UNSENT = ["drafted", "approved", "withdrawn"]


class Paper(Record):
    """请示或报告, to one superior. ``reply_by`` is when a request shows as waiting too long."""

    slug = "papers"
    kind = models.TextField(_("文种"), choices=[(k, _(v)) for k, v in PAPER_KINDS.items()])
    addressee = models.TextField(_("报送"), choices=[(k, _(v)) for k, v in ADDRESSEES.items()])
    to = models.TextField(_("主送机关"))
    body = models.TextField(_("正文"))
    prefix = models.TextField(_("机关代字"))
    number = models.TextField(_("文号"), blank=True)
    approved_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("签发人"),
    )  # fmt: skip
    approved_on = models.DateField(_("签发日期"), null=True, blank=True)
    sent_on = models.DateField(_("报送日期"), null=True, blank=True)
    workdays = models.PositiveSmallIntegerField(_("几个工作日内答复"), default=ANSWER_WORKDAYS)
    reply_by = models.DateField(_("应答复日期"), null=True, blank=True)
    received_on = models.DateField(_("对方收文日期"), null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(_("催复次数"), default=0)
    reminded_on = models.DateField(_("最近催复"), null=True, blank=True)
    result = models.TextField(
        _("答复结果"), blank=True, choices=[(k, _(v)) for k, v in RESULTS.items()]
    )
    reply_number = models.TextField(_("批复文号"), blank=True)
    replied_on = models.DateField(_("批复日期"), null=True, blank=True)
    reply = models.TextField(_("批复内容"), blank=True)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("请示报告")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PaperState])
                & Q(kind__in=[k.value for k in PaperKind])
                & Q(addressee__in=[a.value for a in Addressee])
                & Q(result__in=["", *(r.value for r in Result)]),
                name="paper_state_and_kinds_known",
            ),
            models.CheckConstraint(
                condition=~Q(headline="") & ~Q(body="") & ~Q(to=""), name="paper_says_what_to_whom"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNSENT, number="", sent_on__isnull=True)
                | ~Q(state__in=_UNSENT) & ~Q(number="") & Q(sent_on__isnull=False),
                name="paper_sent_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "followed"], replied_on__isnull=False)
                & ~Q(result="")
                | ~Q(state__in=["answered", "followed"]) & Q(replied_on__isnull=True, result=""),
                name="paper_reply_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="filed") | Q(kind="report"), name="paper_request_is_answered"
            ),
            models.CheckConstraint(
                condition=Q(workdays__range=(1, 365)), name="paper_days_in_range"
            ),
            models.UniqueConstraint(
                fields=["unit_path", "number"], condition=~Q(number=""), name="paper_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "-id"], name="paper_unit"),
            models.Index(
                fields=["unit_path", "reply_by"],
                condition=Q(state__in=["sent", "received"]),
                name="paper_waiting",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="paper_steps", field="state", transitions=PAPER.edges()),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return PAPER
