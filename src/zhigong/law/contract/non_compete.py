"""竞业限制补偿: what the employer owes for the months in which a former worker kept out of competition."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.period import month_end
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, money, need, number, period, ratio
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.service_time import full_months

CLAUSE = article("LCL", 23, paragraph=2)
WHO_AND_HOW_LONG = article("LCL", 24)
NOT_AGREED = article("JI-1", 36)
AGREED = article("JI-1", 37)
UNPAID = article("JI-1", 38)
ENDED_BY_EMPLOYER = article("JI-1", 39)
RATIO = Decimal("0.3")
LONGEST = Decimal(24)
EXTRA_MONTHS = Decimal(3)
ZERO, CENT = Decimal(0), Decimal("0.01")


@rule(
    "non_compete_compensation",
    title=gettext_noop("竞业限制补偿"),
    answer="amount",
    fields=(
        money("monthly_wage", gettext_noop("解除或者终止前十二个月平均工资")),
        number("months", gettext_noop("已履行竞业限制的月数"), high=840, unit="months"),
        day("start", gettext_noop("限制期的第一日（不知道月数时）")),
        day("until", gettext_noop("履行到哪一日"), last=True),
        money("agreed", gettext_noop("约定的每月补偿")),
        ratio("ratio", gettext_noop("没有约定数额时的比例（默认0.3）")),
        money("minimum_wage", gettext_noop("劳动合同履行地月最低工资标准")),
        day("end", gettext_noop("解除或者终止之日（用于查参数）"), last=True),
        flag("ended_by_employer", gettext_noop("单位在限制期内提出解除竞业限制（额外三个月）")),
        money("paid", gettext_noop("已付的补偿")),
    ),
    articles=(CLAUSE, WHO_AND_HOW_LONG, NOT_AGREED, AGREED, UNPAID, ENDED_BY_EMPLOYER),
    parameters=("min_wage_month", "non_compete_ratio"),
    formula=(
        gettext_noop("约定了补偿的：约定数额 × 月数"),
        gettext_noop("没有约定的：平均工资 × 30%（不低于履行地最低工资）× 月数"),
        gettext_noop("限制期最长二年；单位提前解除的，可另要三个月"),
    ),
    contested=(
        gettext_noop("约定的补偿过低时能否调高，各地不一；2025年指引建议不低于30%，没有强制力"),
        gettext_noop("超出保密范围的限制无效；不知悉商业秘密的人员不受限制（解释（二）第十三条）"),
        gettext_noop("在职期间的竞业限制，不以支付补偿为前提（解释（二）第十四条）"),
        gettext_noop("约定仲裁、诉讼期间不计入竞业限制期限的条款无效（指导性案例184号）"),
    ),
    examples=(
        {"monthly_wage": "30000", "months": 1},
        {"monthly_wage": "5000", "months": 6, "minimum_wage": "2330"},
    ),
)  # fmt: skip
def non_compete_compensation(facts: Facts, context: Context) -> Result:
    """Compensation for keeping a non-compete duty, in yuan (解释（一） 第三十六条).

    Refuses when neither a wage nor an agreed sum is given. Months beyond two years are not counted.
    """
    result = Result(on=facts["end"])
    monthly = _monthly(facts, context, result)
    months = _kept_months(facts, result)
    if months > LONGEST:
        result.warn(
            "non_compete.longer-than-two-years",
            gettext_noop("竞业限制最长二年，超过的部分没有约束力，按24个月计算"),
        )
        months = LONGEST
    due = monthly * months
    result.money(gettext_noop("限制期内的补偿"), due, CLAUSE, f"{monthly:f} × {months:f}")
    if facts["ended_by_employer"]:
        extra = monthly * EXTRA_MONTHS
        result.money(gettext_noop("额外三个月的补偿"), extra, ENDED_BY_EMPLOYER, f"{monthly:f} × 3")
        due += extra
    if facts["paid"] is not None:
        result.money(gettext_noop("减去已付"), facts["paid"])
        due = max(due - facts["paid"], ZERO)
    result.amount = due
    result.change(
        "non_compete.unpaid",
        gettext_noop("因单位原因三个月未支付补偿的，劳动者可以请求解除竞业限制"),
    )
    return result


def _kept_months(facts: Facts, result: Result) -> Decimal:
    """The months told, or those between two days: full months, the rest by the days of its month."""
    told: Decimal | None = facts["months"]
    if told is not None:
        return told
    if facts["until"] is None and facts["start"] and facts["end"] and facts["end"] > facts["start"]:
        facts = {**facts, "until": facts["end"]}  # what ends after the limit began is its own end
    need(facts, *(("start", "until") if facts["start"] else ("months",)))
    time = period(facts["start"], facts["until"], "start", "until")
    months, rest = full_months(time.start, time.end)
    left = Decimal((time.end - rest).days + 1)
    found = months + left / month_end(rest).day
    result.line(gettext_noop("限制期（月）"), found.quantize(CENT), CLAUSE, f"{time.start} — {time.end}")  # fmt: skip
    return found


def _monthly(facts: Facts, context: Context, result: Result) -> Decimal:
    """The compensation for one month."""
    agreed: Decimal | None = facts["agreed"]
    if agreed is not None:
        result.money(gettext_noop("约定的每月补偿"), agreed, AGREED)
        return agreed
    need(facts, "monthly_wage")
    wage: Decimal = facts["monthly_wage"]
    ratio = facts["ratio"]
    if ratio is None:
        row = context.find("non_compete_ratio", facts["end"]) if facts["end"] else None
        ratio = Decimal(row.value) if row else RATIO
    monthly: Decimal = wage * ratio
    result.money(gettext_noop("每月补偿"), monthly, NOT_AGREED, f"{wage:f} × {ratio:f}")
    minimum = facts["minimum_wage"]
    if minimum is None and facts["end"] is not None:
        row = context.find("min_wage_month", facts["end"])
        minimum = row.value if row else None
    if minimum is None:
        result.change(
            "non_compete.minimum",
            gettext_noop("每月补偿不低于履行地最低工资标准（未提供，未比较）"),
        )
    elif minimum > monthly:
        result.money(gettext_noop("低于履行地最低工资，按最低工资"), minimum, NOT_AGREED)
        monthly = minimum
    return monthly
