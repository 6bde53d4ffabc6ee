"""Which days are working days, from the State Council's yearly arrangement.

The arrangement (放假安排) exchanges days: a Saturday may be worked, a Wednesday be off. It is kept by
``chinesecalendar``; a year that it does not hold is computed from weekends and statutory holidays
alone and is **provisional**: whoever uses such a date must say so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

from chinese_calendar.constants import holidays as _arranged_off
from chinese_calendar.constants import workdays as _arranged_work

from zhigong.law.calendar.statutory import FIRST_YEAR, LAST_YEAR, statutory_holidays

_ONE_DAY = timedelta(days=1)
_ARRANGED_FIRST = min(_arranged_off).year
_ARRANGED_LAST = max(_arranged_off).year


@dataclass(frozen=True)
class Arrangement:
    """One year's official arrangement: weekdays that are off, weekend days that are worked.

    ``source`` names the notice; an administrator enters a year here before the library has it. The days
    of the year are sorted once, for a batch counts through the same years again and again.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str = ""

    def is_workday(self, day: date) -> bool:
        return (day.weekday() < 5 and day not in self.off) or day in self.worked

    @cached_property
    def workdays(self) -> tuple[date, ...]:
        """The year's working days in order."""
        return tuple(day for day in _year(self.year) if self.is_workday(day))

    @cached_property
    def days_off(self) -> tuple[date, ...]:
        """The year's other days in order."""
        return tuple(day for day in _year(self.year) if not self.is_workday(day))

    @cached_property
    def rest(self) -> frozenset[date]:
        """The same days, to ask of one whether it is among them."""
        return frozenset(self.days_off)

    @cached_property
    def paid_days(self) -> tuple[date, ...]:
        """Working days and statutory holidays in order; ``LookupError`` for a year without held festivals."""
        festivals = statutory_holidays(self.year)
        return tuple(day for day in _year(self.year) if self.is_workday(day) or day in festivals)


@cache
def published(year: int) -> Arrangement | None:
    """The arrangement the library holds for a year, or ``None`` (2027 and later, before 2004)."""
    if not _ARRANGED_FIRST <= year <= _ARRANGED_LAST:
        return None
    return Arrangement(
        year,
        off=frozenset(day for day in _arranged_off if day.year == year),
        worked=frozenset(day for day in _arranged_work if day.year == year),
    )


@cache
def assumed(year: int) -> Arrangement:
    """Weekends and statutory holidays only: what can be known before a year is arranged.

    Days given in place of a holiday on a weekend are left out, because nobody knows yet which
    they will be; outside the years whose festivals are held, only weekends are off.
    """
    held = FIRST_YEAR <= year <= LAST_YEAR
    off = frozenset(statutory_holidays(year)) if held else frozenset[date]()
    return Arrangement(year, off=off, worked=frozenset())


@cache
def _arranged(year: int) -> Arrangement:
    """What is known of a year without anything entered by hand."""
    return published(year) or assumed(year)


@dataclass(frozen=True)
class WorkCalendar:
    """Working days of every year; ``added`` are arrangements entered by hand, which win."""

    added: Mapping[int, Arrangement] = field(default_factory=dict)

    def arrangement(self, year: int) -> Arrangement:
        return self.added.get(year) or _arranged(year)

    def is_published(self, year: int) -> bool:
        """Whether the year's arrangement is known; if not, what falls into it is provisional."""
        return year in self.added or published(year) is not None

    def is_workday(self, day: date) -> bool:
        return day not in (self.added.get(day.year) or _arranged(day.year)).rest

    def shift_to_working_day(self, day: date) -> date:
        """The day itself, or the first working day after it where it is off.

        民法典 第二百零三条; 民事诉讼法 第八十五条第三款.
        """
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def add_workdays(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``, which itself is not counted."""
        if count < 1:
            return start
        year, days = start.year, self.arrangement(start.year).workdays
        place = bisect_right(days, start) + count - 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self.arrangement(year).workdays
        return days[place]

    def workdays(self, first: date, last: date) -> int:
        """How many working days lie from first to last, both included; 0 where last is before."""
        return sum(
            len(_within(self.arrangement(year).workdays, first, last))
            for year in range(first.year, last.year + 1)
        )

    def days_off(self, first: date, last: date) -> tuple[date, ...]:
        """The days from first to last, both included, that are not worked."""
        if first.year == last.year:
            return _within(self.arrangement(first.year).days_off, first, last)
        found: tuple[date, ...] = ()
        for year in range(first.year, last.year + 1):
            found += _within(self.arrangement(year).days_off, first, last)
        return found

    def paid_days(self, first: date, last: date) -> int:
        """Working days and statutory holidays from first to last: the days a monthly wage pays.

        劳动法 第五十一条; ``LookupError`` for years without held festivals.
        """
        return sum(
            len(_within(self.arrangement(year).paid_days, first, last))
            for year in range(first.year, last.year + 1)
        )

    def unpublished_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from first to last whose arrangement is not known."""
        if first.year == last.year:
            return () if self.is_published(first.year) else (first.year,)
        return tuple(y for y in range(first.year, last.year + 1) if not self.is_published(y))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _ONE_DAY * n for n in range((last - first).days + 1))


def _year(year: int) -> Iterator[date]:
    return _days(date(year, 1, 1), date(year, 12, 31))


def _within(days: tuple[date, ...], first: date, last: date) -> tuple[date, ...]:
    """Those of some days in order that lie from first to last."""
    begun = bisect_left(days, first)
    return days[begun : bisect_right(days, last, begun)]


OFFICIAL = WorkCalendar()


def is_workday(day: date) -> bool:
    """Whether the official arrangement has the day worked."""
    return OFFICIAL.is_workday(day)


def add_workdays(start: date, count: int) -> date:
    """The ``count``-th working day after ``start`` by the official arrangement."""
    return OFFICIAL.add_workdays(start, count)


def shift_to_working_day(day: date) -> date:
    """The day, or the first working day after it by the official arrangement."""
    return OFFICIAL.shift_to_working_day(day)
