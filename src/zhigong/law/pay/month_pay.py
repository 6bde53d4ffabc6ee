"""Pay for a stretch of time at a monthly wage: full months, and the rest of a month by its paid days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from zhigong.kernel.period import Period, month_end
from zhigong.kernel.text import gettext_noop
from zhigong.law.calendar import OFFICIAL
from zhigong.law.core.facts import refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context
from zhigong.law.core.result import Result
from zhigong.law.pay.shares import share_of_wage
from zhigong.law.service_time import full_months

PAY_DAYS = Decimal("21.75")
PAY_HOURS = Decimal(174)  # 21.75 × 8
DIVISOR = article("WT")
PAID_HOLIDAYS = article("LL", 51)


def month_pay(
    wage: Decimal, time: Period, context: Context, result: Result, divisor: Decimal | None = None
) -> Decimal:
    """Yuan for a period at a monthly wage: full months stepped from its first day, then the rest.

    The rest is paid by working days and statutory holidays over 21.75 (``divisor`` ``None``), or, where the
    parties agreed calendar-day pay, by calendar days over ``divisor``, and is never more than one month's
    wage. ``divisor`` 0 goes from calendar month to calendar month, each by its own days.
    """
    if divisor is not None and not divisor:
        return _calendar_months(wage, time, context, result)
    months, rest = full_months(time.start, time.end)
    due = wage * months
    if months:
        result.money(gettext_noop("整月工资"), due, None, f"{time.start} … {wage:f} × {months}")
    if rest <= time.end:
        part = part_month(wage, rest, time.end, context, result, divisor)
        due += part
    return due


def _calendar_months(wage: Decimal, time: Period, context: Context, result: Result) -> Decimal:
    """Yuan for the calendar months of a period: a month begun or left is paid by its own days."""
    due, whole, first = Decimal(0), 0, time.start
    while first <= time.end:
        last = min(month_end(first), time.end)
        over = Decimal(month_end(first).day)
        if (last - first).days + 1 == over:
            whole += 1
        else:
            due += part_month(wage, first, last, context, result, over)
        first = month_end(first) + timedelta(days=1)
    if whole:
        result.money(gettext_noop("整月工资"), wage * whole, None, f"{wage:f} × {whole}")
    return due + wage * whole


def part_month(
    wage: Decimal,
    first: date,
    last: date,
    context: Context,
    result: Result,
    divisor: Decimal | None = None,
) -> Decimal:
    """Yuan for a part of a month, at most the month's wage."""
    if divisor is None:
        if OFFICIAL.unpublished_years(first, last):
            result.warn(
                "law.calendar.provisional",
                gettext_noop("该年度放假安排尚未公布，工作日按周末和法定节日推算，为暂定数"),
            )
        days, over = paid_days(first, last), PAY_DAYS
    else:
        days = (last - first).days + 1
        over = divisor
    plain = f"{wage:f} × {days} ÷ {over:f}"
    pay, told = share_of_wage(wage, over, (Decimal(days),), context, last, plain)
    pay = min(pay, wage)
    result.money(gettext_noop("不足整月部分的工资"), pay, DIVISOR, f"{first} — {last}: {told}")
    return pay


def paid_days(first: date, last: date) -> int:
    """Working days and statutory holidays; refused for years whose festivals are not held."""
    try:
        return OFFICIAL.paid_days(first, last)
    except LookupError:
        raise refused(
            "law.calendar.not-held",
            gettext_noop("没有 %(first)s 所在年份的节假日数据，无法折算不足整月的工资"),
            gettext_noop("请改填该月应得工资（due），或核对年份"),
            first=first,
        ) from None
