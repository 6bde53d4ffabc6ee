"""Rows of law that two persons stand for."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.guard import kept
from zhigong.law.core.parameters import PARAMETERS, Row
from zhigong.parameters.rules.rows import CONFIDENCES, place_name, read_value
from zhigong.parameters.rules.workflow import ROW, STATES, USED, RowState

IN_USE = [s.value for s in USED]
# What is confirmed is what was proposed: these never change after the proposal.
SAID = ["name", "place", "value", "start", "end", "unit", "source", "url", "checked",
        "confidence", "note", "proposed_by", "proposed_at"]  # fmt: skip


class ParameterRow(models.Model):
    """参数行: one value in one place from one day, proposed by one person, confirmed by another.

    ``unit_path`` is where the proposer was granted; who confirms must be granted there too.
    """

    name = models.TextField(_("参数"))
    place = models.TextField(_("地区"))
    value = models.TextField(_("数值"))
    start = models.DateField(_("起始日"))
    end = models.DateField(_("截止日"), null=True, blank=True)
    unit = models.TextField(_("单位"), blank=True)
    source = models.TextField(_("出处"))
    url = models.TextField(_("网址"), blank=True)
    checked = models.DateField(_("核对日期"))
    confidence = models.TextField(
        _("可信程度"), choices=[(k, _(v)) for k, v in CONFIDENCES.items()]
    )
    note = models.TextField(_("说明"), blank=True)
    state = models.TextField(
        _("状态"), default=ROW.initial, choices=[(s.value, _(t)) for s, t in STATES.items()]
    )
    version = models.PositiveIntegerField(_("版本"), default=0)
    unit_path = models.TextField(_("所属组织路径"), db_collation="C")
    proposed_by = models.ForeignKey(
        "identity.Account", models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    confirmed_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("复核人")
    )
    confirmed_at = models.DateTimeField(_("复核时间"), null=True)
    end_asked_by = models.ForeignKey(
        "identity.Account",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("提请停用人"),
    )
    ended_by = models.ForeignKey(
        "identity.Account",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("同意停用人"),
    )

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("法律参数")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RowState]), name="parameter_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="parameter_by_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_USE)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="parameter_in_force_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True)
                | Q(end_asked_by__isnull=False) & ~Q(ended_by=F("end_asked_by")),
                name="parameter_ended_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="parameter_in_order"
            ),
            models.CheckConstraint(
                condition=Q(place__regex=r"^\d{6}$"), name="parameter_place_is_code"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(value=""), name="parameter_has_value_and_source"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=list(CONFIDENCES)), name="parameter_confidence_known"
            ),
            models.UniqueConstraint(
                fields=["name", "place", "start"],
                condition=Q(state__in=IN_USE),
                name="parameter_once_in_force",
            ),
            models.UniqueConstraint(
                fields=["name", "place", "start"],
                condition=Q(state=RowState.PROPOSED.value),
                name="parameter_once_proposed",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="row_steps", field="state", transitions=ROW.edges()),
            pgtrigger.ReadOnly(name="row_as_proposed", fields=SAID),
            pgtrigger.Protect(name="row_stays", operation=pgtrigger.Delete),
            kept(),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.place} {self.start}"

    def get_absolute_url(self) -> str:
        return record_address("parameters:row", self.pk)

    @property
    def headline(self) -> str:
        """The row in the inbox: parameter, place and value."""
        title = PARAMETERS.get(self.name, self.name)
        return f"{title} {_(place_name(self.place))} {self.value}"

    @property
    def holder_id(self) -> int | None:
        """A row waits for anybody who may confirm it."""
        return None

    def as_row(self) -> Row:
        """The row as the law reads it."""
        return Row(
            name=self.name,
            place=self.place,
            value=read_value(self.value),
            start=self.start,
            end=self.end,
            unit=self.unit,
            source=self.source,
            url=self.url,
            checked=self.checked,
            confidence=self.confidence,
            note=self.note,
        )
