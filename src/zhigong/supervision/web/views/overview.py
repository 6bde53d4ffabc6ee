"""The leader's page: what is late and whose, what comes due, by requirement, units compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.identity.web.request import Request
from zhigong.supervision.queries import (
    first_coming,
    first_late,
)
from zhigong.supervision.queries.following import last_published
from zhigong.supervision.queries.league import league
from zhigong.supervision.queries.views import counts_for_leader, newest_requirements, trend
from zhigong.supervision.rules.league import Outcome, Row
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.web.rows import row
from zhigong.supervision.web.views.ledger import figure

SHOWN = 15
COMING_DAYS = 30


@require_GET
def overview(request: Request) -> HttpResponse:
    """Everything a leader asks, each figure leading to its rows."""
    today = clock.today()
    actor = request.actor
    counts, others = counts_for_leader(actor, today)
    table = league(actor, today)
    months = trend(actor, today)
    context = {
        "today": today,
        "figures": [
            *(figure(light, counts[light]) for light in counts if light is not Light.GREY),
            *other_figures(others, today),
        ],
        "late": [row(a) for a in first_late(actor, today, SHOWN)],
        "coming": [row(a) for a in first_coming(actor, today, COMING_DAYS, SHOWN)],
        "requirements": [linked(one) for one in newest_requirements(actor, today)],
        "league": [standing_of(one) for one in table],
        "months": [date_format(one["month"], "Y-m") for one in months],
        "trend": [
            (pgettext("trend", "下达"), [one["issued"] for one in months], "run"),
            (pgettext("trend", "销号"), [one["closed"] for one in months], "good"),
            (_("月末逾期"), [one["late"] for one in months], "late"),
        ],
        "published": last_published(actor),
        "chart_labels": [one.unit for one in table[:12]] if any(one.score for one in table) else [],
        "chart_series": [(_("得分"), [one.score for one in table[:12]], "run")],
    }
    return render(request, "supervision/overview.html", context)


def other_figures(counts: dict[str, int], today: date) -> list[dict[str, Any]]:
    """Six more figures, each leading to its rows; with the lights there are eleven."""
    ledger, problems = reverse("supervision:ledger"), reverse("supervision:problems")
    month = {"issued_from": today.replace(day=1).isoformat(), "state": "all"}
    closed = {"closed_from": today.replace(day=1).isoformat(), "state": "all"}
    asked = (
        (_("三十日内到期"), "coming", f"{ledger}?due=30", "warn"),
        (_("本月下达"), "issued_month", f"{ledger}?{urlencode(month)}", "run"),
        (_("本月销号"), "closed_month", f"{ledger}?{urlencode(closed)}", "good"),
        (_("等待答复延期"), "extension", f"{ledger}?state=extension_asked", "warn"),
        (_("等待核查"), "verify", f"{ledger}?state=to_verify", "warn"),
        (_("待回头看"), "look_back", f"{problems}?kind=look_back", "run"),
    )
    return [
        {"label": label, "value": counts[name], "tone": tone if counts[name] else "", "url": url}
        for label, name, url, tone in asked
    ]


class Demanded(NamedTuple):
    """A requirement's line: the address of its page, the share that is done."""

    requirement: str
    title: str
    url: str
    share: int
    all: int
    red: int
    yellow: int


def linked(one: dict[str, Any]) -> Demanded:
    asked = {"document": one["document_id"], "requirement": one["requirement"]}
    return Demanded(
        requirement=one["requirement"],
        title=one["title"],
        url=reverse("supervision:requirement") + "?" + urlencode(asked),
        share=round(100 * one["done"] / one["all"]) if one["all"] else 0,
        all=one["all"],
        red=one["red"],
        yellow=one["yellow"],
    )


class Standing(NamedTuple):
    """A unit's line of the league table."""

    unit: str
    rank: int
    score: Decimal
    on_time: int
    extended: int
    late: int
    open: int
    missing_reports: int


def standing_of(one: Row) -> Standing:
    return Standing(
        unit=one.unit,
        rank=one.rank,
        score=one.score,
        on_time=one.counts[Outcome.ON_TIME],
        extended=one.counts[Outcome.EXTENDED],
        late=one.counts[Outcome.LATE],
        open=one.counts[Outcome.OPEN],
        missing_reports=one.missing_reports,
    )
