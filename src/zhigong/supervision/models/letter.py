"""A written urging on its way: proposed by the program, sent by a person."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.supervision.models.assignment import Assignment
from zhigong.supervision.rules.letters import LETTER, STATES, LetterState


class Letter(models.Model):
    """督办函. ``text`` can be changed until it is sent; then it has its number and stays."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="letters", verbose_name=_("督查事项")
    )
    unit_path = models.TextField(_("督办单位路径"), db_collation="C")
    state = models.TextField(
        _("状态"), default=LETTER.initial, choices=[(s.value, _(t)) for s, t in STATES.items()]
    )
    version = models.PositiveIntegerField(_("版本"), default=0)
    number = models.TextField(_("文号"), blank=True)
    proposed_on = models.DateField(_("拟稿日期"))
    text = models.TextField(_("内容"))
    sent_on = models.DateField(_("发出日期"), null=True, blank=True)
    by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )

    class Privacy:
        personal = ("text",)
        kept = "with the assignment"
        scrubbed = {"text": ""}

    class Meta:
        verbose_name = _("督办函")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in LetterState]), name="letter_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | (Q(sent_on__isnull=False) & ~Q(number="")),
                name="letter_sent_has_number",
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="proposed"), name="letter_one_proposed"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="letter_steps", field="state", transitions=LETTER.edges()),
            kept(),
        ]

    def __str__(self) -> str:
        return self.number or str(self.proposed_on)

    def get_absolute_url(self) -> str:
        return reverse("supervision:letter", args=[self.pk])

    @property
    def headline(self) -> str:
        return gettext("督办函：%(matter)s") % {"matter": self.assignment.headline}

    @property
    def holder_id(self) -> int | None:
        return None
