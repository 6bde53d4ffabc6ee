"""Calendar arithmetic: months that end short, periods that count both their days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import msgspec

SHORTEST_MONTH = 28  # days that every month has
_ONE_DAY = timedelta(days=1)


def add_months(start: date, months: int) -> date:
    """``months`` later (or earlier); a day the month lacks is its last day (民法典 第二百零二条)."""
    index = start.month - 1 + months
    year, month, day = start.year + index // 12, index % 12 + 1, start.day
    if day <= SHORTEST_MONTH:
        return date(year, month, day)
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def add_years(start: date, years: int) -> date:
    """``years`` later; 29 February becomes the 28th in a common year."""
    if start.day <= SHORTEST_MONTH:
        return date(start.year + years, start.month, start.day)
    return add_months(start, years * 12)


def full_months(start: date, after: date) -> int:
    """The most months that, stepped from ``start``, do not go beyond a day (which may lie before it)."""
    months = (after.year - start.year) * 12 + after.month - start.month
    # A month that lacks the day is full on its last day.
    if start.day > after.day and after != month_end(after):
        months -= 1
    return months


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


class Span(msgspec.Struct, frozen=True):
    """Full years, then full months, then days."""

    years: int
    months: int
    days: int


class Period(msgspec.Struct, frozen=True):
    """From the first to the last day, both counted; ``end`` before ``start`` is no period."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlap(self, other: Period) -> Period | None:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def span(self) -> Span:
        """Full years, months and days served, stepping always from the first day."""
        after = self.end + _ONE_DAY
        total = full_months(self.start, after)
        days = (after - add_months(self.start, total)).days
        return Span(total // 12, total % 12, days)
