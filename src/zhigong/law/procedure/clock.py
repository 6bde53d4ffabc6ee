"""The year in which arbitration must be asked for: started, interrupted, suspended, run out.

劳动争议调解仲裁法 第二十七条. Pure arithmetic; which day starts it for which claim is said in
``limitation_claims``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from zhigong.kernel.period import Period, add_years
from zhigong.law.calendar import OFFICIAL, WorkCalendar
from zhigong.law.procedure.counting import Count, count
from zhigong.law.procedure.kinds import DAYS, YEARS

LDMA_IN_FORCE = date(2008, 5, 1)
OLD_DAYS = 60  # 劳动法 第八十二条, until the law of 2008
SOON = (90, 30, 7)
ONE_DAY = timedelta(days=1)


class Light(StrEnum):
    """How near the end is: the traffic light of a case."""

    CALM = "calm"
    SOON = "soon"
    NEAR = "near"
    LAST_WEEK = "last_week"
    OVER = "over"


class Clock(msgspec.Struct, frozen=True, gc=False):
    """The year as it runs: from ``begun`` (the start, or the last interruption in time) to ``due``.

    ``used`` interruptions were in time and each began a new year; ``too_late`` came after the
    end; ``early`` before the start. ``count`` tells of suspension and of the moved last day.
    """

    start: date
    begun: date
    count: Count
    used: tuple[date, ...]
    too_late: tuple[date, ...]
    early: tuple[date, ...]
    old_law: bool

    @property
    def due(self) -> date:
        """The last day on which arbitration can be asked for."""
        return self.count.due

    def light(self, on: date) -> Light:
        """How near the end is on a day: 90, 30 and 7 days before it the light changes."""
        left = (self.due - on).days
        if left < 0:
            return Light.OVER
        calm, soon, near = SOON
        if left > calm:
            return Light.CALM
        if left > soon:
            return Light.SOON
        return Light.NEAR if left > near else Light.LAST_WEEK


def clock(
    start: date,
    interruptions: Iterable[date] = (),
    suspensions: Sequence[Period] = (),
    calendar: WorkCalendar = OFFICIAL,
) -> Clock:
    """Run the year from ``start`` through what interrupted and suspended it.

    An interruption on or before the current last day begins a new year, one later changes nothing;
    suspension moves the last day by its days, both ends counted. What began before the law of 2008
    and ended under the sixty days of 劳动法 第八十二条 stays ended.
    """
    events = sorted(set(interruptions))
    if not events:
        counted, old = _run(start, suspensions, calendar)
        return Clock(start, start, counted, (), (), (), old)
    early = tuple(day for day in events if day <= start)
    begun, used = start, []
    counted, old = _run(begun, suspensions, calendar)
    for day in events[len(early) :]:
        if day > counted.due:
            break
        begun = day
        used.append(day)
        counted, old = _run(begun, suspensions, calendar)
    late = tuple(events[len(early) + len(used) :])
    return Clock(start, begun, counted, tuple(used), late, early, old)


def first_alive(
    days: Period,
    asked: date,
    interruptions: Collection[date] = (),
    suspensions: Sequence[Period] = (),
) -> date:
    """The first of ``days``, each with a year of its own, whose year had not run out when asked for; after them if none.

    A later day's year never ends earlier, so the day is found by halving; where nothing interrupted or
    suspended a year it is a year back. The moved last day gives no day more.
    """
    if not interruptions and not suspensions and days.start >= LDMA_IN_FORCE:
        back = add_years(asked, -1)
        back = back if add_years(back, 1) >= asked else back + ONE_DAY
        return max(days.start, back)
    low, high = 0, days.days
    while low < high:
        middle = (low + high) // 2
        own = clock(days.start + ONE_DAY * middle, interruptions, suspensions)
        if own.count.raw >= asked:
            high = middle
        else:
            low = middle + 1
    return days.start + ONE_DAY * low


def _run(begun: date, suspensions: Sequence[Period], calendar: WorkCalendar) -> tuple[Count, bool]:
    """The year from a day; sixty days where those had run out before the law of 2008."""
    if begun < LDMA_IN_FORCE:
        old = count(begun, OLD_DAYS, DAYS, calendar, pauses=suspensions)
        if old.due < LDMA_IN_FORCE:
            return old, True
    return count(begun, 1, YEARS, calendar, pauses=suspensions), False
