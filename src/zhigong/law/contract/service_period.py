"""服务期违约金: what a worker owes who leaves before the service period after paid training is over."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, money, number, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.ending.endings import ALIASES

TRAINING = article("LCL", 22, paragraph=1)
CEILING = article("LCL", 22, paragraph=2)
COSTS = article("LCLR", 16)
FORCED = article("LCLR", 26, paragraph=1)
FAULT = article("LCLR", 26, paragraph=2)
NO_OTHER = article("LCL", 25)
SPECIAL_BENEFIT = article("JI-2", 12)
ZERO = Decimal(0)

LEAVING = {
    "resignation": gettext_noop("劳动者提前辞职"),
    "worker_art38": gettext_noop("单位有过错，劳动者依第三十八条解除"),
    "art39": gettext_noop("劳动者有严重过错，单位解除"),
    "other": gettext_noop("单位以其他理由解除或者终止"),
}
PROFESSIONAL, ROUTINE, BENEFIT = "professional", "routine", "benefit"
TRAININGS = {
    PROFESSIONAL: gettext_noop("用专项培训费用进行的专业技术培训"),
    ROUTINE: gettext_noop("入职、岗前、安全等常规的职业培训"),
    BENEFIT: gettext_noop("不是培训：落户、住房、安家费等特殊待遇"),
}
_SPELLINGS = {said: ending for said, ending in ALIASES.items() if ending in LEAVING}


@rule(
    "service_period_penalty",
    title=gettext_noop("服务期违约金"),
    answer="amount",
    fields=(
        money("training_cost", gettext_noop("单位支付的专项培训费用（有凭证）"), required=True),
        money("wages_in_cost", gettext_noop("其中属于培训期间工资的部分（不得计入）")),
        number("total_months", gettext_noop("约定的服务期（月）"), required=True, high=840, unit="months"),
        number("served_months", gettext_noop("已履行的服务期（月）"), required=True, high=840, unit="months"),
        money("agreed_penalty", gettext_noop("约定的违约金数额")),
        choice("reason", gettext_noop("离开的原因"), LEAVING, aliases=_SPELLINGS),
        choice("training", gettext_noop("什么培训"), TRAININGS, aliases=other_words("trainings")),
    ),
    articles=(TRAINING, CEILING, COSTS, FORCED, FAULT, NO_OTHER),
    formula=(
        gettext_noop("上限 = 培训费用 × 未履行月数 ÷ 服务期月数；培训期间的工资不计入"),
        gettext_noop("违约金 = 约定数额与上限中较低的一个；约定数额不再按比例折减"),
        gettext_noop("劳动者依第三十八条解除的，不支付"),
    ),
    contested=(
        gettext_noop("入职培训、常规培训不算专项培训"),
        gettext_noop("落户、住房等特殊待遇不能约定违约金，可由裁审按损失、过错酌定赔偿（解释（二）第十二条）"),
    ),
    examples=(
        {"training_cost": "150000", "wages_in_cost": "60000", "total_months": 60, "served_months": 24},
        {"training_cost": "90000", "total_months": 60, "served_months": 24, "agreed_penalty": "50000"},
    ),
)  # fmt: skip
def service_period_penalty(facts: Facts, context: Context) -> Result:
    """The most a worker owes for leaving early, in yuan (劳动合同法 第二十二条).

    Refuses without a service period, and wages within the cost that exceed it.
    """
    result = Result()
    total, served = facts["total_months"], facts["served_months"]
    if not total:
        raise refused(
            "service_period_penalty.no-period",
            gettext_noop("没有约定服务期，不能要求服务期违约金"),
            gettext_noop("请填写约定的服务期月数"),
        )
    if facts["training"] in (ROUTINE, BENEFIT):
        return _no_training(facts["training"], result)
    if facts["reason"] in ("worker_art38", "other"):
        result.line(gettext_noop("离开的原因"), LEAVING[facts["reason"]], FORCED)
        result.amount = ZERO
        result.conclusion = gettext_noop("不属于劳动者违反服务期约定，不支付违约金")
        return result
    cost = _cost(facts, result)
    left = max(total - served, ZERO)
    share = cost * left / total
    result.line(gettext_noop("尚未履行的月数"), left, CEILING, f"{total:f} − {served:f}")
    result.money(
        gettext_noop("未履行部分应分摊的培训费用"),
        share,
        CEILING,
        f"{cost:f} × {left:f} ÷ {total:f}",
    )
    agreed = facts["agreed_penalty"]
    if agreed is not None:
        result.money(gettext_noop("约定的违约金"), agreed, CEILING)
        share = min(share, agreed)
    result.amount = share
    result.change(
        "service_period_penalty.forced",
        gettext_noop("因单位欠薪、未缴社保等依第三十八条解除的，不支付违约金"),
    )
    return result


def _no_training(training: str, result: Result) -> Result:
    """Nothing is owed for what is no professional training paid for (劳动合同法 第二十二条、第二十五条)."""
    result.line(gettext_noop("什么培训"), TRAININGS[training], TRAINING)
    result.amount = ZERO
    result.articles = (TRAINING, NO_OTHER)
    if training == ROUTINE:
        result.conclusion = gettext_noop("常规的职业培训是单位的义务，不能约定服务期违约金")
        return result
    result.conclusion = gettext_noop("特殊待遇不能约定服务期违约金")
    result.articles = (*result.articles, SPECIAL_BENEFIT)
    result.change(
        "service_period_penalty.benefit",
        gettext_noop("因劳动者违反诚信提前离开造成损失的，裁审可以按损失和过错酌定赔偿"),
    )
    return result


def _cost(facts: Facts, result: Result) -> Decimal:
    cost: Decimal = facts["training_cost"]
    wages: Decimal | None = facts["wages_in_cost"]
    if wages is None:
        result.money(gettext_noop("培训费用（不含培训期间工资）"), cost, COSTS)
        return cost
    if wages > cost:
        raise refused(
            "service_period_penalty.wages",
            gettext_noop("工资部分大于培训费用总额"),
            gettext_noop("请核对两个数额"),
        )
    result.money(
        gettext_noop("培训费用（不含培训期间工资）"), cost - wages, COSTS, f"{cost:f} − {wages:f}"
    )
    return cost - wages
