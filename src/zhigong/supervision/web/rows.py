"""A line of a table of assignments, as plain values: so that the same line is drawn once."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import shown
from zhigong.supervision.rules.words import CLASSES, LIGHTS, ORIGINS
from zhigong.supervision.rules.workflow import STATES, AssignmentState
from zhigong.supervision.web.words import LIGHT_TONES, days_in_words


class Row(NamedTuple):
    """What a line shows and nothing else; ``reason`` only where it says more than the light."""

    url: str
    headline: str
    number: str
    origin: str
    light: str
    tone: str
    reason: str
    days: str
    lead: str
    due: date | None
    time_class: str
    state: str
    progress: int


def row(assignment: Assignment) -> Row:
    """An assignment as a line of today; its lead unit is read with it."""
    light = shown(assignment, clock.today())
    label, reason = _(LIGHTS[light.light]), _(light.reason)
    return Row(
        url=assignment.get_absolute_url(),
        headline=assignment.headline,
        number=assignment.number,
        origin=_(ORIGINS[assignment.origin]),
        light=label,
        tone=LIGHT_TONES[light.light],
        reason=reason if reason != label else "",
        days=days_in_words(light.days),
        lead=assignment.lead.name if assignment.lead else "",
        due=assignment.due,
        time_class=_(CLASSES[assignment.time_class]),
        state=_(STATES[AssignmentState(assignment.state)]),
        progress=assignment.progress,
    )
