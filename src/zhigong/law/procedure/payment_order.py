"""The rules ``payment_order`` and ``advance_enforcement``: quick money before or beside an award."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.deadlines import due

ON_WAGES = article("LCL", 30, paragraph=2)
ON_AGREEMENT = article("LDMA", 16)
CONDITIONS = article("CPL", 225)
OBJECTION = article("JI-1", 13)
ADVANCE = article("LDMA", 44)
NO_SUIT = article("JI-1", 10)
_BASES = {
    "wages": gettext_noop("用人单位拖欠或者未足额支付劳动报酬"),
    "agreement": gettext_noop("调解协议约定期限内不履行"),
}
_CLAIMS = {
    "pay": gettext_noop("劳动报酬"),
    "injury_medical": gettext_noop("工伤医疗费"),
    "severance": gettext_noop("经济补偿"),
    "damages": gettext_noop("赔偿金"),
    "other": gettext_noop("其他"),
}
_CLAIM = read.choice(
    "claim",
    gettext_noop("请求的内容"),
    _CLAIMS,
    required=True,
    aliases=other_words("sums"),
)
_LISTED = frozenset(_CLAIMS) - {"other"}


@rule(
    "payment_order",
    title=gettext_noop("支付令"),
    answer="value",
    fields=(
        read.choice(
            "basis", gettext_noop("依据"), _BASES, required=True, aliases=other_words("bases")
        ),
        _CLAIM,
        read.flag("certain", gettext_noop("金额确定、已经到期")),
        read.flag("mutual", gettext_noop("双方还有其他债务纠纷")),
        read.flag("servable", gettext_noop("支付令能够送达对方")),
        read.flag("objected", gettext_noop("对方已经提出书面异议")),
        read.day("served", gettext_noop("对方收到支付令之日")),
    ),
    articles=(ON_WAGES, ON_AGREEMENT, CONDITIONS),
    formula=(
        gettext_noop(
            "拖欠劳动报酬，或者报酬、工伤医疗费、经济补偿、赔偿金的调解协议到期不履行，可申请支付令"
        ),
        gettext_noop("条件：金额确定并到期，双方没有其他债务纠纷，能够送达"),
        gettext_noop(
            "对方十五日内清偿或者异议；异议成立的，工资支付令之后先仲裁，协议支付令之后可直接起诉"
        ),
    ),
    examples=(
        {"basis": "agreement", "claim": "severance", "served": "2026-03-02"},
        {"basis": "wages", "claim": "pay", "objected": True},
    ),
)
def payment_order(facts: Facts, context: Context) -> Result:
    """Whether a payment order can be asked for (``yes``, ``no``), and what an objection means."""
    agreement = facts["basis"] == "agreement"
    basis = ON_AGREEMENT if agreement else ON_WAGES
    result = Result(on=facts["served"], articles=(basis, CONDITIONS))
    result.line(_BASES[facts["basis"]], _CLAIMS[facts["claim"]], basis)
    against = _against(facts, agreement, basis)
    result.value = "no" if against else "yes"
    for code, text, article_ in against:
        result.item(code, text, value="no", basis=article_)
    if against:
        result.conclusion = gettext_noop("不具备申请支付令的条件：申请调解或者仲裁")
        return result
    result.conclusion = gettext_noop("可以向有管辖权的基层人民法院申请支付令")
    if facts["objected"]:
        result.articles = (*result.articles, OBJECTION)
        result.conclusion = (
            gettext_noop("督促程序终结：可以依据调解协议直接起诉")
            if agreement
            else gettext_noop("督促程序终结：须先申请劳动仲裁")
        )
    elif facts["served"]:
        last = due("T-PO-D", facts["served"])
        result.date = last.due
        result.working.extend(last.working)
        result.warnings.extend(last.warnings)
        result.change("law.payment-order.no-objection", last.missed)
    return result


def _against(facts: Facts, agreement: bool, basis: Article) -> list[tuple[str, str, Article]]:
    """Every condition that is known not to be met."""
    allowed = _LISTED if agreement else {"pay"}
    found = []
    if facts["claim"] not in allowed:
        found.append(("claim", gettext_noop("该项请求不在可申请支付令的范围"), basis))
    if facts["certain"] is False:
        found.append(("certain", gettext_noop("金额不确定或者尚未到期"), CONDITIONS))
    if facts["mutual"]:
        found.append(("mutual", gettext_noop("双方有其他债务纠纷"), CONDITIONS))
    if facts["servable"] is False:
        found.append(("servable", gettext_noop("支付令不能送达对方"), CONDITIONS))
    return found


@rule(
    "advance_enforcement",
    title=gettext_noop("仲裁先予执行"),
    answer="value",
    fields=(
        _CLAIM,
        read.flag("clear", gettext_noop("权利义务关系明确"), required=True),
        read.flag("hardship", gettext_noop("不先予执行将严重影响生活"), required=True),
    ),
    articles=(ADVANCE,),
    formula=(
        gettext_noop(
            "追索报酬、工伤医疗费、经济补偿、赔偿金，权利义务明确且不先予执行将严重影响生活的，可以申请"
        ),
        gettext_noop("劳动者可以不提供担保；对先予执行裁决不能起诉"),
    ),
    examples=({"claim": "pay", "clear": True, "hardship": True},),
)
def advance_enforcement(facts: Facts, context: Context) -> Result:
    """Whether the tribunal may order payment in advance (``yes``, ``no``)."""
    result = Result(articles=(ADVANCE, NO_SUIT))
    met = facts["claim"] in _LISTED and facts["clear"] and facts["hardship"]
    result.line(gettext_noop("请求的内容"), _CLAIMS[facts["claim"]], ADVANCE)
    result.line(gettext_noop("权利义务关系明确"), facts["clear"], ADVANCE)
    result.line(gettext_noop("不先予执行将严重影响生活"), facts["hardship"], ADVANCE)
    result.value = "yes" if met else "no"
    result.conclusion = (
        gettext_noop("可以申请先予执行，劳动者可以不提供担保；由仲裁庭裁决，移送法院执行")
        if met
        else gettext_noop("不具备先予执行的条件")
    )
    return result
