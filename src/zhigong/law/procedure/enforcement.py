"""The rule ``enforcement``: which paper can be enforced, until when, and what may stop it."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.deadlines import due

EXECUTE = article("LDMA", 51)
TERM = article("CPL", 250)
CONTRACT_ONLY = article("JI-1", 51, paragraph=1)
SUSPENDED = article("JI-1", 25)
REFUSED = article("JI-1", 24)
PARTLY = article("JI-1", 16)
PRESERVED = article("JI-1", 49, paragraph=2)
LATE_INTEREST = article("CPL", 264)
_PAPERS = {
    "award": gettext_noop("生效的仲裁裁决书"),
    "final_award": gettext_noop("终局裁决书"),
    "arbitration_mediation": gettext_noop("仲裁调解书（含审查确认后制作的）"),
    "judicial_confirmation": gettext_noop("司法确认裁定"),
    "payment_order": gettext_noop("生效的支付令"),
    "judgment": gettext_noop("生效的判决书、法院调解书"),
    "advance_award": gettext_noop("先予执行裁决"),
    "mediation_agreement": gettext_noop("调解协议书"),
    "settlement": gettext_noop("自行和解协议、欠条"),
}
_PAPER_ONLY = frozenset({"mediation_agreement", "settlement"})


@rule(
    "enforcement",
    title=gettext_noop("强制执行"),
    answer="value",
    fields=(
        read.choice(
            "paper",
            gettext_noop("凭什么文书"),
            _PAPERS,
            required=True,
            aliases=other_words("papers"),
        ),
        read.day("perform_by", gettext_noop("文书规定履行期间的最后一日（分期的为最后一期）")),
        read.day("effective", gettext_noop("文书生效之日（未规定履行期间的）")),
        read.day("on", gettext_noop("以哪一天看")),
        read.many(read.day("interruptions", gettext_noop("申请执行、要求履行、同意履行之日"))),
        read.flag("setting_aside", gettext_noop("用人单位已申请撤销终局裁决")),
        read.flag("partly_sued", gettext_noop("有一方就裁决的部分事项起诉")),
        read.flag("refused", gettext_noop("法院裁定不予执行")),
        read.day("ruling", gettext_noop("收到不予执行裁定之日")),
        read.flag("preserved", gettext_noop("已采取财产保全")),
    ),
    articles=(EXECUTE, TERM),
    formula=(
        gettext_noop(
            "申请执行的期间为二年，自履行期间最后一日起算；未规定履行期间的，自文书生效之日起算"
        ),
        gettext_noop("申请执行、要求履行、同意履行使期间中断，重新计算"),
        gettext_noop("调解协议书、和解协议、欠条不能直接强制执行"),
    ),
    examples=(
        {"paper": "judicial_confirmation", "perform_by": "2024-05-31"},
        {"paper": "mediation_agreement"},
    ),
)
def enforcement(facts: Facts, context: Context) -> Result:
    """``enforceable``, ``not_enforceable``, ``suspended`` or ``expired``, with the last day."""
    result = Result(on=facts["perform_by"] or facts["effective"], articles=(EXECUTE, TERM))
    paper = facts["paper"]
    if paper in _PAPER_ONLY:
        result.articles = (CONTRACT_ONLY,)
        return _not(
            result,
            gettext_noop(
                "只有合同效力，不能直接强制执行：先仲裁审查、司法确认、申请支付令或者仲裁"
            ),
        )
    if facts["partly_sued"] and paper in ("award", "final_award"):
        result.articles = (PARTLY,)
        return _not(
            result,
            gettext_noop(
                "当事人就裁决的部分事项起诉的，裁决不发生法律效力（分别作出的终局裁决除外）"
            ),
        )
    if facts["refused"]:
        return _refused(facts, result)
    _term(facts, result)
    if facts["setting_aside"] and paper == "final_award":
        result.value = "suspended"
        result.articles = (SUSPENDED,)
        result.conclusion = gettext_noop(
            "用人单位申请撤销期间中止执行；其撤回或者被驳回的，恢复执行"
        )
    if facts["preserved"]:
        _preserved(facts, result)
    return result


def _not(result: Result, conclusion: str) -> Result:
    result.value, result.conclusion = "not_enforceable", conclusion
    return result


def _refused(facts: Facts, result: Result) -> Result:
    result.articles = (REFUSED,)
    if facts["ruling"]:
        last = due("T-NENF", facts["ruling"])
        result.date = last.due
        result.working.extend(last.working)
        result.warnings.extend(last.warnings)
    return _not(result, gettext_noop("裁决不予执行：可在收到裁定后三十日内就该争议起诉"))


def _term(facts: Facts, result: Result) -> None:
    """Two years from the last day of performance, anew from each interruption in time."""
    start = facts["perform_by"] or facts["effective"]
    if start is None:
        raise Refused(
            (
                read.missing_field(
                    "perform_by",
                    gettext_noop("约定或者判定的最后履行日（不知道的填文书生效之日 effective）"),
                ),
            )
        )
    last = due("T-ENF", start)
    for day in sorted(facts["interruptions"] or ()):
        if start < day <= last.due:
            result.line(gettext_noop("期间中断，自该日重新计算"), day, TERM)
            last = due("T-ENF", day)
    result.date = last.due
    result.working.extend(last.working)
    result.warnings.extend(
        note for note in last.warnings if note.code == "law.deadline.provisional"
    )
    late = facts["on"] is not None and facts["on"] > last.due
    result.value = "expired" if late else "enforceable"
    result.conclusion = (
        gettext_noop("申请执行的期间已过：仍可申请，但对方提出异议成立的，不予执行")
        if late
        else gettext_noop("可以向有管辖权的人民法院申请强制执行")
    )
    result.change(
        "law.enforcement.interest",
        gettext_noop("逾期履行金钱义务的，加倍支付迟延履行期间的债务利息"),
    )
    result.articles = (EXECUTE, TERM, LATE_INTEREST)


def _preserved(facts: Facts, result: Result) -> None:
    if facts["effective"]:
        last = due("T-PRES", facts["effective"])
        result.item(
            "preserved",
            gettext_noop("已保全的，最迟此日申请执行，否则解除保全"),
            date=last.due,
            basis=PRESERVED,
        )
