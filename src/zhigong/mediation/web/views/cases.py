"""The list of cases: newest first, paged by key, narrowed by state, person and words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.identity.web.request import Request
from zhigong.kernel.text import squeeze
from zhigong.mediation.models import Case
from zhigong.mediation.queries import cases_in_list
from zhigong.mediation.rules.workflow import OPEN, STATES, CaseState
from zhigong.mediation.web.words import TONES

PAGE = 25


@require_GET
def case_list(request: Request) -> HttpResponse:
    """One page of the cases the actor may see."""
    found, chosen = narrowed(request)
    rows, older, newer = page_of(found, request.GET)
    due = due_days(rows)
    words = {s.value: _(t) for s, t in STATES.items()}
    context = {
        "rows": [row(case, due.get(case.pk), words) for case in rows],
        "states": words.items(),
        "chosen": chosen,
        "older_url": address(chosen, older=older) if older else "",
        "newer_url": address(chosen, newer=newer) if newer else "",
        "today": clock.today(),
    }
    return render(request, "mediation/cases.html", context)


def narrowed(request: Request) -> tuple[QuerySet[Case], dict[str, str]]:
    """The visible cases that the address asks for, and what it asks."""
    found = cases_in_list(request.actor)
    asked = request.GET
    chosen = {k: asked[k].strip() for k in ("state", "who", "q") if asked.get(k, "").strip()}
    state = chosen.get("state", "open")
    if state == "open":
        found = found.filter(state__in=OPEN)
    elif state in {s.value for s in CaseState}:
        found = found.filter(state=state)
    if chosen.get("who") == "me":
        found = found.filter(mediator_id=request.actor.id)
    if words := squeeze(chosen.get("q", "")):
        exact = Q(number=words) | Q(code=words)
        found = found.filter(exact | Q(headline__contains=words) | Q(employer_name__contains=words))
    return found, chosen


def page_of(found: QuerySet[Case], asked: Any) -> tuple[list[Case], int | None, int | None]:
    """One page and the keys of its neighbours (older, newer)."""
    before, after = key(asked.get("before")), key(asked.get("after"))
    if after is not None:
        rows = list(found.filter(pk__gt=after).order_by("id")[: PAGE + 1])
        more_newer, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return rows, rows[-1].pk if rows else None, rows[0].pk if more_newer else None
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return rows, rows[-1].pk if more else None, rows[0].pk if before and rows else None


def key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


def due_days(rows: list[Case]) -> dict[int, Clock]:
    """The earliest running deadline of each case, in one query."""
    subjects = {subject_of(case): case.pk for case in rows}
    running = (
        Clock.objects.filter(subject__in=subjects, state=ClockState.RUNNING)
        .only("subject", "due", "label")
        .order_by("-due")
    )
    return {subjects[c.subject]: c for c in running}


def row(case: Case, running: Clock | None, words: dict[str, str]) -> dict[str, Any]:
    state = CaseState(case.state)
    return {
        "case": case,
        "url": case.get_absolute_url(),
        "state": words[state],
        "tone": TONES[state],
        "clock": running,
        "late": running is not None and running.due < clock.today(),
    }


def address(chosen: dict[str, str], **keys: int | None) -> str:
    place = {"older": "before", "newer": "after"}
    extra = {place[k]: str(v) for k, v in keys.items()}
    return "?" + urlencode({**chosen, **extra})
