"""The rule ``venue``: which arbitration committee, court or mediation body is competent."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts, refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result

ARBITRATION = article("LDMA", 21, paragraph=2)
FIRST_ACCEPTED = article("ARB-R", 8)
COURT = article("JI-1", 3)
FIRST_SEIZED = article("JI-1", 4)
MEDIATION = article("LDMA", 10)
SETTING_ASIDE = article("LDMA", 49)
_STAGES = {
    "mediation": gettext_noop("调解"),
    "arbitration": gettext_noop("仲裁"),
    "court": gettext_noop("起诉"),
    "set_aside": gettext_noop("申请撤销终局裁决"),
}


@rule(
    "venue",
    title=gettext_noop("管辖"),
    answer="value",
    fields=(
        read.choice("stage", gettext_noop("程序"), _STAGES, required=True),
        read.text("performance", gettext_noop("劳动合同履行地（实际工作地）")),
        read.text("employer", gettext_noop("用人单位所在地（主要办事机构，没有的为登记地）")),
        read.text("residence", gettext_noop("劳动者经常居住地")),
        read.text("committee", gettext_noop("作出裁决的仲裁委员会所在地")),
        read.flag("both", gettext_noop("双方分别向两地申请或者起诉")),
    ),
    articles=(ARBITRATION, FIRST_ACCEPTED, COURT),
    formula=(
        gettext_noop("仲裁：劳动合同履行地或者用人单位所在地；双方分别申请的，由履行地管辖"),
        gettext_noop(
            "诉讼：用人单位所在地或者劳动合同履行地的基层人民法院；履行地不明确的，由用人单位所在地管辖"
        ),
        gettext_noop("调解没有法定管辖；申请撤销终局裁决，向仲裁委员会所在地的中级人民法院"),
    ),
    contested=(
        gettext_noop(
            "联调中心受理调解应与本区有联系（工作地、单位所在地、居住地或者移送），是本系统的做法"
        ),
    ),
    examples=({"stage": "arbitration", "performance": "510104", "employer": "510107"},),
)
def venue(facts: Facts, context: Context) -> Result:
    """The competent places (``value``), the preferred one first; refuses where none is known."""
    stage = facts["stage"]
    if stage == "set_aside":
        return _set_aside(facts)
    named = _places(facts, stage)
    places = [place for _, place, _ in named]
    result = Result(value=list(dict.fromkeys(places)))
    for what, place, basis in named:
        result.line(what, place, basis)
    result.articles = tuple(dict.fromkeys(basis for _, _, basis in named))
    result.conclusion = _CONCLUSIONS[stage]
    if facts["both"] and len(set(places)) > 1:
        _conflict(stage, places, result)
    if stage == "mediation":
        result.warn(
            "law.venue.mediation", gettext_noop("调解没有法定管辖，当事人可以选择愿意去的调解组织")
        )
    return result


_CONCLUSIONS = {
    "arbitration": gettext_noop(
        "可向上述任一地的劳动人事争议仲裁委员会申请；几个都有权的，由先受理的管辖"
    ),
    "court": gettext_noop("可向上述任一地的基层人民法院起诉"),
    "mediation": gettext_noop(
        "可到企业调解委员会、人民调解组织、乡镇街道调解组织或者区联调中心申请调解"
    ),
}


def _places(facts: Facts, stage: str) -> list[tuple[str, str, Article]]:
    basis = {"arbitration": ARBITRATION, "court": COURT, "mediation": MEDIATION}[stage]
    given = [
        (gettext_noop("劳动合同履行地"), facts["performance"], basis),
        (gettext_noop("用人单位所在地"), facts["employer"], basis),
    ]
    if stage == "mediation":
        given.append((gettext_noop("劳动者经常居住地"), facts["residence"], basis))
    found = [row for row in given if row[1]]
    if not found:
        raise refused(
            "law.venue.no-place",
            gettext_noop("没有可以确定管辖的地点"),
            gettext_noop(
                "请填写劳动合同履行地（performance）或者用人单位所在地（employer）；居住地不产生仲裁、诉讼管辖"
            ),
        )
    return found


def _conflict(stage: str, places: list[str], result: Result) -> None:
    if stage == "arbitration":
        result.value = [places[0]]
        result.line(gettext_noop("双方分别申请，由劳动合同履行地管辖"), places[0], ARBITRATION)
        result.conclusion = gettext_noop("由劳动合同履行地的劳动人事争议仲裁委员会管辖")
    elif stage == "court":
        result.articles = (*result.articles, FIRST_SEIZED)
        result.warn(
            "law.venue.first-seized",
            gettext_noop("双方就同一裁决分别起诉的，后受理的法院移送给先受理的法院"),
        )


def _set_aside(facts: Facts) -> Result:
    if not facts["committee"]:
        raise refused(
            "law.venue.no-committee",
            gettext_noop("缺少作出裁决的仲裁委员会所在地"),
            gettext_noop("请填写仲裁委员会所在地（committee）"),
        )
    result = Result(value=[facts["committee"]], articles=(SETTING_ASIDE,))
    result.line(gettext_noop("仲裁委员会所在地的中级人民法院"), facts["committee"], SETTING_ASIDE)
    result.conclusion = gettext_noop("只有用人单位可以申请撤销终局裁决")
    return result
