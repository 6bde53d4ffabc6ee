"""今天: what is late, what is due, what is new; the week's hearings; one click into the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.addresses import record_addresses
from zhigong.foundation.inbox.queries import Urgent, most_urgent
from zhigong.foundation.ui.alone import Lasting
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import Actor
from zhigong.mediation.queries.day import (
    Meeting,
    Payment,
    meetings,
    open_by_state,
    payments_due,
    repeated_employers,
)
from zhigong.mediation.rules.workflow import OPEN, STATES
from zhigong.mediation.web.words import TONES
from zhigong.portal.web.week import WEEK, monday_shown, week_of, week_title

SOON = 3  # days
SHOWN, PAYMENTS = 30, 10
REPEATED = timedelta(days=90)


class Work(NamedTuple):
    """An inbox entry with its urgency in words."""

    title: str
    url: str
    state: str
    due: date | None
    left: int | None
    tone: str
    fresh: bool


class Found(NamedTuple):
    """What the database answers of somebody's day."""

    work: tuple[Work, ...]
    counts: tuple[tuple[str, int], ...]
    repeated: tuple[tuple[str, int], ...]
    payments: tuple[Payment, ...]
    meetings: tuple[Meeting, ...]


class Due(NamedTuple):
    """A payment as the page shows it; the amount is text, for equal amounts may be written differently."""

    headline: str
    url: str
    amount: str
    due: date


@dataclass(frozen=True, slots=True, eq=False)
class Day(Lasting):
    """All that the page shows within the frame."""

    day: date
    work: tuple[Work, ...]
    late: int
    soon: int
    fresh: int
    open_count: int
    bars: dict[str, Any]
    repeated: tuple[tuple[str, int], ...]
    payments: tuple[Due, ...]
    week: list[dict[str, Any]]
    week_title: str
    week_before: date
    week_after: date
    week_is_other: bool


@require_GET
def today(request: Request) -> HttpResponse:
    """The actor's day."""
    day = clock.today()
    monday = monday_shown(request.GET.get("week", ""), day)
    found = found_of(request.actor, day, monday)
    shown = shown_of(found, day, monday, get_language(), get_script_prefix())
    return render(request, "portal/today.html", {"today": shown})


def found_of(actor: Actor, day: date, monday: date) -> Found:
    return Found(
        work=tuple(told(one, day) for one in most_urgent(actor, SHOWN)),
        counts=open_by_state(actor),
        repeated=repeated_employers(actor, day - REPEATED),
        payments=payments_due(actor, day, PAYMENTS),
        meetings=meetings(actor, monday, monday + WEEK),
    )


@lru_cache(maxsize=256)
def shown_of(found: Found, day: date, monday: date, _language: str | None, _mounted: str) -> Day:
    """The same object for the same answers on the same day, and so drawn once."""
    counts, lefts = dict(found.counts), [one.left for one in found.work if one.left is not None]
    address_of = record_addresses("mediation:case")
    return Day(
        day=day,
        work=found.work,
        late=sum(left < 0 for left in lefts),
        soon=sum(0 <= left <= SOON for left in lefts),
        fresh=sum(one.fresh for one in found.work),
        open_count=sum(counts.values()),
        bars={
            "labels": [_(STATES[s]) for s in OPEN],
            "series": [(_("案件"), [counts.get(s, 0) for s in OPEN])],
            "tones": [TONES[s] for s in OPEN],
        },
        repeated=found.repeated,
        payments=tuple(
            Due(one.headline, address_of(one.case_id), str(one.amount), one.due)
            for one in found.payments
        ),
        week=week_of(found.meetings, monday),
        week_title=week_title(monday, day),
        week_before=monday - WEEK,
        week_after=monday + WEEK,
        week_is_other=monday != monday_shown("", day),
    )


def told(one: Urgent, day: date) -> Work:
    left = None if one.due is None else (one.due - day).days
    tone = "run" if left is None else "late" if left < 0 else "warn" if left <= SOON else "run"
    fresh = (clock.now() - one.since) < timedelta(days=1)
    return Work(one.title, one.url, one.state_label, one.due, left, tone, fresh)
