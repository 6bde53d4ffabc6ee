"""How a period is counted: the first day left out, the end of months, the last day moved on.

民法典 第二百条至第二百零四条; 民事诉讼法 第八十五条; 劳动人事争议仲裁办案规则 第十九条、第八十条.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from zhigong.kernel.period import Period, add_months, add_years
from zhigong.law.calendar import WorkCalendar
from zhigong.law.procedure.kinds import DAYS, MONTHS, WORKDAYS, Unit

_ONE_DAY = timedelta(days=1)


class Count(msgspec.Struct, frozen=True, gc=False):
    """A counted period: its last day by bare counting (``raw``), and as moved on (``due``).

    ``skipped`` are the days off that were not counted (working-day periods) or over which the last
    day moved; ``stopped`` the days the clock stood still.
    """

    raw: date
    due: date
    skipped: tuple[date, ...]
    stopped: int = 0


def last_day(start: date, length: int, unit: Unit, calendar: WorkCalendar) -> date:
    """The last day of a period, ``start`` not counted and nothing moved.

    Months and years end on the same day number; where the month lacks it, on its last day.
    """
    if unit is WORKDAYS:
        return calendar.add_workdays(start, length)
    if unit is DAYS:
        return start + _ONE_DAY * length
    return add_months(start, length) if unit is MONTHS else add_years(start, length)


def prolonged(start: date, raw: date, pauses: Iterable[Period]) -> tuple[date, int]:
    """The last day moved by the days on which the clock stood still, and their number.

    Each pause counts both its days; days before the period began or after it ended change nothing,
    and a day in two pauses is counted once. 劳动争议调解仲裁法 第二十七条第三款.
    """
    stopped = 0
    begun = start + _ONE_DAY
    for pause in sorted(pauses, key=lambda p: (p.start, p.end)):
        first = max(pause.start, begun)
        if first > raw or pause.end < first:
            continue
        days = (pause.end - first).days + 1
        stopped += days
        raw += _ONE_DAY * days
        begun = pause.end + _ONE_DAY
    return raw, stopped


def count(
    start: date,
    length: int,
    unit: Unit,
    calendar: WorkCalendar,
    *,
    pauses: Sequence[Period] = (),
    rolls: bool = True,
) -> Count:
    """Count a period from the day after ``start``; the last day moves on where it is off."""
    raw, stopped = last_day(start, length, unit, calendar), 0
    if pauses:
        raw, stopped = prolonged(start, raw, pauses)
    due = calendar.shift_to_working_day(raw) if rolls else raw
    if unit is WORKDAYS:
        return Count(raw, due, calendar.days_off(start + _ONE_DAY, due), stopped)
    unmoved = rolls and due == raw  # then it is a working day
    return Count(raw, due, () if unmoved else calendar.days_off(raw, due), stopped)


def count_back(start: date, length: int, calendar: WorkCalendar) -> Count:
    """The ``length``-th working day before ``start``, which itself is not counted."""
    day = start
    for _ in range(length):
        day -= _ONE_DAY
        while not calendar.is_workday(day):
            day -= _ONE_DAY
    return Count(day, day, calendar.days_off(day, start - _ONE_DAY))
