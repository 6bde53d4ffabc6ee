"""The rule ``acceptability``: is it a labour dispute, and where to go if it is not."""

from __future__ import annotations

from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.deadlines import due
from zhigong.law.procedure.matters import ANSWER_LABELS, MATTER_LABELS, MATTERS, OVERAGE, Answer

SCOPE = article("LDMA", 2)
INSIDE = article("JI-1", 1)
OUTSIDE = article("JI-1", 2)
OVERAGE_FROM = date(2026, 7, 1)
OVERAGE_DISPUTES = article("OVERAGE", 19)
PENSION_DRAWN = article("JI-1", 32, paragraph=1)
PENSION_RULE_ENDED = date(2025, 9, 1)
RECOGNITION = article("WII", 17)
_SUBJECTS = {
    "pay": gettext_noop("劳动报酬"),
    "rest": gettext_noop("休息休假"),
    "safety": gettext_noop("劳动安全卫生"),
    "injury": gettext_noop("工伤保障"),
    "other": gettext_noop("其他（如终止用工、经济补偿）"),
}


@rule(
    "acceptability",
    title=gettext_noop("是否属于劳动争议"),
    answer="value",
    fields=(
        read.choice(
            "matter",
            gettext_noop("争议是什么"),
            MATTER_LABELS,
            required=True,
            aliases=other_words("matters"),
        ),
        read.day("on", gettext_noop("争议事实发生之日")),
        read.choice("subject", gettext_noop("超龄劳动者的争议内容"), _SUBJECTS),
        read.flag("pension", gettext_noop("已经领取养老金或者退休金")),
        read.flag("recognised", gettext_noop("工伤已经认定")),
        read.day("accident", gettext_noop("事故发生之日")),
        read.flag("admitted", gettext_noop("单位承认是工伤")),
    ),
    articles=(SCOPE, INSIDE, OUTSIDE),
    formula=(
        gettext_noop(
            "用人单位与劳动者之间因劳动关系、合同、解除、工时休假、社会保险、报酬等发生的争议，属于劳动争议"
        ),
        gettext_noop(
            "社会保险金发放、伤残鉴定异议、家庭雇佣、个体工匠帮工、农村承包户雇工等，不属于劳动争议"
        ),
        gettext_noop(
            "超龄劳动者自2026年7月1日起：报酬、休息休假、安全卫生、工伤保障走劳动争议程序，其他为民事"
        ),
    ),
    contested=(
        gettext_noop("2026年7月1日以前的超龄用工争议，各地处理不一"),
        gettext_noop("不完全符合确立劳动关系情形的，请求按协议或者民事处理；联调中心可以受理调解"),
        gettext_noop("诉讼中增加的独立请求须先仲裁，与争议不可分的合并审理（解释（一）第十四条）"),
    ),
    examples=(
        {"matter": "wages"},
        {"matter": "insurance_arrears"},
        {"matter": "overage", "subject": "pay", "on": "2026-08-01"},
    ),
)
def acceptability(facts: Facts, context: Context) -> Result:
    """Where the matter belongs (``value``), why, and where to go; refuses an over-age case undated."""
    if facts["matter"] == OVERAGE:
        return _overage(facts)
    matter = MATTERS[facts["matter"]]
    result = Result(
        on=facts["on"], value=matter.answer.value, conclusion=ANSWER_LABELS[matter.answer]
    )
    result.line(gettext_noop("争议事项"), matter.label, matter.basis)
    result.articles = (matter.basis, *(SCOPE,) * (matter.basis != SCOPE))
    result.item("go_to", matter.go_to)
    if matter.mind:
        result.warn("law.acceptability.mind", matter.mind)
    if facts["matter"] == "injury_benefits":
        _injury(facts, result)
    return result


def _overage(facts: Facts) -> Result:
    """Workers over the age: since July 2026 four subjects go the labour way, the rest is civil."""
    if facts["on"] is None:
        raise refused(
            "law.acceptability.overage-date",
            gettext_noop(
                "超龄劳动者的争议要看事实发生在2026年7月1日之前还是之后，缺少发生之日（on）"
            ),
            gettext_noop("请填写争议事实发生之日"),
        )
    result = Result(on=facts["on"])
    if facts["on"] >= OVERAGE_FROM:
        subject = facts["subject"]
        if subject is None:
            raise Refused((read.missing_field("subject", gettext_noop("超龄劳动者的争议内容")),))
        answer = Answer.CIVIL if subject == "other" else Answer.LABOUR
        result.line(gettext_noop("争议内容"), _SUBJECTS[subject], OVERAGE_DISPUTES)
        result.articles = (OVERAGE_DISPUTES, SCOPE)
    else:
        drawn = bool(facts["pension"])
        answer = Answer.CIVIL
        ended = facts["on"] >= PENSION_RULE_ENDED
        basis = SCOPE if ended else PENSION_DRAWN
        result.line(gettext_noop("已经领取养老金或者退休金"), drawn, basis)
        result.articles = (basis,)
        result.warn(
            "law.acceptability.overage-before",
            gettext_noop(
                "2026年7月1日以前的超龄用工一般按劳务关系处理；未领养老金的，也有地方认定劳动关系，可以先申请仲裁"
            ),
        )
    result.value, result.conclusion = answer.value, ANSWER_LABELS[answer]
    return result


def _injury(facts: Facts, result: Result) -> None:
    """Benefits presuppose recognition, except where the employer admits the injury."""
    if facts["recognised"] is not False or facts["admitted"]:
        return
    result.conclusion = gettext_noop("未经工伤认定，工伤保险待遇的请求不会得到支持：先申请工伤认定")
    result.articles = (*result.articles, RECOGNITION)
    if facts["accident"]:
        last = due("T-INJ-W", facts["accident"])
        result.item(
            "recognition",
            gettext_noop("职工、近亲属或者工会申请工伤认定的最后一日"),
            date=last.due,
            basis=RECOGNITION,
        )
        result.warnings.extend(last.warnings)
    result.change(
        "law.acceptability.civil-injury",
        gettext_noop("超过一年未申请认定的，可以考虑提起人身损害赔偿诉讼"),
    )
