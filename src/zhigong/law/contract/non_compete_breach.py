"""违反竞业限制: what a former worker owes who competed against a valid clause."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, flag, money, number
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result

PENALTY = article("LCL", 23, paragraph=2)
WHO = article("LCL", 24, paragraph=1)
EXCESSIVE = article("CIVIL", 585, paragraph=2)
UNPAID = article("JI-1", 38)
STILL_BOUND = article("JI-1", 40)
SCOPE = article("JI-2", 13)
RETURN = article("JI-2", 15)
ZERO = Decimal(0)
RELEASING_MONTHS = 3


@rule(
    "non_compete_breach",
    title=gettext_noop("违反竞业限制的责任"),
    answer="amount",
    fields=(
        money("agreed_penalty", gettext_noop("约定的违约金")),
        money("monthly_compensation", gettext_noop("单位每月支付的补偿")),
        number("breach_months", gettext_noop("违约期间（月）"), high=24, unit="months"),
        flag("knows_secrets", gettext_noop("劳动者是否知悉商业秘密和保密事项")),
        flag("within_scope", gettext_noop("从事的业务是否在有效的范围、地域、期限之内")),
        flag("released", gettext_noop("因单位三个月未付补偿，竞业限制已被解除")),
        number(
            "unpaid_months",
            gettext_noop("劳动者从事竞争业务以前，单位未付补偿的月数"),
            high=24,
            unit="months",
        ),
    ),
    articles=(PENALTY, WHO, EXCESSIVE, UNPAID, STILL_BOUND, SCOPE, RETURN),
    formula=(
        gettext_noop("违约金（约定数额，过高的可请求减少）+ 违约期间已收的补偿（返还）"),
        gettext_noop("不知悉秘密的、不在有效范围内的、竞业限制已解除的，不承担"),
        gettext_noop("支付违约金后，单位要求的，仍应履行到期"),
    ),
    contested=(
        gettext_noop("违约金过高时减到多少，由裁审按损失、补偿数额和过错酌定"),
        gettext_noop(
            "单位三个月未付补偿、劳动者没有提出解除就从事竞争业务的，公布的案例多认为不再受约束"
        ),
    ),
    examples=({"agreed_penalty": "100000", "monthly_compensation": "9000", "breach_months": "4"},),
)
def non_compete_breach(facts: Facts, context: Context) -> Result:
    """The most a worker owes for competing, in yuan: agreed penalty and the compensation of that time.

    Zero with a conclusion where the clause does not bind him (解释（二） 第十三条; 解释（一） 第三十八条).
    """
    result = Result(amount=ZERO)
    if facts["released"] is None and (facts["unpaid_months"] or ZERO) >= RELEASING_MONTHS:
        return _unpaid(facts, result)
    for name, free, why, basis in (
        ("knows_secrets", False, gettext_noop("不知悉商业秘密，竞业限制条款不生效"), SCOPE),
        ("within_scope", False, gettext_noop("不在有效的范围、地域或者期限之内"), SCOPE),
        ("released", True, gettext_noop("竞业限制已经解除"), UNPAID),
    ):
        if facts[name] is free:
            result.line(why, ZERO, basis)
            result.conclusion = why
            return result
    penalty = facts["agreed_penalty"] or ZERO
    monthly, months = facts["monthly_compensation"] or ZERO, facts["breach_months"] or ZERO
    returned = monthly * months
    result.money(gettext_noop("约定的违约金"), penalty, PENALTY)
    result.money(gettext_noop("返还违约期间的补偿"), returned, RETURN, f"{monthly:f} × {months:f}")
    result.amount = penalty + returned
    result.warn(
        "non_compete_breach.excessive",
        gettext_noop("违约金过分高于损失的，劳动者可以请求减少；这里是约定的上限"),
    )
    result.change(
        "non_compete_breach.still-bound",
        gettext_noop("支付违约金后，单位要求的，仍应继续履行竞业限制"),
    )
    return result


def _unpaid(facts: Facts, result: Result) -> Result:
    """The clause that the employer has not paid for three months; who competes then owes nothing."""
    result.conclusion = gettext_noop("单位三个月未付补偿，劳动者不再受竞业限制约束")
    result.line(gettext_noop("单位未付补偿的月数"), facts["unpaid_months"], UNPAID)
    result.warn(
        "non_compete_breach.ask-first",
        gettext_noop("请劳动者尽早书面通知单位解除竞业限制：没有通知的，有的地方仍按未解除处理"),
    )
    return result
