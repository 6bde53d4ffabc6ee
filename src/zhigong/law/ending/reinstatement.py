"""恢复履行期间的工资: pay between an unlawful ending and the day work goes on again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from zhigong.kernel.period import Period
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, many, money, ratio, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.pay.month_pay import month_pay

GO_ON = article("LCL", 48)
WAGES = article("JI-2", 18)
_ONE_DAY = timedelta(days=1)


@rule(
    "reinstatement_pay",
    title=gettext_noop("违法解除后恢复履行期间的工资"),
    answer="amount",
    fields=(
        money(
            "monthly_wage", gettext_noop("提供正常劳动时的月工资"), required=True
        ),
        day("ended", gettext_noop("违法解除或终止之日"), required=True, last=True),
        day("resumed", gettext_noop("劳动合同继续履行之日"), required=True),
        ratio("employer_share", gettext_noop("双方都有过错时单位应承担的比例（0至1）")),
        many(money("paid", gettext_noop("期间单位已付的工资"))),
    ),
    articles=(GO_ON, WAGES),
    parameters=("rounding_order",),
    formula=(
        gettext_noop("自违法解除、终止决定作出后，至继续履行的前一日，按正常劳动的工资标准支付"),
        gettext_noop("整月按月工资，不足整月 = 月工资 ÷ 21.75 × 计薪日，最多一个月工资"),
        gettext_noop("双方都有过错的，各自承担相应责任；已付的扣除"),
    ),
    contested=(
        gettext_noop("在此期间为其他单位工作取得的收入是否扣除，条文没有写明，各地不一"),
        gettext_noop("是否包括绩效、奖金、加班工资，以提供正常劳动可得为准，各地不一"),
    ),
    examples=({"monthly_wage": "6000", "ended": "2025-09-30", "resumed": "2026-01-01"},),
)  # fmt: skip
def reinstatement_pay(facts: Facts, context: Context) -> Result:
    """Normal wages from the day after an unlawful ending to the day before work resumes. Yuan.

    解释（二） 第十八条. Refuses where work resumes on or before the day of the ending.
    """
    ended, resumed = facts["ended"], facts["resumed"]
    if resumed <= ended:
        raise refused(
            "law.reinstatement.not-after",
            gettext_noop("继续履行之日（%(resumed)s）应晚于解除之日（%(ended)s）"),
            gettext_noop("请核对两个日期"),
            resumed=resumed,
            ended=ended,
        )
    result = Result(on=ended)
    wage: Decimal = facts["monthly_wage"]
    due = Decimal(0)
    if resumed > ended + _ONE_DAY:
        time = Period(ended + _ONE_DAY, resumed - _ONE_DAY)
        result.line(gettext_noop("计付期间起"), time.start, WAGES)
        result.line(gettext_noop("计付期间止"), time.end, WAGES)
        due = month_pay(wage, time, context, result)
    share: Decimal | None = facts["employer_share"]
    if share is not None:
        result.money(gettext_noop("按单位承担的比例"), due * share, WAGES, f"× {shown(share)}")
        due *= share
    paid = sum(facts["paid"] or (), Decimal(0))
    if paid:
        result.money(gettext_noop("期间已付"), paid)
    result.amount = max(due - paid, Decimal(0))
    result.change(
        "law.reinstatement.or-2n",
        gettext_noop("不要求或者不能继续履行的，改为请求二倍赔偿金，不再计付恢复履行期间的工资"),
    )
    return result
