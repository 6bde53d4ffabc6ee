"""工作年限: how long a worker has served one employer, and how many months of pay that gives.

Both the first and the last day count. Full years are stepped from the first day, then full months; a
month that lacks the day ends on its last day (民法典 第二百零二条).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from zhigong.kernel.period import Period, Span, add_months
from zhigong.kernel.period import full_months as months_between

HALF = Decimal("0.5")
_ONE_DAY = timedelta(days=1)


class Earlier(msgspec.Struct, frozen=True):
    """A stretch of service with a former employer; ``compensated`` if that employer paid for it."""

    period: Period
    compensated: bool


def units_of(span: Span) -> Decimal:
    """Months of pay for a length of service (劳动合同法 第四十七条第一款).

    A full year gives one; a rest of six months and more gives one, a shorter rest a half.
    """
    years = Decimal(span.years)
    if span.months >= 6:
        return years + 1
    return years + HALF if span.months or span.days else years


def units(start: date, end: date) -> Decimal:
    """Months of pay for service from first to last day; ``ValueError`` where it ends before it starts."""
    return units_of(Period(start, end).span())


def begun_years(start: date, end: date) -> int:
    """Years of service where a year begun counts whole (劳部发〔1994〕481号)."""
    span = Period(start, end).span()
    return span.years + (1 if span.months or span.days else 0)


def merged_start(hire: date, earlier: list[Earlier]) -> date:
    """The first day as if earlier service that must be counted had been served here.

    Service with a former employer counts when the move was not the worker's wish and the former
    employer paid no compensation (实施条例 第十条; 解释（一） 第四十六条). Stretches that adjoin are one;
    over a gap, the length of the earlier stretch is put before the hire, the gap itself not counted.
    """
    start = hire
    counted = [each for each in earlier if not each.compensated]
    for each in sorted(counted, key=lambda e: e.period.start, reverse=True):
        if each.period.end + _ONE_DAY >= start:
            start = min(start, each.period.start)
        else:
            span = each.period.span()
            start = add_months(start, -(span.years * 12 + span.months)) - _ONE_DAY * span.days
    return start


def full_months(
    start: date, end: date, *, anchor: date | None = None, offset: int = 0
) -> tuple[int, date]:
    """Full months from ``start`` up to ``end`` (both counted), and the day on which the rest begins.

    The rest begins the day after ``end`` when the months come out even. Where ``start`` is itself
    ``offset`` months after an ``anchor``, months are stepped from the anchor, never from a day that a
    short month cut (29 January, 28 February, 29 March).
    """
    base = anchor or start
    months = max(months_between(base, end + _ONE_DAY) - offset, 0)
    return months, add_months(base, offset + months)
