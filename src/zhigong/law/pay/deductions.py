"""扣工资: how much may be taken from a month's wage, and what must be given back."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, money, need
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words

LAWFUL = article("WPR", 15)
DAMAGE = article("WPR", 16)
DEPOSIT = article("LCL", 9)
RETURN = article("LCL", 84, paragraph=2)
HANDOVER = article("LCL", 50, paragraph=2)
AT_THE_END = article("WPR", 9)
ZERO, FIFTH = Decimal(0), Decimal("0.2")

REASONS = {
    "damage": gettext_noop("赔偿劳动者给单位造成的经济损失（有约定或依法）"),
    "tax": gettext_noop("代缴个人所得税"),
    "social_insurance": gettext_noop("代缴个人负担的社会保险费"),
    "court_order": gettext_noop("法院裁判要求代扣的抚养费、赡养费等"),
    "handover": gettext_noop("离职交接没有办完"),
    "fine": gettext_noop("罚款"),
    "deposit": gettext_noop("押金、服装费等收取的财物"),
    "other": gettext_noop("其他没有法律依据的扣款"),
}
LAWFUL_REASONS = frozenset({"tax", "social_insurance", "court_order"})


@rule(
    "deductions",
    title=gettext_noop("扣工资和收取财物"),
    answer="amount",
    fields=(
        choice(
            "reason",
            gettext_noop("扣款的理由"),
            REASONS,
            required=True,
            aliases=other_words("deduction_reasons"),
        ),
        money("deducted", gettext_noop("已扣或者收取的数额"), required=True),
        money("monthly_wage", gettext_noop("当月工资，用于赔偿损失的扣款上限")),
        money("minimum_wage", gettext_noop("当地月最低工资标准")),
        day("on", gettext_noop("扣款的时间（用于查最低工资）"), last=True),
    ),
    articles=(LAWFUL, DAMAGE, DEPOSIT, RETURN, HANDOVER, AT_THE_END),
    parameters=("min_wage_month", "wage_deduction_limit"),
    formula=(
        gettext_noop("赔偿损失：每月扣款不超过当月工资20%，扣后不低于最低工资；超过部分退还"),
        gettext_noop("个税、社保个人部分、法院裁判的抚养费赡养费：可以代扣"),
        gettext_noop("其他理由（罚款、交接、押金等）：全部退还"),
    ),
    contested=(gettext_noop("依依法制定的规章制度减发绩效是否属于扣工资，各地不一"),),
    examples=(
        {
            "reason": "damage",
            "deducted": "2000",
            "monthly_wage": "5000",
            "minimum_wage": "2330",
        },
        {"reason": "deposit", "deducted": "15200"},
    ),
)
def deductions(facts: Facts, context: Context) -> Result:
    """What of a deduction must be paid back, in yuan; ``maximum`` is what may be taken that month.

    Refuses a deduction for damage without the month's wage and the minimum wage of the place.
    """
    result = Result(on=facts["on"])
    deducted: Decimal = facts["deducted"]
    result.money(gettext_noop("已扣或者收取"), deducted)
    reason: str = facts["reason"]
    if reason in LAWFUL_REASONS:
        result.line(gettext_noop("可以代扣的款项"), REASONS[reason], LAWFUL)
        result.amount = ZERO
    elif reason == "damage":
        result.amount = max(deducted - _allowed(facts, context, result), ZERO)
    else:
        basis = {"deposit": RETURN, "handover": HANDOVER}.get(reason, LAWFUL)
        result.line(gettext_noop("没有法律依据，全部退还"), REASONS[reason], basis)
        result.maximum = ZERO
        result.amount = deducted
    return result


def _allowed(facts: Facts, context: Context, result: Result) -> Decimal:
    """The most that may be deducted for damage: a share of the wage (a fifth), and the minimum wage must be left."""
    need(facts, "monthly_wage")
    wage, minimum = facts["monthly_wage"], facts["minimum_wage"]
    if minimum is None:
        need(facts, "on")
        minimum = Decimal(context.row("min_wage_month", facts["on"]).value)
    row = context.find("wage_deduction_limit", facts["on"]) if facts["on"] else None
    share = Decimal(row.value) if row else FIFTH
    most = wage * share
    left = max(wage - minimum, ZERO)
    percent = f"{(share * 100).normalize():f}"
    result.money(
        gettext_noop("当月工资的 %(percent)s%%"),
        most,
        DAMAGE,
        f"{wage:f} × {percent}%",
        percent=percent,
    )
    result.money(
        gettext_noop("扣后须留最低工资，最多可扣"), left, DAMAGE, f"{wage:f} − {minimum:f}"
    )
    result.maximum = min(most, left)
    return result.maximum
