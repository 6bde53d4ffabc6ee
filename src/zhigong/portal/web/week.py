"""The week's hearings on 今天, and the way to the weeks beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.ui.filters import short_day
from zhigong.identity.web.request import Request
from zhigong.mediation.queries import hearings_visible_to

HEARING_HOURS = 1
WEEK = timedelta(weeks=1)
SATURDAY = 5
EARLIEST, FURTHEST = date(2000, 1, 1), timedelta(days=366)


def calendar_of(request: Request, day: date) -> dict[str, Any]:
    """The week asked for (``?week=`` any day of it), and the addresses of those beside it."""
    monday = monday_shown(request.GET.get("week", ""), day)
    return {
        "week": week_of(request, monday),
        "week_title": week_title(monday, day),
        "week_before": monday - WEEK,
        "week_after": monday + WEEK,
        "week_is_other": monday != monday_shown("", day),
    }


def monday_shown(asked: str, day: date) -> date:
    """The Monday of the day asked for; of today; on a weekend of the week to come."""
    try:
        wanted = date.fromisoformat(asked)
    except ValueError:
        wanted = day if day.weekday() < SATURDAY else day + timedelta(days=2)
    if not EARLIEST <= wanted <= day + FURTHEST:
        wanted = day
    return wanted - timedelta(days=wanted.weekday())


def week_title(monday: date, day: date) -> str:
    """The week in words people use, beyond next week by its days."""
    weeks = (monday - (day - timedelta(days=day.weekday()))) // WEEK
    if weeks == 0:
        return _("本周调解")
    if weeks == 1:
        return _("下周调解")
    days = {"first": short_day(monday), "last": short_day(monday + timedelta(days=6))}
    return _("%(first)s至%(last)s的调解") % days


def week_of(request: Request, monday: date) -> list[dict[str, Any]]:
    """Monday to Friday (weekend days only where something is held) with their hearings."""
    days = [monday + timedelta(days=n) for n in range(7)]
    found: dict[date, list[dict[str, Any]]] = {d: [] for d in days}
    for hearing in hearings_visible_to(request.actor, days[0], days[-1]):
        start = hearing.starts_at.astimezone(clock.LOCAL)
        found[start.date()].append(
            {
                "start": start,
                "end": start + timedelta(hours=HEARING_HOURS),
                "title": hearing.case.headline,
                "place": hearing.place,
                "url": hearing.case.get_absolute_url(),
                "tone": "good" if hearing.state == "held" else "run",
            }
        )
    return [{"date": d, "items": found[d]} for d in days if d.weekday() < 5 or found[d]]
