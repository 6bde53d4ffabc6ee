"""The rule ``mediation_agreement``: what an agreement is worth and how it becomes enforceable."""

from __future__ import annotations

from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts, refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.deadlines import due

EFFECT = article("LDMA", 14, paragraph=2)
CONTRACT_FORCE = article("JI-1", 51, paragraph=1)
DIRECT_SUIT = article("JI-1", 51, paragraph=2)
UNPERFORMED = article("LDMA", 15)
PAYMENT_ORDER = article("LDMA", 16)
REVIEW = article("ARB-R", 74)
NO_REVIEW = article("ARB-R", 75)
CONFIRMATION = article("CPL", 205)
PEOPLES = article("JI-1", 52)
NO_CONFIRMATION = article("JC-2011", 7)
_BODIES = {
    "enterprise": gettext_noop("企业劳动争议调解委员会"),
    "peoples": gettext_noop("依法设立的人民调解组织"),
    "township": gettext_noop("乡镇、街道具有劳动争议调解职能的组织"),
    "centre": gettext_noop("区联调中心（以其名下的调解组织盖章）"),
    "private": gettext_noop("双方自行和解，没有调解组织"),
}
_LAWFUL = frozenset({"enterprise", "peoples", "township", "centre"})
_CONTENTS = {
    "pay": gettext_noop("拖欠的劳动报酬"),
    "injury_medical": gettext_noop("工伤医疗费"),
    "severance": gettext_noop("经济补偿"),
    "damages": gettext_noop("赔偿金"),
    "other_payment": gettext_noop("其他金钱给付"),
    "duty": gettext_noop("出具证明、办理转移等非金钱义务"),
    "relation": gettext_noop("确认劳动关系或者身份"),
}
_ORDER_CONTENTS = frozenset({"pay", "injury_medical", "severance", "damages"})
_PAYMENTS = _ORDER_CONTENTS | {"other_payment"}


@rule(
    "mediation_agreement",
    title=gettext_noop("调解协议的效力和落实"),
    answer="items",
    fields=(
        read.choice(
            "body",
            gettext_noop("主持调解的组织"),
            _BODIES,
            required=True,
            aliases=other_words("bodies"),
        ),
        read.many(
            read.choice(
                "contents", gettext_noop("协议约定的内容"), _CONTENTS, aliases=other_words("sums")
            ),
            required=True,
        ),
        read.day("effective", gettext_noop("协议生效之日")),
        read.day("perform_by", gettext_noop("约定的最后履行日")),
        read.day("on", gettext_noop("以哪一天看")),
        read.flag("signed", gettext_noop("双方签名或者盖章、调解员签名")),
        read.flag("stamped", gettext_noop("加盖调解组织印章")),
        read.flag("performed", gettext_noop("已经履行")),
        read.flag("reviewed", gettext_noop("已经仲裁审查并制作调解书")),
        read.flag("confirmed", gettext_noop("法院已经司法确认")),
    ),
    articles=(EFFECT, CONTRACT_FORCE, REVIEW, CONFIRMATION, PAYMENT_ORDER),
    formula=(
        gettext_noop(
            "双方签名或者盖章、调解员签名并加盖调解组织印章后生效，具有合同约束力，不能直接强制执行"
        ),
        gettext_noop("生效后十五日内可共同申请仲裁审查；三十日内可共同申请司法确认；二者择一"),
        gettext_noop(
            "报酬、工伤医疗费、经济补偿、赔偿金到期不付的，可申请支付令；仅就报酬的协议可直接起诉"
        ),
    ),
    contested=(
        gettext_noop(
            "人民调解以外的调解组织主持的协议能否司法确认：民事诉讼法以依法设立的调解组织为准，法院掌握不一"
        ),
    ),
    examples=(
        {"body": "centre", "contents": ["pay", "severance"], "effective": "2026-01-20"},
        {
            "body": "peoples",
            "contents": ["pay"],
            "effective": "2026-01-20",
            "perform_by": "2026-03-31",
        },
    ),
)
def mediation_agreement(facts: Facts, context: Context) -> Result:
    """Whether the agreement binds, and by which ways it can be made enforceable until when.

    ``value`` lists the ways still open, the strongest first; refuses nothing but unreadable facts.
    """
    contents = frozenset(facts["contents"])
    if not contents:
        raise Refused((read.missing_field("contents", gettext_noop("协议约定的内容")),))
    result = Result(on=facts["effective"] or facts["perform_by"])
    if not _binds(facts, result):
        return result
    ways: list[str] = []
    _review(facts, contents, ways, result)
    _confirmation(facts, contents, ways, result)
    _after_breach(facts, contents, ways, result)
    result.value = ways
    result.articles = tuple(dict.fromkeys(item.basis for item in result.items if item.basis)) or (
        CONTRACT_FORCE,
    )
    _close(facts, result)
    return result


def _binds(facts: Facts, result: Result) -> bool:
    """An agreement without signature or stamp has not come into force."""
    if facts["body"] == "private":
        result.line(gettext_noop("没有调解组织：是双方的和解协议"), "", article("LDMA", 4))
        result.warn(
            "law.agreement.private",
            gettext_noop(
                "和解协议可以到调解组织审查，或者共同申请仲裁审查；直接申请司法确认、支付令的条件不具备"
            ),
        )
        return True
    if facts["signed"] is False or facts["stamped"] is False:
        result.value = []
        result.conclusion = gettext_noop(
            "协议尚未生效：缺少双方签名（盖章）、调解员签名或者调解组织印章"
        )
        result.articles = (EFFECT,)
        result.change(
            "law.agreement.complete", gettext_noop("补齐签名和印章之日起生效，各期限自该日起算")
        )
        return False
    result.line(gettext_noop("协议对双方有约束力"), _BODIES[facts["body"]], EFFECT)
    return True


def _open(facts: Facts, kind: str) -> tuple[bool, date | None]:
    """Whether the period of ``kind`` from the effective day is still open, and its last day."""
    if facts["effective"] is None:
        return True, None
    last = due(kind, facts["effective"]).due
    return facts["on"] is None or facts["on"] <= last, last


def _review(facts: Facts, contents: frozenset[str], ways: list[str], result: Result) -> None:
    still, last = _open(facts, "T-MREV")
    label = gettext_noop("共同申请仲裁审查，制作调解书（可强制执行）")
    if "relation" in contents or facts["confirmed"]:
        result.item("review", label, value="no", basis=NO_REVIEW)
    elif still:
        ways.append("review")
        result.item("review", label, value="yes", date=last, basis=REVIEW)
    else:
        result.item("review", label, value="expired", date=last, basis=REVIEW)


def _confirmation(facts: Facts, contents: frozenset[str], ways: list[str], result: Result) -> None:
    still, last = _open(facts, "T-JC")
    label = gettext_noop("共同申请司法确认（可强制执行）")
    if "relation" in contents or facts["body"] == "private" or facts["reviewed"]:
        result.item("confirmation", label, value="no", basis=NO_CONFIRMATION)
        return
    if facts["body"] == "peoples" and not contents <= _PAYMENTS:
        result.item("confirmation", label, value="no", basis=PEOPLES)
        result.warn(
            "law.agreement.payment-only",
            gettext_noop(
                "人民调解委员会主持的劳动争议调解协议，只有仅就给付义务达成的才可司法确认；建议改走仲裁审查"
            ),
        )
        return
    basis: Article = PEOPLES if facts["body"] == "peoples" else CONFIRMATION
    value = "yes" if still else "expired"
    if still:
        ways.append("confirmation")
    result.item("confirmation", label, value=value, date=last, basis=basis)


def _after_breach(facts: Facts, contents: frozenset[str], ways: list[str], result: Result) -> None:
    """What the worker can do when the agreement is not kept."""
    if facts["performed"]:
        return
    lawful = facts["body"] in _LAWFUL
    if lawful and contents & _ORDER_CONTENTS:
        ways.append("payment_order")
        result.item(
            "payment_order",
            gettext_noop("到期不付：持调解协议书向基层人民法院申请支付令"),
            value="yes",
            basis=PAYMENT_ORDER,
        )
    if lawful and contents == {"pay"}:
        ways.append("direct_suit")
        result.item(
            "direct_suit",
            gettext_noop("仅就劳动报酬达成协议：可按普通民事纠纷直接起诉"),
            value="yes",
            basis=DIRECT_SUIT,
        )
    ways.append("arbitration")
    result.item(
        "arbitration",
        gettext_noop("不履行：申请仲裁，协议可作为裁判根据"),
        value="yes",
        basis=UNPERFORMED,
    )


def _close(facts: Facts, result: Result) -> None:
    if facts["perform_by"] and facts["effective"] and facts["perform_by"] < facts["effective"]:
        raise refused(
            "law.agreement.perform-before-effective",
            gettext_noop("约定的最后履行日早于协议生效日"),
            gettext_noop("请核对两个日期"),
        )
    if facts["reviewed"] or facts["confirmed"]:
        result.conclusion = gettext_noop("已有可强制执行的文书：不履行的，可申请强制执行")
        if facts["perform_by"]:
            last = due("T-ENF", facts["perform_by"])
            result.date = last.due
            result.warnings.extend(last.warnings)
        return
    result.conclusion = gettext_noop(
        "协议有合同约束力，但不能直接强制执行：请从可行的途径中选择一种加固"
    )
    result.change(
        "law.agreement.unperformed",
        gettext_noop("逾期未履行的，仲裁时效自履行期满重新计算一年"),
    )
