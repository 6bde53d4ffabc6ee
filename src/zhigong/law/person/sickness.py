"""医疗期 and 病假工资: how long a sick worker is protected, how it is used up, and the least pay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import msgspec

from zhigong.kernel.period import Period, add_months
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    day,
    flag,
    money,
    need,
    number,
    period,
    ratio,
    refused,
    spans,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.pay.shares import share_of_wage

TABLE = article("MED-P", 3)
WINDOW = article("MED-P", 4)
COUNTING = article("MED-236")
PROTECTED = article("LCL", 42, item=3)
EXTENDED = article("LCL", 45)
AFTER = article("LCL", 40, item=1)
SICK_PAY = article("LL-OPINION", 59)
PAY_DAYS = Decimal("21.75")
DIVISOR = article("WT")
_ONE_DAY = timedelta(days=1)
NATIONAL, SHANGHAI = "national", "shanghai"
LEAST_SHANGHAI, MOST_SHANGHAI = 3, 24  # months
STATE_OF_LAW = date(2026, 1, 1)  # asked which table applies where no day is given
MONTH_OF_DAYS = 30
# (least years at this employer, months) for under ten years of work in all, and for ten or more.
SHORT_CAREER = ((5, 6), (0, 3))
CAREER = 10  # years of work in all
LONG_CAREER = ((20, 24), (15, 18), (10, 12), (5, 9), (0, 6))
WINDOWS = {3: 6, 6: 12, 9: 15, 12: 18, 18: 24, 24: 30}


def period_months(service: Decimal, here: Decimal) -> int:
    """Months of medical period by all years of work and years at this employer (第三条)."""
    table = SHORT_CAREER if service < CAREER else LONG_CAREER
    return next(months for least, months in table if here >= least)


class Use(msgspec.Struct, frozen=True):
    """How far a medical period is used: its window, the days used in it, the day it was used up."""

    window: Period
    used: int
    exhausted: date | None


def cumulative_use(sick: list[Period], months: int) -> Use:
    """The last window that sick leave opened, and whether the period was used up in it.

    A window opens on the first sick day and lasts ``WINDOWS[months]``; rest days count. One unbroken
    leave is counted by the calendar, broken leaves by 30 days a month. What was not used up by the end
    of a window lapses, and the next sick day opens a new one. ``sick`` is not empty and never overlaps.
    """
    left = sorted(sick, key=lambda span: span.start)
    while True:
        use, left = _in_one_window(left, months)
        if use.exhausted or not left:
            return use


def _in_one_window(sick: list[Period], months: int) -> tuple[Use, list[Period]]:
    """The use of the window that the first leave opens, and the leave beyond its end."""
    first, limit = sick[0], months * MONTH_OF_DAYS
    window = Period(first.start, add_months(first.start, WINDOWS[months]) - _ONE_DAY)
    unbroken = add_months(first.start, months) - _ONE_DAY
    if first.end >= unbroken:
        return Use(window, Period(first.start, unbroken).days, unbroken), []
    used, beyond = 0, []
    for leave in sick:
        part = leave.overlap(window)
        if part is None:
            beyond.append(leave)
            continue
        if used and used + part.days >= limit:
            reached = part.start + _ONE_DAY * max(limit - used - 1, 0)
            return Use(window, max(limit, used), reached), []
        used += part.days
        if leave.end > window.end:
            beyond.append(Period(window.end + _ONE_DAY, leave.end))
    return Use(window, used, None), beyond


@rule(
    "medical_period",
    title=gettext_noop("医疗期"),
    answer="value",
    unit="months",
    fields=(
        number("service_years", gettext_noop("实际参加工作的总年限"), high=70, unit="years"),
        number("unit_service_years", gettext_noop("在本单位的工作年限"), high=70, unit="years"),
        day("service_start", gettext_noop("参加工作之日（没有填总年限时）")),
        day("hire", gettext_noop("入职本单位之日（没有填本单位年限时）")),
        spans("sick", gettext_noop("各段病休的起止日期（休息日、节假日都算在内）")),
        flag("special_disease", gettext_noop("是否癌症、精神病、瘫痪等难以在24个月内痊愈的疾病")),
        day("on", gettext_noop("查找当地规定的日期（没有病休日期时）")),
    ),
    articles=(TABLE, WINDOW, COUNTING, PROTECTED),
    parameters=("medical_period_table",),
    formula=(
        gettext_noop("工作不满十年：本单位不满五年3个月，五年以上6个月"),
        gettext_noop("工作十年以上：本单位不满五年6个月，满五年9，满十年12，满十五年18，满二十年24个月"),
        gettext_noop("3、6、9、12、18、24个月分别在6、12、15、18、24、30个月内累计计算"),
        gettext_noop("自病休第一天起算；连续病休按日历月，断续病休按每月30天累计"),
    ),
    contested=(
        gettext_noop("条文在5、10、15、20年处既写“以下”又写“以上”，这里归入较长一档"),
        gettext_noop("断续病休一个月折算30天还是按工作日，条文没有写明，各地不一"),
        gettext_noop("难以治愈的特殊疾病，可以经批准延长；实践中有不论年限直接给24个月的"),
        gettext_noop("原481号办法的医疗补助费（不低于六个月工资）已废止，只在部分地方仍由地方规定支付"),
    ),
    examples=(
        {"service_years": "9", "unit_service_years": "4"},
        {"service_years": "3", "unit_service_years": "1", "sick": [{"from": "2025-03-05", "to": "2025-06-04"}]},
    ),
)  # fmt: skip
def medical_period(facts: Facts, context: Context) -> Result:
    """Months in which a sick worker may not be dismissed; with sick leave, how far they are used.

    ``value`` months, ``date`` the day the period was used up. 医疗期规定 第三条、第四条. Refuses more years here
    than in all, overlapping leaves, and places with a table of their own that is not held.
    """
    sick: list[Period] = facts["sick"] or []
    on = max(span.start for span in sick) if sick else facts["on"]
    result = Result(on=on)
    if _table_of(context, on) == SHANGHAI:
        return _shanghai(facts, sick, result)
    service, here = _years(facts, sick)
    months = period_months(service, here)
    if facts["service_years"] is not None or facts["service_start"] is not None:
        result.line(gettext_noop("实际工作年限"), service, TABLE)
    if facts["unit_service_years"] is not None or facts["hire"] is not None:
        result.line(gettext_noop("本单位工作年限"), here, TABLE)
    result.line(gettext_noop("医疗期（月）"), months, TABLE)
    result.line(gettext_noop("累计计算的期间（月）"), WINDOWS[months], WINDOW)
    result.value = Decimal(months)
    if sick:
        _tell_use(result, cumulative_use(_apart(sick), months), months)
    if facts["special_disease"]:
        result.warn(
            "law.sick.special-disease",
            gettext_noop("特殊疾病在24个月内尚不能痊愈的，经企业和劳动部门批准可以适当延长"),
        )
    result.change(
        "law.sick.after",
        gettext_noop(
            "医疗期满不能从事原工作、也不能从事另行安排的工作的，才可按第四十条解除并付补偿"
        ),
    )
    return result


def _table_of(context: Context, on: date | None) -> str:
    """Whose table applies; refused for a place whose own one is not held."""
    row = context.find("medical_period_table", on or STATE_OF_LAW) if context.place else None
    if row is None or row.value in (NATIONAL, SHANGHAI):
        return NATIONAL if row is None else str(row.value)
    raise refused(
        "law.parameter.missing",
        gettext_noop(
            "地区 %(place)s 另有医疗期规定，全国的月数表不适用，当地的没有收录（参数 medical_period_table）"
        ),
        gettext_noop("请按当地规定人工核对；确按全国规定的，请不填地区"),
        place=context.place,
    )


def _shanghai(facts: Facts, sick: list[Period], result: Result) -> Result:
    """Three months in the first year here and one more for each full year, at most 24; no window."""
    first = min((span.start for span in sick), default=facts["on"])
    here = _given_or_counted(facts, "unit_service_years", "hire", first)
    if here is None:
        need(facts, "unit_service_years")
    assert here is not None
    _refuse_more_here(here if facts["service_years"] is None else facts["service_years"], here)
    result.articles = (PROTECTED,)
    result.value = Decimal(min(LEAST_SHANGHAI + int(here), MOST_SHANGHAI))
    result.line(gettext_noop("本单位工作年限"), here)
    result.line(gettext_noop("医疗期（月）"), result.value)
    result.warn(
        "law.sick.shanghai",
        gettext_noop(
            "上海按本单位工作年限：第一年3个月，每满一年加1个月，最长24个月；在本单位工作期间累计计算，没有核对已用天数"
        ),
    )
    return result


def _years(facts: Facts, sick: list[Period]) -> tuple[Decimal, Decimal]:
    """All years of work and years here, given or counted to the first sick day.

    One of them may be absent where every value it can have gives the same months.
    """
    first = min((span.start for span in sick), default=facts["on"])
    service = _given_or_counted(facts, "service_years", "service_start", first)
    here = _given_or_counted(facts, "unit_service_years", "hire", first)
    if service is None or here is None:
        return _bounded_years(facts, service, here)
    _refuse_more_here(service, here)
    return service, here


def _refuse_more_here(service: Decimal, here: Decimal) -> None:
    if here > service:
        raise refused(
            "law.sick.years-here-over-all",
            gettext_noop("本单位年限（%(here)s）不能多于总工作年限（%(service)s）"),
            gettext_noop("请核对两项年限"),
            here=here,
            service=service,
        )


def _bounded_years(
    facts: Facts, service: Decimal | None, here: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Years here are no more than all years: often one of them is enough."""
    if service is not None and period_months(service, Decimal(0)) == period_months(
        service, service
    ):
        return service, Decimal(0)
    if here is not None and here >= CAREER:
        return here, here
    need(facts, "service_years" if service is None else "unit_service_years")
    raise AssertionError("need() refuses what is absent")


def _given_or_counted(facts: Facts, years: str, since: str, first: date | None) -> Decimal | None:
    given: Decimal | None = facts[years]
    if given is not None:
        return given
    if facts[since] is None or first is None:
        return None
    return Decimal(period(facts[since], first, since, "sick").span().years)


def _apart(sick: list[Period]) -> list[Period]:
    """The leaves in order; refused where two of them share a day."""
    ordered = sorted(sick, key=lambda span: span.start)
    for before, after in pairwise(ordered):
        if after.start <= before.end:
            raise refused(
                "law.sick.overlap",
                gettext_noop("两段病休重叠：%(first)s 与 %(second)s"),
                gettext_noop("请合并或改正起止日期"),
                first=before.end,
                second=after.start,
            )
    return ordered


def _tell_use(result: Result, use: Use, months: int) -> None:
    """The window, the days used, and the day of exhaustion or what is left."""
    result.line(gettext_noop("累计期间起"), use.window.start, WINDOW)
    result.line(gettext_noop("累计期间止"), use.window.end, WINDOW)
    result.line(gettext_noop("期间内已病休（天）"), use.used, COUNTING)
    if use.exhausted:
        result.date = use.exhausted
        result.item("exhausted", gettext_noop("医疗期满之日"), date=use.exhausted, basis=WINDOW)
        return
    left = max(months * MONTH_OF_DAYS - use.used, 0)
    result.item("left", gettext_noop("尚余（天，按每月30天）"), value=left, date=use.window.end, basis=WINDOW)  # fmt: skip


@rule(
    "sick_pay_floor",
    title=gettext_noop("病假工资下限"),
    answer="amount",
    fields=(
        money("minimum_wage", gettext_noop("当地月最低工资标准")),
        number("days", gettext_noop("病假的计薪天数（不填为一个月）"), high=1000, unit="days"),
        number("months", gettext_noop("病假的月数"), high=60, unit="months"),
        ratio("ratio", gettext_noop("当地规定的比例（不填按80%）")),
        money("paid", gettext_noop("已付的病假工资")),
        day("on", gettext_noop("病假所在的日期（用于查找当地标准）")),
    ),
    articles=(SICK_PAY, DIVISOR),
    parameters=("min_wage_month", "sick_pay_ratio", "rounding_order"),
    formula=(
        gettext_noop("一个月的下限 = 当地最低工资 × 80%"),
        gettext_noop("按天的下限 = 当地最低工资 × 80% ÷ 21.75 × 天数"),
    ),
    contested=(
        gettext_noop("不少地方规定了更高的病假工资（按本人工资的比例），合同、集体合同约定更高的从其约定"),
        gettext_noop("80%是否包含个人缴纳的社会保险费，各地不一"),
    ),
    examples=({"minimum_wage": "2500", "days": 7}, {"minimum_wage": "2330"}),
)  # fmt: skip
def sick_pay_floor(facts: Facts, context: Context) -> Result:
    """The least sick pay: 80 % of the local minimum wage, a month or by paid days over 21.75. Yuan.

    劳部发〔1995〕309号 第五十九条. Without a minimum wage, given or kept for the day and place, it refuses.
    """
    result = Result(on=facts["on"])
    least = facts["minimum_wage"]
    if least is None:
        need(facts, "minimum_wage" if facts["on"] is None else "on")
        least = context.row("min_wage_month", facts["on"]).value
    ratio = _ratio(facts, context)
    result.money(gettext_noop("当地月最低工资"), least)
    result.line(gettext_noop("比例"), ratio, SICK_PAY)
    if facts["days"] is not None:
        plain = f"{shown(least)} × {shown(ratio)} ÷ 21.75 × {shown(facts['days'])}"
        amount, how = share_of_wage(
            least * ratio, PAY_DAYS, (facts["days"],), context, facts["on"], plain
        )
    else:
        months = Decimal(1) if facts["months"] is None else facts["months"]
        amount = least * ratio * months
        how = f"{shown(least)} × {shown(ratio)} × {shown(months)}"
    result.money(gettext_noop("病假工资下限"), amount, SICK_PAY, how)
    if facts["paid"] is not None:
        result.money(gettext_noop("已付"), facts["paid"])
        amount = max(amount - facts["paid"], Decimal(0))
    result.amount = amount
    result.change(
        "law.sick.higher-pay",
        gettext_noop("合同、规章或者当地规定的病假工资更高的，按更高的支付"),
    )
    return result


def _ratio(facts: Facts, context: Context) -> Decimal:
    """The ratio given, else the row of place and day (80 % for the nation since 1995)."""
    given: Decimal | None = facts["ratio"]
    if given is not None:
        return given
    found = context.row("sick_pay_ratio", facts["on"] or STATE_OF_LAW).value
    assert isinstance(found, Decimal)
    return found
