"""The list of cases: newest first, paged by key, narrowed by state, person and words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.addresses import record_addresses
from zhigong.foundation.ui.alone import Lasting
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import squeeze
from zhigong.mediation.queries.lines import ALL_OPEN, Line, Wanted, case_lines
from zhigong.mediation.rules.workflow import STATES, CaseState
from zhigong.mediation.web.words import TONES

PAGE = 25
SHOWN = {state.value: (STATES[state], TONES[state]) for state in CaseState}
NAMED = tuple((state.value, words) for state, words in STATES.items())
STATES_OF = {state.value: (state.value,) for state in CaseState} | {"open": ALL_OPEN}


@require_GET
def case_list(request: Request) -> HttpResponse:
    """One page of the cases the actor may see."""
    wanted, chosen = asked_for(request)
    lines, older, newer = page_of(request.actor, wanted)
    asked = tuple(chosen.items())
    shown = listed(tuple(lines), clock.today(), asked, older, newer, get_script_prefix())
    return render(request, "mediation/cases.html", {"list": shown})


def asked_for(request: Request) -> tuple[Wanted, dict[str, str]]:
    """What the address asks for, read and as it stands there."""
    asked = request.GET
    chosen = {k: asked[k].strip() for k in ("state", "who", "q") if asked.get(k, "").strip()}
    wanted = Wanted(
        states=STATES_OF.get(chosen.get("state", "open"), ()),
        mediator_id=request.actor.id if chosen.get("who") == "me" else None,
        words=squeeze(chosen.get("q", "")),
        before=key(asked.get("before")),
        after=key(asked.get("after")),
    )
    return wanted, chosen


def page_of(actor: Actor, wanted: Wanted) -> tuple[list[Line], int | None, int | None]:
    """One page and the keys of its neighbours (older, newer)."""
    if wanted.after is not None:
        wanted = replace(wanted, before=None)
    lines = case_lines(actor, wanted, most=PAGE + 1)
    more, lines = len(lines) > PAGE, lines[:PAGE]
    if wanted.after is not None:
        lines.reverse()
        return lines, lines[-1].pk if lines else None, lines[0].pk if more else None
    newer = lines[0].pk if wanted.before and lines else None
    return lines, lines[-1].pk if more else None, newer


def key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


class Row(NamedTuple):
    """A line of the table: what it shows and nothing else, so that it may be drawn once."""

    url: str
    headline: str
    number: str
    state: str
    tone: str
    due: date | None
    late: bool
    clock: str | None
    mediator: str | None
    received_on: date


@dataclass(frozen=True, slots=True, eq=False)
class Listed(Lasting):
    """All that a page of the list shows within the frame."""

    rows: tuple[Row, ...]
    today: date
    state: str
    who: str
    q: str
    older_url: str
    newer_url: str
    states: tuple[tuple[str, str], ...] = NAMED


@lru_cache(maxsize=256)
def listed(
    lines: tuple[Line, ...],
    today: date,
    asked: tuple[tuple[str, str], ...],
    older: int | None,
    newer: int | None,
    _mounted: str,
) -> Listed:
    """The same object for the same lines on the same day, and so drawn once, whoever may see them."""
    chosen, address_of = dict(asked), record_addresses("mediation:case")
    return Listed(
        rows=tuple(row(line, address_of(line.pk), today) for line in lines),
        today=today,
        state=chosen.get("state", ""),
        who=chosen.get("who", ""),
        q=chosen.get("q", ""),
        older_url=address(chosen, older=older) if older else "",
        newer_url=address(chosen, newer=newer) if newer else "",
    )


def row(line: Line, url: str, today: date) -> Row:
    _pk, code, number, headline, state, received_on, mediator, due, clock_name = line
    words, tone = SHOWN[state]
    late = due is not None and due < today
    return Row(
        url, headline, number or code, words, tone, due, late, clock_name, mediator, received_on
    )


def address(chosen: dict[str, str], **keys: int | None) -> str:
    place = {"older": "before", "newer": "after"}
    extra = {place[k]: str(v) for k, v in keys.items()}
    return "?" + urlencode({**chosen, **extra})
