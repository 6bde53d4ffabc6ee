"""高温津贴: what is owed for work in the heat, by the standard of the province."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, money, need, need_one, number
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result

ALLOWANCE = article("HEAT", 17)
ZERO = Decimal(0)
_RATES = {"months": "month_rate", "days": "day_rate"}
_ROWS = {"months": "heat_allowance_month", "days": "heat_allowance_day"}
_WORDS = {
    "months": gettext_noop("当地高温津贴的月标准"),
    "days": gettext_noop("当地高温津贴的日标准"),
}


@rule(
    "heat_allowance",
    title=gettext_noop("高温津贴"),
    answer="amount",
    fields=(
        number("months", gettext_noop("高温季节内符合条件的月数"), high=840, unit="months"),
        number("days", gettext_noop("符合条件的天数（当地按日计发的）"), high=25000, unit="days"),
        flag("hot", gettext_noop("是否在35℃以上露天作业，或者工作场所不能降到33℃以下")),
        money("month_rate", gettext_noop("当地每月的标准（已知时直接填）")),
        money("day_rate", gettext_noop("当地每日的标准（已知时直接填）")),
        day("on", gettext_noop("当中的一日（用于查当地标准）")),
        money("paid", gettext_noop("已付的高温津贴")),
    ),
    articles=(ALLOWANCE,),
    parameters=("heat_allowance_month", "heat_allowance_day"),
    formula=(
        gettext_noop("高温津贴 = 当地标准 × 符合条件的月数或者天数 − 已付"),
        gettext_noop("条件：35℃以上高温天气从事室外露天作业，或者不能把工作场所降到33℃以下"),
    ),
    contested=(
        gettext_noop("标准、月份和按月还是按日由各省规定；当地放宽到其他岗位的从当地规定"),
        gettext_noop("防暑降温饮料、物品不能抵作高温津贴"),
    ),
    examples=({"months": 5, "month_rate": "300", "paid": "600"},),
)
def heat_allowance(facts: Facts, context: Context) -> Result:
    """What is owed for work in the heat, in yuan (防暑降温措施管理办法 第十七条).

    Zero where the work was not hot. Refuses without months or days, and without a rate given or kept.
    """
    result = Result(on=facts["on"])
    if facts["hot"] is False:
        result.amount = ZERO
        result.conclusion = gettext_noop("没有在高温条件下作业，没有高温津贴；当地另有规定的除外")
        result.line(gettext_noop("高温条件"), False, ALLOWANCE)
        return result
    unit = need_one(facts, "months", "days")
    rate: Decimal | None = facts[_RATES[unit]]
    if rate is None:
        need(facts, "on")
        rate = Decimal(context.row(_ROWS[unit], facts["on"]).value)
    result.money(_WORDS[unit], rate, ALLOWANCE)
    due = rate * facts[unit]
    result.money(gettext_noop("应付高温津贴"), due, ALLOWANCE, f"{rate:f} × {facts[unit]:f}")
    if facts["paid"]:
        result.money(gettext_noop("减去已付"), facts["paid"])
        due = max(due - facts["paid"], ZERO)
    result.amount = due
    if facts["hot"] is None:
        result.change(
            "heat_allowance.hot",
            gettext_noop("须在高温条件下作业：保存岗位、工作地点、天气和室内温度的证明"),
        )
    return result
