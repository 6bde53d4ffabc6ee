"""Start, pause and end the deadlines of a record, always within the step that causes it.

All of it goes through functions of the database's owner: whoever takes the step need not see the record
any more when it is done, and row security shows a deadline only with its record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from zhigong.foundation import clock as time
from zhigong.foundation.clocks.models import Clock, ClockState


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as the law's arithmetic gives it, ready to run on a record."""

    label: str
    start: date
    due: date
    basis: str = ""
    provisional: bool = False
    working: list[dict[str, str]] = field(default_factory=list)


def start_clock(subject: str, name: str, deadline: Due, *, unit_path: str) -> None:
    """Start a deadline; one of the same name that still runs is an error of the caller."""
    _call(
        "SELECT clocks_start(%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s)",
        subject, name, deadline.label, deadline.start, deadline.due, deadline.basis,
        deadline.provisional, json.dumps(deadline.working), unit_path,
    )  # fmt: skip


def end_clocks(subject: str, names: Iterable[str], state: ClockState) -> None:
    """Mark running or paused deadlines as met or dropped today; none running is no error."""
    if found := list(names):
        _call("SELECT clocks_end(%s, %s, %s, %s)", subject, found, state.value, time.today())


def pause_clocks(subject: str, names: Iterable[str]) -> None:
    if found := list(names):
        _call("SELECT clocks_pause(%s, %s, %s)", subject, found, time.today())


def resume_clocks(subject: str, names: Iterable[str]) -> None:
    """Let paused deadlines run on; their due day moves by the days they stood still.

    Reminders begin anew for the new day.
    """
    if found := list(names):
        _call("SELECT clocks_resume(%s, %s, %s)", subject, found, time.today())


def next_due(subject: str) -> date | None:
    """The earliest running deadline, for the inbox entry of whoever is waited for next."""
    found: date | None = _call("SELECT clocks_next(%s)", subject)
    return found


def _call(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        row = cursor.fetchone()
    return row[0] if row else None


def days_paused(subject: str, name: str) -> int:
    """How many days a deadline has stood still until today; 0 where it runs or there is none."""
    paused = Clock.objects.filter(subject=subject, name=name, state=ClockState.PAUSED).first()
    if paused is None:
        return 0
    assert paused.paused_on is not None
    return (time.today() - paused.paused_on).days


def clocks_of(subject: str) -> list[Clock]:
    """All deadlines of a record, running ones first, then by due day."""
    return sorted(
        Clock.objects.filter(subject=subject), key=lambda c: (c.ended_on is not None, c.due)
    )
