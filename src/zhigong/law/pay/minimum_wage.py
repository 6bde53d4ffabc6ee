"""最低工资核对: is pay for normal work under the local minimum, and by how much."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, money, need, number
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown

EXCLUDED = article("MWR", 12)
MINIMUM = article("LL", 48)
ORDER = article("LCL", 85, item=2)


@rule(
    "minimum_wage_check",
    title=gettext_noop("最低工资差额"),
    answer="amount",
    fields=(
        money("paid", gettext_noop("当月实际支付的工资（应发）"), required=True),
        money("overtime_pay", gettext_noop("其中的加班工资")),
        money("special_allowances", gettext_noop("其中的中班、夜班、高温、低温、井下、有毒有害津贴")),
        money("welfare", gettext_noop("其中的法定福利待遇")),
        money("own_contributions", gettext_noop("其中个人应缴的社会保险费和住房公积金")),
        flag("contributions_excluded", gettext_noop("当地最低工资是否不含个人缴费（如北京、上海）")),
        money("minimum_wage", gettext_noop("当地月最低工资标准")),
        day("on", gettext_noop("工资所属月份（用于查找当地标准）")),
        number("months", gettext_noop("同样情形的月数（不填为一个月）"), high=600, unit="months"),
        flag("normal_work", gettext_noop("是否提供了正常劳动")),
    ),
    articles=(EXCLUDED, MINIMUM, ORDER),
    parameters=("min_wage_month", "min_wage_without_contributions"),
    formula=(
        gettext_noop("用于比较的工资 = 应发工资 − 加班工资 − 特殊环境津贴 − 法定福利待遇"),
        gettext_noop("差额 = 当地最低工资 − 用于比较的工资，不低于零"),
    ),
    contested=(
        gettext_noop("个人应缴的社会保险费、公积金是否包含在最低工资内，各地规定不同"),
        gettext_noop("因本人原因没有提供正常劳动的不适用"),
    ),
    examples=({"paid": "2400", "overtime_pay": "500", "minimum_wage": "2330"},),
)  # fmt: skip
def minimum_wage_check(facts: Facts, context: Context) -> Result:
    """What is short of the local minimum wage for normal work. Yuan. 最低工资规定 第十二条.

    Refuses without a minimum wage, given or kept for the month and place.
    """
    result = Result(on=facts["on"])
    least = facts["minimum_wage"]
    if least is None:
        need(facts, "minimum_wage" if facts["on"] is None else "on")
        least = context.row("min_wage_month", facts["on"]).value
    counted: Decimal = facts["paid"]
    result.money(gettext_noop("当月应发工资"), counted)
    for name, label in (
        ("overtime_pay", gettext_noop("减去加班工资")),
        ("special_allowances", gettext_noop("减去特殊环境津贴")),
        ("welfare", gettext_noop("减去法定福利待遇")),
    ):
        if facts[name]:
            result.money(label, facts[name], EXCLUDED)
            counted -= facts[name]
    if facts["own_contributions"]:
        counted -= _contributions(facts, context, result, least - counted)
    result.money(gettext_noop("用于比较的工资"), counted, EXCLUDED)
    result.money(gettext_noop("当地月最低工资标准"), least, MINIMUM)
    months = Decimal(1) if facts["months"] is None else facts["months"]
    short = max(least - counted, Decimal(0))
    result.amount = short * months
    result.money(
        gettext_noop("最低工资差额"), result.amount, ORDER, f"{shown(short)} × {shown(months)}"
    )
    if facts["normal_work"] is False:
        result.warn(
            "law.minimum.no-normal-work",
            gettext_noop("因本人原因没有提供正常劳动的，不适用最低工资；请核对缺勤原因"),
        )
    result.change(
        "law.minimum.order",
        gettext_noop("劳动行政部门责令限期支付而逾期不付的，可另得50%至100%的赔偿金"),
    )
    return result


def _contributions(facts: Facts, context: Context, result: Result, short: Decimal) -> Decimal:
    """The worker's own contributions, taken off only where the local minimum does not contain them."""
    own: Decimal = facts["own_contributions"]
    excluded = facts["contributions_excluded"]
    if excluded is None and facts["on"] is not None:
        row = context.find("min_wage_without_contributions", facts["on"])
        excluded = None if row is None else row.value == "yes"
    if excluded:
        result.money(gettext_noop("减去个人应缴的社会保险费和公积金"), own)
        return own
    if excluded is None:
        result.warn(
            "law.minimum.contributions",
            gettext_noop(
                "当地最低工资是否含个人缴费未说明，未作扣除；如不含，每月差额为 %(short)s 元"
            ),
            short=shown(max(short + own, Decimal(0)), money=True),
        )
    return Decimal(0)
