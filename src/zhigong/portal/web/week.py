"""The week's hearings on 今天, and the way to the weeks beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.addresses import record_addresses
from zhigong.foundation.ui.filters import short_day
from zhigong.mediation.queries.day import Meeting

HEARING_HOURS = 1
WEEK = timedelta(weeks=1)
SATURDAY = 5
EARLIEST, FURTHEST = date(2000, 1, 1), timedelta(days=366)


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


def week_of(meetings: tuple[Meeting, ...], monday: date) -> list[dict[str, Any]]:
    """Monday to Friday (weekend days only where something is held) with their hearings."""
    days = [monday + timedelta(days=n) for n in range(7)]
    found: dict[date, list[dict[str, Any]]] = {d: [] for d in days}
    address_of = record_addresses("mediation:case")
    for one in meetings:
        start = one.starts_at.astimezone(clock.LOCAL)
        found[start.date()].append(
            {
                "start": start,
                "end": start + timedelta(hours=HEARING_HOURS),
                "title": one.headline,
                "place": one.place,
                "url": address_of(one.case_id),
                "tone": "good" if one.state == "held" else "run",
            }
        )
    return [{"date": d, "items": found[d]} for d in days if d.weekday() < 5 or found[d]]
