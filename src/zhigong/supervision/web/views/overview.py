"""The leader's page: what is late and whose, what comes due, by requirement, units compared."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.identity.web.request import Request
from zhigong.supervision.queries import (
    assessed,
    coming_assignments,
    counts_by_light,
    counts_by_requirement,
    late_assignments,
)
from zhigong.supervision.rules.league import Outcome, league_table
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.web.views.ledger import figure, row

SHOWN = 15
COMING_DAYS = 30


@require_GET
def overview(request: Request) -> HttpResponse:
    """Everything a leader asks, each figure leading to its rows."""
    today = clock.today()
    actor = request.actor
    counts = counts_by_light(actor, today)
    table = league_table(assessed(actor, date(today.year, 1, 1)), today)
    context = {
        "today": today,
        "figures": [figure(light, counts[light]) for light in counts if light is not Light.GREY],
        "late": [row(a) for a in late_assignments(actor, today)[:SHOWN]],
        "coming": [row(a) for a in coming_assignments(actor, today, COMING_DAYS)[:SHOWN]],
        "requirements": [linked(one) for one in counts_by_requirement(actor, today)],
        "league": [
            {
                "row": one,
                "on_time": one.counts[Outcome.ON_TIME],
                "extended": one.counts[Outcome.EXTENDED],
                "late": one.counts[Outcome.LATE],
                "open": one.counts[Outcome.OPEN],
            }
            for one in table
        ],
        "chart_labels": [one.unit for one in table[:12]],
        "chart_series": [(_("得分"), [one.score for one in table[:12]], "run")],
    }
    return render(request, "supervision/overview.html", context)


def linked(one: dict[str, Any]) -> dict[str, Any]:
    """A requirement's line with the address of its rows and the share that is done."""
    asked = {"document": one["document_id"], "requirement": one["requirement"], "state": "all"}
    share = round(100 * one["done"] / one["all"]) if one["all"] else 0
    return {**one, "url": "?" + urlencode(asked), "share": share}
