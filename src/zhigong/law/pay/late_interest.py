"""迟延履行期间的加倍债务利息: interest on an award or judgment not paid in time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, money, number, period
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown

# The article by the version in force when the term ran out: the law was renumbered in 2022 and 2024.
LATE_VERSIONS = (
    (date(2024, 1, 1), article("CPL", 264)),
    (date(2022, 1, 1), article("CPL", 260)),
    (date(2013, 1, 1), article("CPL", 253)),
)
LATE = LATE_VERSIONS[0][1]
RATE = article("INTEREST", 1)


@rule(
    "late_performance_interest",
    title=gettext_noop("迟延履行期间的加倍债务利息"),
    answer="amount",
    fields=(
        money(
            "principal", gettext_noop("生效文书确定而尚未清偿的金钱债务（不含利息）"), required=True
        ),
        day("due", gettext_noop("文书确定的履行期最后一日"), required=True),
        day("paid_on", gettext_noop("清偿之日（算到哪一天）"), required=True, last=True),
        number("daily_rate", gettext_noop("日利率（不填按参数表）"), high=1),
    ),
    articles=(LATE, RATE),
    parameters=("late_performance_daily_rate",),
    formula=(
        gettext_noop("加倍部分 = 未清偿的债务 × 日万分之一点七五 × 迟延履行的天数"),
        gettext_noop("自履行期届满的次日起算至清偿之日；文书另定的一般利息另算"),
    ),
    contested=(gettext_noop("分次清偿的按每次余额分段计算，请分别填写"),),
    examples=({"principal": "100000", "due": "2025-01-31", "paid_on": "2025-03-02"},),
)
def late_performance_interest(facts: Facts, context: Context) -> Result:
    """The doubled part of interest for late performance of an award, judgment or mediation paper. Yuan.

    民事诉讼法 第二百六十四条; 法释〔2014〕8号. Zero when paid by the last day; refuses days before 2014-08-01.
    """
    due, paid_on = facts["due"], facts["paid_on"]
    late = period(due, paid_on, "due", "paid_on").days - 1
    result = Result(on=due)
    basis = next((basis for since, basis in LATE_VERSIONS if due >= since), LATE)
    result.articles = (basis, RATE)
    rate = facts["daily_rate"]
    if rate is None:
        rate = context.row("late_performance_daily_rate", due + timedelta(days=1)).value
    principal: Decimal = facts["principal"]
    result.line(gettext_noop("迟延履行的天数"), late, basis)
    result.line(gettext_noop("日利率"), rate, RATE)
    result.amount = principal * rate * late
    result.money(
        gettext_noop("加倍部分债务利息"), result.amount, RATE,
        f"{shown(principal)} × {shown(rate)} × {late}",
    )  # fmt: skip
    return result
