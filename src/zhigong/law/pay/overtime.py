"""加班工资: 150 %, 200 %, 300 % of the normal wage, under the three systems of working hours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    choice,
    day,
    flag,
    money,
    need,
    need_one,
    number,
    refused,
    whole,
)
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.pay.month_pay import DIVISOR, PAY_HOURS
from zhigong.law.pay.shares import share_of_wage

RATES = article("LL", 44)
WORKDAY = article("WPR", 13, paragraph=1, item=1)
REST_DAY = article("WPR", 13, paragraph=1, item=2)
HOLIDAY = article("WPR", 13, paragraph=1, item=3)
PIECE = article("WPR", 13, paragraph=2)
COMPREHENSIVE = article("WPR", 13, paragraph=3)
IRREGULAR = article("WPR", 13, paragraph=4)
LIMITS = article("LL", 41)
NORMAL_HOURS = article("WHR", 3)
HOLIDAYS = article("HOL", 2)
SPECIAL = article("LL", 39)
APPROVAL = article("SPECIAL-HOURS")
MINIMUM = article("LL", 48)
HOURS_A_DAY = Decimal(8)
MOST_HOURS_A_MONTH = Decimal(36)
ZERO = Decimal(0)

SYSTEMS = {
    "standard": gettext_noop("标准工时"),
    "comprehensive": gettext_noop("综合计算工时"),
    "irregular": gettext_noop("不定时工作"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of overtime: the fields that tell it, its rate and its article."""

    name: str
    label: str
    hours: str
    days: str
    pieces: str
    rate: Decimal
    basis: Article


KINDS = (
    Kind("workday", gettext_noop("工作日延长工作时间"), "workday_hours", "", "workday_pieces", Decimal("1.5"), WORKDAY),
    Kind("rest_day", gettext_noop("休息日加班"), "rest_day_hours", "rest_days", "rest_day_pieces", Decimal(2), REST_DAY),
    Kind("holiday", gettext_noop("法定休假日加班"), "holiday_hours", "holiday_days", "holiday_pieces", Decimal(3), HOLIDAY),
)  # fmt: skip


class Price(msgspec.Struct, frozen=True):
    """What an hour costs as a fraction ``wage ÷ hours``, so that nothing is rounded on the way."""

    wage: Decimal
    hours: Decimal
    field: str


@rule(
    "overtime",
    title=gettext_noop("加班工资"),
    answer="amount",
    fields=(
        money("monthly_wage", gettext_noop("正常工作时间的月工资")),
        money("daily_wage", gettext_noop("日工资")),
        money("hourly_wage", gettext_noop("小时工资")),
        money("piece_price", gettext_noop("计件单价")),
        number("workday_hours", gettext_noop("工作日加班小时数（综合工时：超过周期标准的小时数）"), unit="hours"),
        number("rest_day_hours", gettext_noop("休息日加班而未补休的小时数"), unit="hours"),
        number("rest_days", gettext_noop("休息日加班而未补休的天数"), high=36500, unit="days"),
        number("holiday_hours", gettext_noop("法定休假日加班小时数"), unit="hours"),
        number("holiday_days", gettext_noop("法定休假日加班天数"), high=36500, unit="days"),
        number("leave_given", gettext_noop("休息日加班后已安排补休的天数"), high=36500, unit="days"),
        number("workday_pieces", gettext_noop("工作日定额以外的件数")),
        number("rest_day_pieces", gettext_noop("休息日定额以外的件数")),
        number("holiday_pieces", gettext_noop("法定休假日定额以外的件数")),
        money("paid", gettext_noop("单位已付的加班工资")),
        choice("hours_system", gettext_noop("工时制度"), SYSTEMS),
        flag("approved", gettext_noop("特殊工时是否经人社部门批准")),
        flag("holiday_pay_for_irregular", gettext_noop("不定时工作在法定休假日是否按当地规定支付")),
        money("minimum_wage", gettext_noop("当地月最低工资标准，月工资低于它时按它计算")),
        day("on", gettext_noop("加班发生的时间（用于查最低工资和计薪天数）")),
        whole("months", gettext_noop("以上加班分布在几个月里（用于检查每月36小时）"), low=1, high=840),
    ),
    articles=(RATES, WORKDAY, REST_DAY, HOLIDAY, DIVISOR, LIMITS, NORMAL_HOURS, HOLIDAYS),
    parameters=("min_wage_month", "pay_days_per_month", "irregular_holiday_pay", "rounding_order"),
    formula=(
        gettext_noop("每日8小时、每周40小时以外的是加班；法定休假日2025年起每年13天，2008至2024年11天"),
        gettext_noop("小时工资 = 月工资 ÷ 174（21.75 × 8）；日工资 = 月工资 ÷ 21.75"),
        gettext_noop("工作日150%，休息日（不能补休的）200%，法定休假日300%，都在月工资之外另付"),
        gettext_noop("综合计算工时：超过周期标准的小时按150%，法定休假日按300%"),
        gettext_noop("不定时工作：一般没有加班工资；计件：定额以外按计件单价的150%、200%、300%"),
        gettext_noop("减去已付的加班工资，不出现负数"),
    ),
    contested=(
        gettext_noop("加班工资基数：约定低于实际正常工资的，按实际正常工资；部分地方另有规定"),
        gettext_noop("不定时工作在法定休假日是否支付300%，各地不一"),
        gettext_noop("法定休假日适逢周末的，补休日加班按200%，法定日本身按300%"),
        gettext_noop("调休上班的周末是普通工作日，不算休息日加班；妇女节、青年节等半天假没有300%"),
        gettext_noop("放弃加班工资的约定无效；离职时写的“已结清”，确有欠付又不是真实意思的，不当然约束劳动者"),
    ),
    examples=(
        {"monthly_wage": "6960", "workday_hours": "10"},
        {"monthly_wage": "31520", "rest_days": "18"},
        {"monthly_wage": "6960", "holiday_days": "1"},
    ),
)  # fmt: skip
def overtime(facts: Facts, context: Context) -> Result:
    """Overtime pay by 劳动法 第四十四条, in yuan, on top of the ordinary wage.

    Refuses without a wage, with several kinds of wage at once, and rest-day hours under comprehensive
    hours (they are part of the total). Unlawfully many hours are paid all the same.
    """
    result = Result(on=facts["on"])
    _refuse_without_time(facts)
    price = _price(facts, context, result)
    system = _system(facts, result)
    due = ZERO
    for kind in KINDS:
        due += _pay(facts, context, result, price, kind, system)
    result.money(gettext_noop("加班工资合计"), due, RATES)
    paid = facts["paid"]
    if paid is not None:
        result.money(gettext_noop("减去已付加班工资"), paid)
        due = max(due - paid, ZERO)
    result.amount = due
    _limits(facts, result, system)
    return result


def _refuse_without_time(facts: Facts) -> None:
    """Hours that nobody told are not hours that nobody worked."""
    told = [name for kind in KINDS for name in (kind.hours, kind.days, kind.pieces) if name]
    if all(facts[name] is None for name in told):
        raise refused(
            "law.field.missing",
            gettext_noop("缺少加班的小时数、天数或者件数：%(fields)s 至少填一项"),
            gettext_noop("没有加班的填 0；缺少的数值不会按零处理"),
            fields=told,
        )


def _price(facts: Facts, context: Context, result: Result) -> Price:
    field = need_one(facts, "monthly_wage", "daily_wage", "hourly_wage", "piece_price")
    wage: Decimal = facts[field]
    if field == "monthly_wage":
        wage = _at_least_minimum(facts, context, result, wage)
        hours = PAY_HOURS
        if facts["on"] is not None:
            value = context.row("pay_days_per_month", facts["on"]).value
            hours = Decimal(value) * HOURS_A_DAY
        result.money(gettext_noop("正常工作时间月工资"), wage, RATES)
        result.line(gettext_noop("月计薪小时数"), hours, DIVISOR)
        return Price(wage, hours, field)
    if field == "daily_wage":
        result.money(gettext_noop("日工资"), wage, RATES)
        return Price(wage, HOURS_A_DAY, field)
    label = gettext_noop("计件单价") if field == "piece_price" else gettext_noop("小时工资")
    result.money(label, wage, RATES)
    return Price(wage, Decimal(1), field)


def _at_least_minimum(facts: Facts, context: Context, result: Result, wage: Decimal) -> Decimal:
    minimum: Decimal | None = facts["minimum_wage"]
    if minimum is None and facts["on"] is not None:
        row = context.find("min_wage_month", facts["on"])
        minimum = Decimal(row.value) if row else None
    if minimum is None or wage >= minimum:
        return wage
    result.money(gettext_noop("月工资低于当地最低工资，按最低工资计算"), minimum, MINIMUM)
    return minimum


def _system(facts: Facts, result: Result) -> str:
    system: str = facts["hours_system"] or "standard"
    if system == "standard":
        return system
    if facts["approved"] is False:
        result.warn(
            "overtime.not-approved",
            gettext_noop("特殊工时未经批准，按标准工时计算"),
        )
        return "standard"
    result.line(gettext_noop("工时制度"), SYSTEMS[system], SPECIAL)
    if facts["approved"] is None:
        result.warn(
            "overtime.approval",
            gettext_noop("特殊工时须经人社部门批准；没有批准的，按标准工时计算"),
        )
    if system == "comprehensive" and (facts["rest_day_hours"] or facts["rest_days"]):
        raise refused(
            "overtime.no-rest-days",
            gettext_noop("综合计算工时不区分休息日，休息日的工时计入周期总工时"),
            gettext_noop(
                "请把超过周期标准工时的小时数填作延时小时数（workday_hours），删去休息日的小时和天数"
            ),
        )
    return system


def _pay(
    facts: Facts, context: Context, result: Result, price: Price, kind: Kind, system: str
) -> Decimal:
    """The pay of one kind of overtime, with its line and item."""
    if price.field == "piece_price":
        return _piece_pay(facts, result, price, kind)
    hours = facts[kind.hours] or ZERO
    days = (facts[kind.days] or ZERO) if kind.days else ZERO
    if kind.name == "rest_day":
        days, hours = _without_leave(facts, result, days, hours)
    amount_of_time = hours + days * HOURS_A_DAY
    if not amount_of_time or (
        system == "irregular" and not _irregular(facts, context, result, kind)
    ):
        return ZERO
    wage, over, times = price.wage, price.hours, amount_of_time
    if not hours and over != 1:  # told in days: what is rounded, if anything, is the day's pay
        over, times = over / HOURS_A_DAY, days
    told = f"{price.wage:f} ÷ {price.hours:f} × {amount_of_time:f} × {kind.rate}"
    pay, told = share_of_wage(wage, over, (times, kind.rate), context, facts["on"], told)
    result.money(kind.label, pay, kind.basis, told)
    result.item(kind.name, kind.label, amount=pay, basis=kind.basis)
    return pay


def _without_leave(
    facts: Facts, result: Result, days: Decimal, hours: Decimal
) -> tuple[Decimal, Decimal]:
    """Rest days and hours left after leave in their place: with leave there is no pay."""
    given = facts["leave_given"]
    if not given:
        return days, hours
    result.line(gettext_noop("已补休的天数（不再支付）"), given, REST_DAY)
    left = max(days * HOURS_A_DAY + hours - given * HOURS_A_DAY, ZERO)
    return ZERO, left


def _piece_pay(facts: Facts, result: Result, price: Price, kind: Kind) -> Decimal:
    pieces = facts[kind.pieces] or ZERO
    if not pieces:
        return ZERO
    pay = price.wage * pieces * kind.rate
    result.money(kind.label, pay, PIECE, f"{price.wage:f} × {pieces:f} × {kind.rate}")
    result.item(kind.name, kind.label, amount=pay, basis=PIECE)
    return pay


def _irregular(facts: Facts, context: Context, result: Result, kind: Kind) -> bool:
    """Whether irregular hours carry this pay: never on workdays and rest days, by place on holidays."""
    pays = facts["holiday_pay_for_irregular"] if kind.name == "holiday" else False
    if pays is None:
        pays = _paid_here(facts, context, result)
    if not pays:
        result.line(gettext_noop("不定时工作不适用加班工资规定"), kind.label, IRREGULAR)
    return bool(pays)


def _paid_here(facts: Facts, context: Context, result: Result) -> bool:
    """Whether the place pays irregular hours on holidays; without a place the nation's rule, said so."""
    if context.place:
        need(facts, "on")
    else:
        result.warn(
            "overtime.irregular-holiday",
            gettext_noop("上海、深圳等地规定不定时工作在法定休假日仍按300%支付；请填写地区核对"),
        )
    row = context.find("irregular_holiday_pay", facts["on"]) if facts["on"] else None
    return row is not None and row.value == "yes"


def _limits(facts: Facts, result: Result, system: str) -> None:
    """More than 36 hours a month is unlawful; what was worked is paid all the same."""
    hours = (facts["workday_hours"] or ZERO) + (facts["rest_day_hours"] or ZERO)
    hours += facts["holiday_hours"] or ZERO
    hours += ((facts["rest_days"] or ZERO) + (facts["holiday_days"] or ZERO)) * HOURS_A_DAY
    months = facts["months"]
    if system == "irregular" or hours <= MOST_HOURS_A_MONTH * (months or 1):
        return
    if months is None:
        result.warn(
            "overtime.limit-if-month",
            gettext_noop(
                "合计 %(hours)s 小时：如属一个月内，已超过每月36小时的上限（每日一般1小时、特殊原因3小时）；加班工资照付"
            ),
            hours=hours,
        )
    else:
        result.warn(
            "overtime.limit",
            gettext_noop(
                "平均每月超过36小时的上限（每日一般1小时、特殊原因3小时），单位违法；加班工资照付，可向劳动监察反映"
            ),
        )
