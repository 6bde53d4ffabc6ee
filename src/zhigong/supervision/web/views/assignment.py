"""Everything about one assignment on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.audit.queries import Happened, trail_of
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.foundation.files.queries import file_of
from zhigong.foundation.files.serving import serve
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import ALLOWED
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import assignment_files, assignments_visible_to, shown
from zhigong.supervision.queries.following import letters_visible_to
from zhigong.supervision.queries.origins import origin_opens
from zhigong.supervision.queries.views import MOVABLE
from zhigong.supervision.rules.origins import FACTS, INSTRUCTION_CLASSES
from zhigong.supervision.rules.words import CLASSES, RHYTHMS, TAGS
from zhigong.supervision.rules.workflow import STATES, AssignmentState
from zhigong.supervision.web.attempts import attempts_of
from zhigong.supervision.web.deeds import DEEDS
from zhigong.supervision.web.evidence import NEWEST, proofs_of
from zhigong.supervision.web.words import light_face, sentence, tone_of_state

NOT_SHOWN = ("not-granted", "nothing-owed")


@require_GET
def assignment_file(request: Request, pk: int) -> HttpResponse:
    """Header, clocks, terms, reports, urgings, what happened, and what can be done now."""
    assignment = get_object_or_404(assignment_files(request.actor), pk=pk)
    state = AssignmentState(assignment.state)
    events = trail_of(assignment)
    attempts = attempts_of(assignment, events)
    context = {
        "assignment": assignment,
        "state": _(STATES[state]),
        "tone": tone_of_state(state),
        "light": light_face(shown(assignment, clock.today())),
        "time_class": _(CLASSES[assignment.time_class]),
        "rhythm": _(RHYTHMS[assignment.rhythm]),
        "origin_facts": facts_told(assignment),
        "origin_opens": origin_opens(request.actor, assignment),
        "tags": [_(TAGS[t]) for t in assignment.tags],
        "clocks": list(clocks_of(subject_of(assignment))),
        "leaderless": leaderless(assignment),
        "deeds": deeds_shown(request, assignment),
        "attempt": attempts[0],
        "earlier": attempts[1:],
        "letters": list(letters_visible_to(request.actor).filter(assignment=assignment)),
        "proofs": proofs_of(request.actor, assignment.reports.all(), most=NEWEST),
        "events": [told(e) for e in events],
    }
    return render(request, "supervision/assignment.html", context)


def leaderless(assignment: Assignment) -> bool:
    """Whether nobody works on it: its lead unit was dissolved, and no other has taken over."""
    lead = assignment.lead
    return lead is not None and lead.dissolved_on is not None and assignment.state in MOVABLE


def facts_told(assignment: Assignment) -> list[tuple[str, str]]:
    """What is known of the origin, as label and words; a linked record says it on its own page."""
    held = assignment.origin_facts
    told = [(_(f.label), held[f.name]) for f in FACTS.get(assignment.origin, ()) if f.name in held]
    return [(label, _(INSTRUCTION_CLASSES.get(value, value))) for label, value in told]


def deeds_shown(request: Request, assignment: Assignment) -> list[dict[str, Any]]:
    """The deeds of the state with their verdicts; one that is not this person's is not shown."""
    asked = [
        (d, d.check(request.actor, assignment))
        for d in DEEDS.values()
        if assignment.state in d.shown
    ]
    return [
        {"deed": deed, "verdict": verdict}
        for deed, verdict in asked
        if not any(code.endswith(NOT_SHOWN) for code in verdict.codes)
    ]


def told(event: Happened) -> dict[str, Any]:
    """An event of the trail as a line of the timeline."""
    return {
        "at": event.at,
        "text": sentence(event.verb, event.after),
        "who": event.actor_label,
        "note": event.note,
    }


@require_GET
def proof_file(request: Request, pk: int, key: UUID) -> HttpResponseBase:
    """A report's evidence, for whoever sees the assignment."""
    assignment = get_object_or_404(assignments_visible_to(request.actor), pk=pk)
    return serve(request, file_of(assignment, key), verdict=ALLOWED, variant="original")
