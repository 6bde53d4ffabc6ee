"""The rule ``group``: many workers with one demand, their representatives and what these may do."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result

TEN = article("LDMA", 7)
ARBITRATION = article("ARB-R", 62)  # the section on groups, 62 to 67
PRIORITY = article("ARB-R", 5)
COURT = article("CPL-I", 75)
COURT_REPRESENTATIVES = article("CPL-I", 78)
CONSENT = article("CPL", 56)
PARTLY = article("JI-1", 17)
MANY = 10
_REPRESENTATIVES = {"mediation": (3, 5), "arbitration": (3, 5), "court": (2, 5)}
_STAGES = {
    "mediation": gettext_noop("调解"),
    "arbitration": gettext_noop("仲裁"),
    "court": gettext_noop("诉讼"),
}


@rule(
    "group",
    title=gettext_noop("集体争议和代表人"),
    answer="value",
    fields=(
        read.whole("workers", gettext_noop("劳动者人数"), required=True, low=1, high=10_000_000),
        read.flag("common", gettext_noop("有共同请求")),
        read.choice("stage", gettext_noop("程序"), _STAGES),
        read.whole("representatives", gettext_noop("已推举的代表人数"), high=1000),
    ),
    articles=(TEN, ARBITRATION, COURT),
    formula=(
        gettext_noop("十人以上并有共同请求的，可以推举代表参加调解、仲裁或者诉讼"),
        gettext_noop(
            "仲裁推举三至五名代表，诉讼推举二至五名；代表人变更、放弃请求或者和解，须经被代表的人同意"
        ),
    ),
    contested=(gettext_noop("调解的代表人数法律没有规定，参照仲裁的三至五名"),),
    examples=({"workers": 48, "stage": "arbitration"},),
)
def group(facts: Facts, context: Context) -> Result:
    """``group`` from ten workers with a common demand, else ``ordinary``; with the limits.

    Without ``common`` the demands are taken as common. Nothing is refused: a wrong number of
    representatives is a warning, because they can be chosen anew.
    """
    stage = facts["stage"] or "arbitration"
    grouped = facts["workers"] >= MANY and facts["common"] is not False
    result = Result(value="group" if grouped else "ordinary", articles=(TEN,))
    result.line(gettext_noop("劳动者人数（满十人）"), facts["workers"], TEN)
    if not grouped:
        result.conclusion = gettext_noop("不足十人或者没有共同请求：各自申请，可以合并处理")
        return result
    low, high = _REPRESENTATIVES[stage]
    basis = COURT_REPRESENTATIVES if stage == "court" else ARBITRATION
    result.articles = (TEN, basis, CONSENT, PARTLY)
    result.item("least", gettext_noop("代表人最少"), value=low, basis=basis)
    result.item("most", gettext_noop("代表人最多"), value=high, basis=basis)
    result.conclusion = gettext_noop(
        "集体争议：推举代表人，优先立案、优先审理；保留每个人签名和各自金额的名册"
    )
    if stage == "arbitration":
        result.line(gettext_noop("应当由仲裁员组成仲裁庭（名）"), 3, ARBITRATION)
        result.articles = (*result.articles, PRIORITY)
    chosen = facts["representatives"]
    if chosen is not None and not low <= chosen <= high:
        result.warn(
            "law.group.representatives",
            gettext_noop("代表人应为 %(low)s 至 %(high)s 名，现为 %(chosen)s 名"),
            low=low,
            high=high,
            chosen=chosen,
        )
    result.warn(
        "law.group.consent",
        gettext_noop("代表人变更、放弃请求，承认对方请求或者和解，必须经被代表的劳动者同意"),
    )
    result.change(
        "law.group.partly",
        gettext_noop("部分人起诉的，裁决只对起诉的人不生效；没有起诉的人可以申请执行"),
    )
    return result
