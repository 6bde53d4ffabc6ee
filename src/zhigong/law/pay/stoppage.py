"""停工停产期间的工资: full pay in the first pay cycle, then minimum wage or living allowance."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, money, need, number, ratio, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.pay.month_pay import DIVISOR, PAY_DAYS
from zhigong.law.pay.shares import share_of_wage

STOPPAGE = article("WPR", 12)
ZERO = Decimal(0)


@rule(
    "stoppage_pay",
    title=gettext_noop("停工停产工资"),
    answer="amount",
    fields=(
        money("monthly_wage", gettext_noop("约定的月工资"), required=True),
        number(
            "cycle_days", gettext_noop("第一个工资支付周期内的停工计薪日"), high=31, unit="days"
        ),
        number(
            "later_days", gettext_noop("超过一个工资支付周期后的计薪日"), high=25000, unit="days"
        ),
        flag("worked", gettext_noop("超过一个周期后是否提供了正常劳动")),
        money("minimum_wage", gettext_noop("当地月最低工资标准")),
        ratio("living_ratio", gettext_noop("没有劳动时生活费占最低工资的比例"), high=2),
        money("living_allowance", gettext_noop("没有劳动时的月生活费（已知时直接填）")),
        flag("worker_caused", gettext_noop("停工是否因劳动者本人原因")),
        money("paid", gettext_noop("已付")),
        day("on", gettext_noop("停工的时间（用于查参数）"), last=True),
    ),
    articles=(STOPPAGE, DIVISOR),
    parameters=("min_wage_month", "stoppage_living_ratio", "rounding_order"),
    formula=(
        gettext_noop("一个工资支付周期内：约定工资 ÷ 21.75 × 计薪日"),
        gettext_noop("超过一个周期，提供了劳动的：不低于最低工资 ÷ 21.75 × 计薪日"),
        gettext_noop("超过一个周期，没有劳动的：当地生活费标准 ÷ 21.75 × 计薪日"),
    ),
    contested=(gettext_noop("生活费标准各地不同（如北京为最低工资的70%）"),),
    examples=(
        {
            "monthly_wage": "12000",
            "cycle_days": "6",
            "later_days": "16",
            "worked": False,
            "minimum_wage": "2200",
            "living_ratio": "0.7",
        },
    ),
)
def stoppage_pay(facts: Facts, context: Context) -> Result:
    """Pay while work stands still through no fault of the worker, in yuan (工资支付暂行规定 第十二条).

    Refuses when the worker caused it, and without the minimum wage or local ratio that a longer stop needs.
    """
    result = Result(on=facts["on"])
    if facts["worker_caused"]:
        raise refused(
            "stoppage_pay.worker-caused",
            gettext_noop("停工因劳动者本人原因造成，不适用本规定"),
            gettext_noop("按劳动合同和规章制度处理"),
        )
    wage = facts["monthly_wage"]
    first, later = facts["cycle_days"] or ZERO, facts["later_days"] or ZERO
    due, told = share_of_wage(wage, PAY_DAYS, (first,), context, result.on)
    due = min(due, wage)  # a month has up to 23 such days and one wage
    result.money(gettext_noop("第一个工资支付周期内"), due, STOPPAGE, told)
    if later:
        monthly = _later_wage(facts, context, result)
        part, told = share_of_wage(monthly, PAY_DAYS, (later,), context, result.on)
        result.money(gettext_noop("超过一个周期以后"), part, STOPPAGE, told)
        due += part
    result.amount = max(due - (facts["paid"] or ZERO), ZERO)
    return result


def _later_wage(facts: Facts, context: Context, result: Result) -> Decimal:
    """The monthly pay after the first cycle: minimum wage with work, living allowance without."""
    if facts["living_allowance"] is None and facts["living_ratio"] is None:
        need(facts, "worked")  # who tells a living allowance tells that there was no work
    if not facts["worked"] and facts["living_allowance"] is not None:
        given: Decimal = facts["living_allowance"]
        return given
    minimum: Decimal | None = facts["minimum_wage"]
    if minimum is None:
        need(facts, "on")
        minimum = Decimal(context.row("min_wage_month", facts["on"]).value)
    if facts["worked"]:
        result.warn(
            "stoppage_pay.floor",
            gettext_noop("提供了劳动的，约定工资高于最低工资时以双方新约定为准；这里按下限计算"),
        )
        return minimum
    ratio: Decimal | None = facts["living_ratio"]
    if ratio is None:
        need(facts, "on")
        ratio = Decimal(context.row("stoppage_living_ratio", facts["on"]).value)
    result.money(gettext_noop("月生活费"), minimum * ratio, STOPPAGE, f"{minimum:f} × {ratio:f}")
    return minimum * ratio
