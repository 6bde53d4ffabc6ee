"""Offers on the way to an agreement, the agreement, and its payments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhigong.foundation.audit.guard import kept
from zhigong.mediation.models.case import Case


class Offer(models.Model):
    """调解方案: what a side, or the mediator, put on the table."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="offers", verbose_name=_("案件"))
    side = models.TextField(
        _("提出方"),
        choices=[
            ("worker", _("职工")),
            ("employer", pgettext_lazy("party", "单位")),
            ("mediator", _("调解员")),
        ],
    )
    amount = models.DecimalField(_("金额"), max_digits=14, decimal_places=2, null=True)
    terms = models.TextField(_("内容"), blank=True)
    made_at = models.DateTimeField(_("时间"))
    answer = models.TextField(
        _("答复"),
        choices=[("open", _("待答复")), ("accepted", _("同意")), ("declined", _("不同意"))],
        default="open",
    )

    class Privacy:
        personal = ("terms",)
        kept = "with the case; never used against a side later (NEG 11)"
        scrubbed = {"terms": ""}

    class Meta:
        verbose_name = _("调解方案")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["worker", "employer", "mediator"]), name="offer_side_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(terms=""), name="offer_says_something"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="offer_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["open", "accepted", "declined"]), name="offer_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.amount}"


class Agreement(models.Model):
    """调解协议. Its text is fixed when the case becomes ``agreed``; signatures are then recorded."""

    case = models.OneToOneField(
        Case, models.CASCADE, related_name="agreement", verbose_name=_("案件")
    )
    terms = models.TextField(_("协议内容"))
    total = models.DecimalField(_("总金额"), max_digits=14, decimal_places=2, default=0)
    made_on = models.DateField(_("形成日期"))
    text_hash = models.TextField(_("文本校验值"))
    worker_signed_on = models.DateField(_("申请人签名"), null=True, blank=True)
    employer_signed_on = models.DateField(_("被申请人签名"), null=True, blank=True)
    mediator_signed_on = models.DateField(_("调解员签名"), null=True, blank=True)
    stamped_on = models.DateField(_("盖章"), null=True, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)

    class Privacy:
        personal = ("terms",)
        kept = "ten years"
        scrubbed = {"terms": ""}

    class Meta:
        verbose_name = _("调解协议")
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(
                    worker_signed_on__isnull=False,
                    employer_signed_on__isnull=False,
                    mediator_signed_on__isnull=False,
                    stamped_on__isnull=False,
                ),
                name="agreement_binds_only_signed",
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="agreement_not_negative"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.case_id} {self.made_on}"


class Instalment(models.Model):
    """One payment of an agreement: what was promised, and what came in."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="instalments", verbose_name=_("协议")
    )
    position = models.PositiveSmallIntegerField(_("期数"))
    due = models.DateField(_("应付日期"))
    amount = models.DecimalField(_("应付金额"), max_digits=14, decimal_places=2)
    paid_on = models.DateField(_("到账日期"), null=True, blank=True)
    paid = models.DecimalField(_("到账金额"), max_digits=14, decimal_places=2, default=0)
    note = models.TextField(_("凭证与说明"), blank=True)

    class Privacy:
        personal = ("note",)
        kept = "with the case"
        scrubbed = {"note": ""}

    class Meta:
        verbose_name = _("分期付款")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="instalment_position"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_has_amount"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, paid=0) | Q(paid_on__isnull=False, paid__gt=0),
                name="instalment_paid_has_day",
            ),
        ]
        indexes = [models.Index(fields=["due"], condition=Q(paid_on=None), name="instalment_due")]

    def __str__(self) -> str:
        return f"{self.due} {self.amount}"
