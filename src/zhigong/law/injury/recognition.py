"""工伤认定: is the application still in time, what speaks for and against, who bears the cost of delay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from zhigong.kernel.period import add_years
from zhigong.kernel.text import gettext_noop
from zhigong.law.calendar import shift_to_working_day
from zhigong.law.core.facts import Facts, choice, day, flag, refused, whole
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words

EMPLOYER_TERM = article("WII", 17, paragraph=1)
WORKER_TERM = article("WII", 17, paragraph=2)
DELAY_COSTS = article("WII", 17, paragraph=4)
IS_INJURY = article("WII", 14)
LIKE_INJURY = article("WII", 15)
EXCLUDED = article("WII", 16)
BURDEN = article("WII", 19, paragraph=2)
EMPLOYER_DAYS = 30

CIRCUMSTANCES: dict[str, tuple[str, Any]] = {
    "at_work": (gettext_noop("在工作时间和工作场所内，因工作原因受到事故伤害"), IS_INJURY),
    "before_after": (gettext_noop("工作时间前后在工作场所内从事预备性或收尾性工作受伤"), IS_INJURY),
    "violence": (gettext_noop("在工作时间和场所内因履行职责受到暴力等意外伤害"), IS_INJURY),
    "disease": (gettext_noop("患职业病"), IS_INJURY),
    "trip": (gettext_noop("因工外出期间由于工作原因受伤或下落不明"), IS_INJURY),
    "commute": (gettext_noop("上下班途中受到非本人主要责任的交通事故伤害"), IS_INJURY),
    "sudden": (
        gettext_noop("在工作时间和岗位突发疾病死亡，或者48小时内经抢救无效死亡"),
        LIKE_INJURY,
    ),
    "rescue": (gettext_noop("在抢险救灾等维护国家利益、公共利益活动中受伤"), LIKE_INJURY),
    "veteran": (gettext_noop("因战、因公负伤的革命伤残军人旧伤复发"), LIKE_INJURY),
}


@rule(
    "injury_recognition",
    title=gettext_noop("工伤认定：期限和要点"),
    answer="value",
    fields=(
        day("accident", gettext_noop("事故之日，或者职业病诊断、鉴定之日"), required=True),
        choice(
            "circumstance",
            gettext_noop("受伤的情形"),
            {key: label for key, (label, _) in CIRCUMSTANCES.items()},
            aliases=other_words("circumstances"),
        ),
        day("employer_applied", gettext_noop("单位提出工伤认定申请之日")),
        day("worker_applied", gettext_noop("本人、近亲属或工会提出申请之日")),
        day("on", gettext_noop("看期限的日期（尚未申请时）")),
        whole("excluded_days", gettext_noop("不计入申请期限的天数（确认劳动关系的仲裁诉讼等）"), high=3650),
        flag("main_fault", gettext_noop("交通事故中本人是否负主要或者全部责任")),
        flag("crime", gettext_noop("是否因故意犯罪受伤")),
        flag("drunk", gettext_noop("是否醉酒或者吸毒")),
        flag("self_harm", gettext_noop("是否自残或者自杀")),
        flag("employer_admits", gettext_noop("单位是否承认是工伤")),
    ),
    articles=(EMPLOYER_TERM, WORKER_TERM, DELAY_COSTS, IS_INJURY, LIKE_INJURY, EXCLUDED, BURDEN),
    formula=(
        gettext_noop("单位：事故之日起30日内；本人、近亲属、工会：一年内"),
        gettext_noop("单位逾期申请的，到受理前发生的待遇费用由单位负担"),
        gettext_noop("不是工伤由单位举证"),
    ),
    contested=(
        gettext_noop("期限届满日遇休息日，条例没有写明，按民法典第二百零三条顺延并提示"),
        gettext_noop("认定由社会保险行政部门作出，这里只列期限和要点，不作结论"),
    ),
    examples=({"accident": "2022-03-30", "on": "2023-09-01"},),
)  # fmt: skip
def injury_recognition(facts: Facts, context: Context) -> Result:
    """Whether the application is in time, and the points for and against. Days; no verdict on the injury.

    ``value``: ``in_time``, ``late``, ``open`` (not yet applied, still possible). 工伤保险条例 第十四至十七、十九条.
    """
    accident: date = facts["accident"]
    _refuse_before_accident(facts)
    lost = timedelta(days=facts["excluded_days"] or 0)
    counted = add_years(accident, 1) + lost
    employer_last = shift_to_working_day(accident + timedelta(days=EMPLOYER_DAYS) + lost)
    worker_last = shift_to_working_day(counted)
    result = Result(on=accident, date=worker_last)
    result.line(gettext_noop("单位申请的最后一日"), employer_last, EMPLOYER_TERM)
    result.line(gettext_noop("本人、近亲属、工会申请的最后一日"), worker_last, WORKER_TERM)
    result.value = _timeliness(facts, result, employer_last, worker_last)
    if worker_last != counted:
        result.warn(
            "law.injury.last-day-rest",
            gettext_noop("最后一日 %(day)s 是休息日，按民法典顺延；条例没有写明，请提前申请"),
            day=counted,
        )
    _points(facts, result)
    result.line(gettext_noop("单位不认为是工伤的，由单位举证"), True, BURDEN)
    return result


def _refuse_before_accident(facts: Facts) -> None:
    for name in ("employer_applied", "worker_applied", "on"):
        if facts[name] is not None and facts[name] < facts["accident"]:
            raise refused(
                "law.injury.before-accident",
                gettext_noop("“%(field)s”早于事故之日"),
                gettext_noop("请核对两个日期"),
                name=name,
            )


def _timeliness(facts: Facts, result: Result, employer_last: date, worker_last: date) -> str:
    employer: date | None = facts["employer_applied"]
    worker: date | None = facts["worker_applied"]
    if employer is not None and employer <= employer_last:
        return "in_time"
    applied = min((d for d in (employer, worker) if d is not None), default=None)
    asked = applied or facts["on"]
    if asked is not None and asked > employer_last:
        result.line(gettext_noop("单位逾期：此期间符合规定的待遇费用由单位负担"), True, DELAY_COSTS)
    if applied is not None and applied <= worker_last:
        return "in_time"
    if applied is None and (asked is None or asked <= worker_last):
        return "open"
    result.warn(
        "law.injury.too-late",
        gettext_noop("超过一年未申请认定，工伤保险待遇的仲裁请求难以得到支持"),
    )
    result.change(
        "law.injury.tort-instead",
        gettext_noop("不能认定工伤的，可以另行主张人身损害赔偿；单位承认工伤的，可凭证据主张待遇"),
    )
    return "late"


def _points(facts: Facts, result: Result) -> None:
    """What speaks for recognition and what against, and what is still to be shown."""
    found = facts["circumstance"]
    if found is None:
        result.item(
            "circumstance", gettext_noop("受伤情形尚未说明"), value="missing", basis=IS_INJURY
        )
    else:
        label, basis = CIRCUMSTANCES[found]
        result.item(f"circumstance.{found}", label, value="for", basis=basis)
    if found == "commute":
        fault = {True: "against", False: "for", None: "missing"}[facts["main_fault"]]
        result.item("main_fault", gettext_noop("交通事故责任认定（本人非主要责任）"), value=fault, basis=IS_INJURY)  # fmt: skip
    for name, label in (
        ("crime", gettext_noop("故意犯罪")),
        ("drunk", gettext_noop("醉酒或者吸毒")),
        ("self_harm", gettext_noop("自残或者自杀")),
    ):
        if facts[name]:
            result.item(name, label, value="against", basis=EXCLUDED)
    result.conclusion = _conclusion(facts)
    if facts["employer_admits"]:
        result.item("employer_admits", gettext_noop("单位承认是工伤"), value="for", basis=BURDEN)


def _conclusion(facts: Facts) -> str:
    """What the facts told come to, if they are as told; the decision is the authority's."""
    found = facts["circumstance"]
    if facts["crime"] or facts["drunk"] or facts["self_harm"]:
        return gettext_noop("所填事实有不得认定为工伤的情形，由社会保险行政部门决定")
    if found is None:
        return ""
    if found == "commute" and facts["main_fault"] is not False:
        return (
            gettext_noop("本人负事故主要责任的，不属于应当认定工伤的情形，由社会保险行政部门决定")
            if facts["main_fault"]
            else gettext_noop("须由交通事故责任认定证明本人不负主要责任，才属于应当认定工伤的情形")
        )
    if CIRCUMSTANCES[found][1] == LIKE_INJURY:
        return gettext_noop("所填事实属于视同工伤的情形，由社会保险行政部门认定")
    return gettext_noop("所填事实属于应当认定工伤的情形，由社会保险行政部门认定")
