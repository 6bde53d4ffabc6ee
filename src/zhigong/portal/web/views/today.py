"""今天: what is late, what is due, what is new; the week's hearings; one click into the work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.inbox.models import Waiting
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.identity.web.request import Request
from zhigong.mediation.queries import (
    counts_by_state,
    payments_due,
    repeated_employers,
)
from zhigong.mediation.rules.workflow import OPEN, STATES
from zhigong.mediation.web.words import TONES
from zhigong.portal.web.week import calendar_of

SOON = 3  # days
SHOWN = 30


@require_GET
def today(request: Request) -> HttpResponse:
    """The actor's day."""
    day = clock.today()
    work = [told(one, day) for one in waiting_for(request.actor)[:SHOWN]]
    counts = counts_by_state(request.actor)
    context = {
        "day": day,
        "work": work,
        "late": [w for w in work if w["left"] is not None and w["left"] < 0],
        "soon": [w for w in work if w["left"] is not None and 0 <= w["left"] <= SOON],
        "fresh": [w for w in work if w["fresh"]],
        "bars": {
            "labels": [_(STATES[s]) for s in OPEN],
            "series": [(_("案件"), [counts.get(s, 0) for s in OPEN])],
            "tones": [TONES[s] for s in OPEN],
        },
        "open_count": sum(counts.get(s, 0) for s in OPEN),
        **calendar_of(request, day),
        "repeated": repeated_employers(request.actor, day - timedelta(days=90)),
        "payments": payments_due(request.actor, day)[:10],
    }
    return render(request, "portal/today.html", context)


def told(one: Waiting, day: date) -> dict[str, Any]:
    """An inbox entry with its urgency in words."""
    left = None if one.due is None else (one.due - day).days
    tone = "run" if left is None else "late" if left < 0 else "warn" if left <= SOON else "run"
    return {
        "title": one.title,
        "url": one.url,
        "state": _(one.state_label),
        "due": one.due,
        "left": left,
        "tone": tone,
        "fresh": (clock.now() - one.since) < timedelta(days=1),
    }
