"""包薪: whether a lump wage that is said to include overtime covers the lowest lawful pay."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, money, need, number
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.pay.month_pay import DIVISOR, PAY_HOURS

RATES = article("LL", 44)
FREE_PAY = article("LL", 47)
MINIMUM = article("LL", 48)
ZERO = Decimal(0)


@rule(
    "lump_sum_wage",
    title=gettext_noop("包薪制检验"),
    answer="amount",
    fields=(
        money("lump_wage", gettext_noop("约定的包薪（月）"), required=True),
        number("workday_hours", gettext_noop("每月工作日加班小时数"), unit="hours"),
        number("rest_day_hours", gettext_noop("每月休息日加班小时数"), unit="hours"),
        number("holiday_hours", gettext_noop("每月法定休假日加班小时数"), unit="hours"),
        money("minimum_wage", gettext_noop("当地月最低工资标准")),
        number("months", gettext_noop("月数"), high=840, unit="months"),
        day("on", gettext_noop("发生的时间（用于查最低工资）")),
    ),
    articles=(RATES, FREE_PAY, MINIMUM, DIVISOR),
    parameters=("min_wage_month",),
    formula=(
        gettext_noop("至少应付 = 最低工资 + 最低工资 ÷ 174 ×（1.5 × 工作日小时 + 2 × 休息日小时 + 3 × 法定休假日小时）"),
        gettext_noop("包薪不低于它的，约定有效；低于它的，补足差额 × 月数"),
    ),
    contested=(gettext_noop("约定了正常工时工资的，应按约定工资而不是最低工资倒算"),),
    examples=({"lump_wage": "4000", "rest_day_hours": "64", "minimum_wage": "2330"},),
)  # fmt: skip
def lump_sum_wage(facts: Facts, context: Context) -> Result:
    """The monthly shortfall of a lump wage, in yuan; zero where the lump covers the lowest lawful pay.

    Refuses without a minimum wage (given, or a row for the place and day).
    """
    result = Result(on=facts["on"])
    minimum = facts["minimum_wage"]
    if minimum is None:
        need(facts, "on")
        minimum = Decimal(context.row("min_wage_month", facts["on"]).value)
    weighted = (
        (facts["workday_hours"] or ZERO) * Decimal("1.5")
        + (facts["rest_day_hours"] or ZERO) * 2
        + (facts["holiday_hours"] or ZERO) * 3
    )
    least = minimum + minimum * weighted / PAY_HOURS
    result.money(gettext_noop("当地月最低工资"), minimum, MINIMUM)
    result.money(
        gettext_noop("至少应付的月工资"),
        least,
        RATES,
        f"{minimum:f} + {minimum:f} ÷ 174 × {weighted:f}",
    )
    lump: Decimal = facts["lump_wage"]
    short = max(least - lump, ZERO)
    result.money(gettext_noop("每月差额"), short, FREE_PAY, f"{least:.2f} − {lump:f}")
    result.conclusion = (
        gettext_noop("包薪不足以覆盖最低工资和加班工资，应补足差额")
        if short
        else gettext_noop("包薪覆盖了最低工资和加班工资，约定有效")
    )
    result.amount = short * (facts["months"] if facts["months"] is not None else 1)
    return result
