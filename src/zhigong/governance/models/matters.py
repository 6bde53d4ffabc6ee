"""A matter that the Party committee assigned, or a leader instructed."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.governance.models.record import Record
from zhigong.governance.rules.matters import MATTER, MATTER_KINDS, MatterKind, MatterState
from zhigong.kernel.workflow import Workflow
from zhigong.supervision.rules.dividing import Tag
from zhigong.supervision.rules.origins import INSTRUCTION_CLASSES, InstructionClass


class Matter(Record):
    """交办事项. ``source`` is an office (区委主要负责同志), never a name."""

    slug = "matters"
    kind = models.TextField(_("类别"), choices=[(k, _(v)) for k, v in MATTER_KINDS.items()])
    binding = models.TextField(
        _("批示类别"), choices=[(k, _(v)) for k, v in INSTRUCTION_CLASSES.items()]
    )
    source = models.TextField(_("交办人职务"))
    dated = models.DateField(_("交办日期"))
    number = models.TextField(_("交办文号"), blank=True)
    text = models.TextField(_("交办原文"))
    tests = ArrayField(models.TextField(), verbose_name=_("三项检验"), default=list, blank=True)
    due = models.DateField(_("要求报告的日期"), null=True, blank=True)
    answer = models.TextField(_("办理结果"), blank=True)
    answered_on = models.DateField(_("报告日期"), null=True, blank=True)
    answer_paper = models.TextField(_("报告文号"), blank=True)

    class Privacy:
        personal = ("source",)
        kept = "ten years after the end"
        scrubbed = {"source": "office"}

    class Meta:
        verbose_name = _("交办事项")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in MatterState]), name="matter_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in MatterKind])
                & Q(binding__in=[c.value for c in InstructionClass])
                & Q(tests__contained_by=[t.value for t in Tag]),
                name="matter_kinds_known",
            ),
            models.CheckConstraint(
                condition=~Q(headline="") & ~Q(text="") & ~Q(source=""), name="matter_says_what"
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_on__isnull=False) & ~Q(answer="")
                | ~Q(state="answered") & Q(answered_on__isnull=True, answer=""),
                name="matter_answer_has_day",
            ),
            models.CheckConstraint(
                condition=~(Q(state="filed") & Q(binding="must_answer")),
                name="matter_binding_is_answered",
            ),
            models.UniqueConstraint(
                fields=["unit_path", "committee", "number"],
                condition=~Q(number=""),
                name="matter_number_once",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="matter_unit")]
        triggers = [
            pgtrigger.FSM(name="matter_steps", field="state", transitions=MATTER.edges()),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return MATTER
