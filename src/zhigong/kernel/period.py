"""Calendar arithmetic: months that end short, periods that count both their days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SHORTEST_MONTH = 28  # days that every month has


def add_months(start: date, months: int) -> date:
    """``months`` later (or earlier); a day the month lacks is its last day (民法典 第二百零二条)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if start.day <= SHORTEST_MONTH:
        return date(year, month + 1, start.day)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def add_years(start: date, years: int) -> date:
    """``years`` later; 29 February becomes the 28th in a common year."""
    return add_months(start, years * 12)


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class Span:
    """Full years, then full months, then days."""

    years: int
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Period:
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
        after = self.end + timedelta(days=1)
        total = (after.year - self.start.year) * 12 + after.month - self.start.month
        while add_months(self.start, total) > after:
            total -= 1
        days = (after - add_months(self.start, total)).days
        return Span(total // 12, total % 12, days)
