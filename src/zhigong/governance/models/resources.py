"""Resources asked of the Party committee, promised, and given part by part."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.governance.models.matters import Matter
from zhigong.governance.models.record import Record
from zhigong.governance.rules.resources import (
    MEASURES,
    RESOURCE,
    RESOURCE_KINDS,
    Kept,
    ResourceKind,
    ResourceState,
)
from zhigong.kernel.workflow import Workflow


class ResourceRequest(Record):
    """资源保障. ``given`` is the sum of its deliveries, written with each of them."""

    slug = "resources"
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="resources",
        verbose_name=_("为哪件交办"),
    )  # fmt: skip
    kind = models.TextField(_("种类"), choices=[(k, _(v)) for k, v in RESOURCE_KINDS.items()])
    purpose = models.TextField(_("用途"))
    asked = models.DecimalField(_("请求数量"), max_digits=16, decimal_places=2)
    promised = models.DecimalField(
        _("承诺数量"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    promised_on = models.DateField(_("承诺日期"), null=True, blank=True)
    promised_by = models.DateField(_("承诺到位日期"), null=True, blank=True)
    promise_how = models.TextField(_("怎样到位"), blank=True)
    promise_paper = models.TextField(_("承诺依据"), blank=True)
    given = models.DecimalField(_("到位数量"), max_digits=16, decimal_places=2, default=0)
    outcome = models.TextField(_("了结说明"), blank=True)

    class Privacy:
        personal = ()
        kept = "ten years after the end"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("资源保障")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ResourceState])
                & Q(kind__in=[k.value for k in ResourceKind]),
                name="resource_state_and_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(asked__gt=0, given__gte=0)
                & (Q(promised__isnull=True) | Q(promised__gt=0)),
                name="resource_amounts_positive",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "declined"], promised__isnull=True, given=0)
                | Q(
                    state__in=["promised", "partly", "complete", "short"],
                    promised__isnull=False,
                    promised_on__isnull=False,
                    promised_by__isnull=False,
                )
                & ~Q(promise_paper=""),
                name="resource_promise_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="complete") | Q(given__gte=models.F("promised")),
                name="resource_complete_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["short", "declined"]) | ~Q(outcome=""),
                name="resource_end_says_why",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="resource_unit")]
        triggers = [
            pgtrigger.FSM(name="resource_steps", field="state", transitions=RESOURCE.edges()),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return RESOURCE

    @property
    def compared(self) -> Kept:
        return Kept(self.promised or Decimal(0), self.given)

    @property
    def measure(self) -> str:
        return MEASURES[self.kind]


class Delivery(models.Model):
    """到位记录: one part that really came, with its proof."""

    resource = models.ForeignKey(
        ResourceRequest, models.CASCADE, related_name="deliveries", verbose_name=_("资源保障")
    )
    on = models.DateField(_("到位日期"))
    amount = models.DecimalField(_("数量"), max_digits=16, decimal_places=2)
    proof = models.TextField(_("凭据"))
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("凭据文件"),
    )  # fmt: skip
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )

    class Privacy:
        personal = ()
        kept = "with the request"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("到位记录")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(proof=""), name="delivery_amount_and_proof"
            )
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
