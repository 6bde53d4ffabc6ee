"""Days of an assignment: receipt, plan, reports, verification, reminders, and days off.

A due date that falls on a day off is met on the next working day (民法典 第二百零三条); the date as
written stays what it was. Receipt: two working days (SUP, §19); plan: five (SUP-02); verification:
five (SUP-07); reminders 15, 7, 3 days before, on the day, then every third day (SUP-05).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhigong.kernel.period import add_months, month_end
from zhigong.law.calendar.working import OFFICIAL, WorkCalendar
from zhigong.supervision.rules.terms import Rhythm

RECEIVE_WORKDAYS = 2
PLAN_WORKDAYS = 5
VERIFY_WORKDAYS = 5
REPORT_DAY = 28
REMIND_BEFORE = (15, 7, 3, 0)
REMIND_EVERY = 3
MOST_REMINDED = 366  # days late; by then it was written about, visited and assessed
COPY_LEADER_FROM = 3
LETTER_AFTER = 7
LOOK_BACK_MONTHS = (3, 6)
_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day as written, and the last day on which it is still met."""

    written: date
    last: date
    provisional: bool = False

    @property
    def shifted(self) -> bool:
        """Whether the written day is a day off."""
        return self.last != self.written

    def is_past(self, on: date) -> bool:
        """Whether it can no longer be met."""
        return on > self.last


def due(written: date, calendar: WorkCalendar = OFFICIAL) -> DueDate:
    """The due date for a written day; provisional where the year's days off are unpublished."""
    last = calendar.shift_to_working_day(written)
    known = calendar.is_published(written.year) and calendar.is_published(last.year)
    return DueDate(written, last, provisional=not known)


def receive_by(issued: date, calendar: WorkCalendar = OFFICIAL) -> date:
    """The last day to sign for an issued assignment."""
    return calendar.add_workdays(issued, RECEIVE_WORKDAYS)


def plan_by(issued: date, calendar: WorkCalendar = OFFICIAL) -> date:
    """The last day for the lead unit's plan."""
    return calendar.add_workdays(issued, PLAN_WORKDAYS)


def verify_by(applied: date, calendar: WorkCalendar = OFFICIAL) -> date:
    """The last day to verify an application for completion."""
    return calendar.add_workdays(applied, VERIFY_WORKDAYS)


def report_days(
    issued: date, until: date, rhythm: Rhythm, *, on_day: int = REPORT_DAY
) -> tuple[date, ...]:
    """The days on which progress is due, after issue and up to ``until``.

    Weekly: every seventh day from issue. Otherwise the fixed day of the month that ends each
    month, quarter, half or year; a day the month lacks is its last.
    """
    return tuple(_report_days(issued, until, rhythm, on_day))


def _report_days(issued: date, until: date, rhythm: Rhythm, on_day: int) -> Iterator[date]:
    if rhythm is Rhythm.WEEKLY:
        day = issued + timedelta(days=7)
        while day <= until:
            yield day
            day += timedelta(days=7)
        return
    every = _MONTHS[rhythm]
    first = date(issued.year, issued.month, 1)
    while first <= until:
        day = min(first + timedelta(days=on_day - 1), month_end(first))
        if first.month % every == 0 and issued < day <= until:
            yield day
        first = add_months(first, 1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder: its day, its count from 1, days to (or past) the due date, copied to the leader."""

    day: date
    number: int
    days_left: int
    copies_leader: bool


def reminders(due_on: date, *, until: date) -> tuple[Reminder, ...]:
    """All reminders up to a day: before the due date, on it, and every third day after."""
    days = [due_on - timedelta(days=before) for before in REMIND_BEFORE]
    day = due_on + timedelta(days=REMIND_EVERY)
    while day <= until:
        days.append(day)
        day += timedelta(days=REMIND_EVERY)
    return tuple(
        Reminder(day, number, (due_on - day).days, number >= COPY_LEADER_FROM)
        for number, day in enumerate(days, start=1)
        if day <= until
    )


def marks(until: int = MOST_REMINDED) -> tuple[int, ...]:
    """The days left at which a due date calls: SUP-05's, and every third day for a year after."""
    return (*REMIND_BEFORE, *range(-REMIND_EVERY, -until - 1, -REMIND_EVERY))


def reminder_at(mark: int) -> tuple[int, bool]:
    """Which reminder a mark is, counted from 1, and whether it is copied to the leader."""
    number = marks().index(mark) + 1
    return number, number >= COPY_LEADER_FROM


def letter_due(due_on: date, on: date) -> bool:
    """Whether a written urging (督办函) is owed: more than seven days overdue."""
    return (on - due_on).days > LETTER_AFTER


def look_back_window(closed: date) -> tuple[date, date]:
    """From and to when a closed matter is looked back upon: three to six months after (SUP-10)."""
    return add_months(closed, LOOK_BACK_MONTHS[0]), add_months(closed, LOOK_BACK_MONTHS[1])
