"""Practices that spread, who took them over, and the endorsements that praised them."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.guard import kept
from zhigong.governance.models.record import Record
from zhigong.governance.rules.practices import (
    ENDORSEMENT,
    EVENTS,
    LEVELS,
    PRACTICE,
    EndorsementState,
    Event,
    Level,
    PracticeState,
)
from zhigong.kernel.workflow import Workflow

_LEVELS = [(k, _(v)) for k, v in LEVELS.items()]
_LEVEL_KNOWN = Q(level__in=[one.value for one in Level])


def verified_by_another(name: str) -> models.CheckConstraint:
    """Nobody verifies what he added himself."""
    return models.CheckConstraint(
        condition=Q(verified_by__isnull=True)
        | Q(added_by__isnull=True)
        | ~Q(verified_by=models.F("added_by")),
        name=name,
    )


class Practice(Record):
    """经验做法: what was done, where, and by what it is shown."""

    slug = "practices"
    origin = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", verbose_name=_("首创单位")
    )
    text = models.TextField(_("做法"))
    result = models.TextField(_("成效"))
    since = models.DateField(_("从何时起"))
    verified_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("核实人"),
    )  # fmt: skip
    verified_on = models.DateField(_("核实日期"), null=True, blank=True)

    class Privacy:
        personal = ()
        kept = "always"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("经验做法")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PracticeState])
                & ~Q(headline="")
                & ~Q(text=""),
                name="practice_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "submitted"], verified_on__isnull=True)
                | Q(
                    state__in=["verified", "promoted", "retired"],
                    verified_on__isnull=False,
                    verified_by__isnull=False,
                ),
                name="practice_verified_by_somebody",
            ),
            verified_by_another("practice_verified_by_another"),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="practice_unit")]
        triggers = [
            pgtrigger.FSM(name="practice_steps", field="state", transitions=PRACTICE.edges()),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return PRACTICE


class Promotion(models.Model):
    """推广: a conference, a report in the media or a document that made it known."""

    practice = models.ForeignKey(
        Practice, models.CASCADE, related_name="promotions", verbose_name=_("经验做法")
    )
    level = models.TextField(_("层级"), choices=_LEVELS)
    event = models.TextField(_("方式"), choices=[(k, _(v)) for k, v in EVENTS.items()])
    title = models.TextField(_("会议、媒体或文件名称"))
    on = models.DateField(_("日期"))

    class Privacy:
        personal = ()
        kept = "with the practice"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("推广")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=_LEVEL_KNOWN & Q(event__in=[e.value for e in Event]) & ~Q(title=""),
                name="promotion_kinds_known",
            )
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.title


class Adopter(models.Model):
    """采用单位: who took it over, since when, and how we know."""

    practice = models.ForeignKey(
        Practice, models.CASCADE, related_name="adopters", verbose_name=_("经验做法")
    )
    name = models.TextField(_("采用的单位或地方"))
    since = models.DateField(_("从何时起"))
    confirmed = models.TextField(_("怎样确认的"))

    class Privacy:
        personal = ()
        kept = "with the practice"
        scrubbed: dict[str, object] = {}

    class Meta:
        verbose_name = _("采用单位")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(confirmed=""), name="adopter_is_confirmed"
            ),
            models.UniqueConstraint(fields=["practice", "name"], name="adopter_once"),
        ]
        triggers = [kept()]

    def __str__(self) -> str:
        return self.name


class Endorsement(Record):
    """批示肯定. ``role`` is an office, never a name."""

    slug = "endorsements"
    role = models.TextField(_("批示领导的职务"))
    level = models.TextField(_("层级"), choices=_LEVELS)
    dated = models.DateField(_("批示日期"))
    text = models.TextField(_("批示原文或摘要"))
    reference = models.TextField(_("出处"))
    practice = models.ForeignKey(
        Practice, models.PROTECT, null=True, blank=True, related_name="endorsements",
        verbose_name=_("肯定的做法"),
    )  # fmt: skip
    verified_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("核实人"),
    )  # fmt: skip
    verified_on = models.DateField(_("核实日期"), null=True, blank=True)

    class Privacy:
        personal = ("role",)
        kept = "always"
        scrubbed = {"role": "office"}

    class Meta:
        verbose_name = _("批示肯定")
        constraints = [
            models.CheckConstraint(
                condition=_LEVEL_KNOWN & Q(state__in=[s.value for s in EndorsementState]),
                name="endorsement_state_and_level_known",
            ),
            models.CheckConstraint(
                condition=~Q(role="") & ~Q(headline="") & ~Q(reference=""),
                name="endorsement_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified")
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                name="endorsement_verified_by_somebody",
            ),
            verified_by_another("endorsement_verified_by_another"),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="endorsement_unit")]
        triggers = [
            pgtrigger.FSM(name="endorsement_steps", field="state", transitions=ENDORSEMENT.edges()),
            kept(),
        ]

    @property
    def life(self) -> Workflow:
        return ENDORSEMENT
