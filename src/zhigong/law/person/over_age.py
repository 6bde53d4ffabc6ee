"""超龄劳动者: which rules govern work after the statutory age, and by which way a dispute goes."""

from __future__ import annotations

from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, flag, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.person.retirement import birth_field, kind_field, statutory_date

SCOPE = article("OVERAGE", 2)
AGREEMENT = article("OVERAGE", 6)
ENDING = article("OVERAGE", 8)
HOURS = article("OVERAGE", 9)
WAGE_FLOOR = article("OVERAGE", 11)
PAY = article("OVERAGE", 12)
SAFETY = article("OVERAGE", 13)
INJURY = article("OVERAGE", 15)
DISPUTES = article("OVERAGE", 19)
COMPLAINT = article("OVERAGE", 20)
UNION = article("OVERAGE", 22)
FLEXIBLE = article("OVERAGE", 23)
FLEXIBLE_RET = article("RET", 3)
OLD_RULE = article("JI-1", 32, paragraph=1)
REPEAL = article("JI-2", 21)
PENSION_ENDS = article("LCL", 44, item=2)
AGE_ENDS = article("LCLR", 21)
IN_FORCE = date(2026, 7, 1)
REPEALED = date(2025, 9, 1)
JI_1 = date(2021, 1, 1)

RIGHTS = (
    ("agreement", gettext_noop("应当订立书面用工协议"), AGREEMENT),
    ("hours", gettext_noop("正常工时和休息；一般不安排加班，加班适用劳动法第四十一、四十二、四十四条"), HOURS),
    ("wage_floor", gettext_noop("提供正常劳动的，报酬不低于当地最低工资"), WAGE_FLOOR),
    ("pay", gettext_noop("货币形式、按约定足额，至少每月支付一次"), PAY),
    ("safety", gettext_noop("不得安排危害身心健康的劳动或者危险作业"), SAFETY),
    ("injury", gettext_noop("单位应当参加工伤保险；因工受伤按规定享受工伤保障"), INJURY),
    ("complaint", gettext_noop("加班、最低工资、工资支付可以向人社部门投诉"), COMPLAINT),
    ("union", gettext_noop("工会有权提出意见或要求纠正，支持帮助仲裁诉讼"), UNION),
)  # fmt: skip
LISTED = frozenset({"pay", "rest", "safety", "injury"})


@rule(
    "over_age_worker",
    title=gettext_noop("超龄劳动者适用什么规则"),
    answer="value",
    fields=(
        birth_field("birth", required=True),
        kind_field(required=True),
        day("on", gettext_noop("争议事实发生之日"), required=True),
        flag("pension_drawn", gettext_noop("是否已享受基本养老保险待遇或领取退休金")),
        flag("early_retired", gettext_noop("是否已按规定提前退休")),
        flag("flexible_delay", gettext_noop("是否在弹性延迟退休期间")),
        flag("managed", gettext_noop("是否受单位劳动管理、从事单位安排的有报酬的劳动")),
        choice(
            "issue",
            gettext_noop("争议事项"),
            {
                "pay": gettext_noop("劳动报酬（含加班工资）"),
                "rest": gettext_noop("休息休假"),
                "safety": gettext_noop("劳动安全卫生"),
                "injury": gettext_noop("工伤保障"),
                "severance": gettext_noop("经济补偿、赔偿金"),
                "double_wage": gettext_noop("未订协议的二倍工资"),
                "other": gettext_noop("其他"),
            },
        ),
    ),
    articles=(SCOPE, DISPUTES, FLEXIBLE, OLD_RULE, REPEAL),
    formula=(
        gettext_noop("未到法定退休年龄或在弹性延迟期间：劳动关系，适用全部劳动法律"),
        gettext_noop("2026-07-01起超过法定退休年龄、受管理的：适用超龄劳动者暂行规定"),
        gettext_noop("报酬、休息休假、劳动安全卫生、工伤保障的争议走调解仲裁，其他事项可以直接起诉"),
        gettext_noop("2026-07-01前的事实：按劳务关系处理"),
    ),
    contested=(
        gettext_noop("2025-09-01至2026-06-30之间旧规则已废止而新规定未施行，各地掌握不一"),
        gettext_noop("到龄而未享受养老保险待遇的，此前是否为劳动关系，各地不一"),
        gettext_noop("“休息休假”是否包括带薪年休假，规定没有写明"),
        gettext_noop("暂行规定没有写经济补偿、赔偿金和二倍工资，一般不支持"),
    ),
    examples=(
        {"birth": "1964-05-01", "kind": "man", "on": "2026-08-01", "issue": "pay"},
    ),
)  # fmt: skip
def over_age_worker(facts: Facts, context: Context) -> Result:
    """Which regime governs, and the way of the dispute. No amount.

    ``value``: ``labour_relation``, ``over_age``, ``labour_service``, ``civil``; ``route`` (beside it)
    ``arbitration`` or ``court``. 超龄劳动者基本权益保障暂行规定; 解释（一） 第三十二条第一款（2025-09-01废止）.
    """
    on: date = facts["on"]
    retires = statutory_date(facts["birth"], facts["kind"])
    if on < facts["birth"]:
        raise refused(
            "law.over-age.before-birth",
            gettext_noop("争议之日早于出生日期"),
            gettext_noop("请核对两个日期"),
        )
    result = Result(on=on)
    result.line(gettext_noop("达到法定退休年龄之日"), retires, article("RET", 1))
    over = on > retires or bool(facts["early_retired"])
    if not over or facts["flexible_delay"]:
        return _labour(result, facts)
    if facts["managed"] is False:
        result.value = "civil"
        result.line(gettext_noop("不受单位劳动管理：不适用暂行规定"), True, SCOPE)
        result.extra = {"route": "court"}
        return result
    if on >= IN_FORCE:
        return _new_rules(result, facts)
    return _before(result, facts, on)


def _labour(result: Result, facts: Facts) -> Result:
    result.value = "labour_relation"
    basis = FLEXIBLE if facts["flexible_delay"] else AGE_ENDS
    result.line(gettext_noop("未超过法定退休年龄，或在弹性延迟期间：劳动关系"), True, basis)
    result.extra = {"route": "arbitration"}
    if facts["pension_drawn"]:
        result.warn(
            "law.over-age.pension-drawn",
            gettext_noop(
                "已依法享受基本养老保险待遇的，劳动合同终止（劳动合同法第四十四条第二项）"
            ),
        )
    return result


def _new_rules(result: Result, facts: Facts) -> Result:
    """From 2026-07-01: the rights listed by the interim provisions, and the split way of disputes."""
    result.value = "over_age"
    result.articles = (SCOPE, DISPUTES)
    for name, label, basis in RIGHTS:
        result.item(name, label, value="for", basis=basis)
    if facts["managed"] is None:
        result.item("managed", gettext_noop("受单位劳动管理的证据"), value="missing", basis=SCOPE)
    issue: str | None = facts["issue"]
    route = None if issue is None else "arbitration" if issue in LISTED else "court"
    if route is not None:
        result.extra = {"route": route}
        result.line(
            gettext_noop("争议走调解仲裁") if route == "arbitration" else gettext_noop("其他事项：可以直接起诉"),
            True,
            DISPUTES,
        )  # fmt: skip
    if issue in ("severance", "double_wage"):
        result.warn(
            "law.over-age.not-named",
            gettext_noop("暂行规定没有规定经济补偿、赔偿金和二倍工资；可按协议约定主张"),
        )
        result.line(gettext_noop("用工终止的情形按协议和暂行规定"), True, ENDING)
    if issue == "injury":
        result.warn(
            "law.over-age.injury-measure",
            gettext_noop("超龄劳动者工伤保障办法另行制定，待遇标准以其为准"),
        )
    result.change(
        "law.over-age.flexible",
        gettext_noop("如在弹性延迟退休期间，则仍是劳动关系，可主张全部劳动权益"),
    )
    return result


def _before(result: Result, facts: Facts, on: date) -> Result:
    """Before 2026-07-01: labour service; told are the reasons for which some courts found otherwise."""
    result.value = "labour_service"
    result.extra = {"route": "court"}
    if on >= REPEALED:
        result.articles = (AGE_ENDS, OLD_RULE, REPEAL)
        result.line(gettext_noop("超过法定退休年龄，劳动合同终止：按劳务关系处理"), True, AGE_ENDS)
        result.warn(
            "law.over-age.gap",
            gettext_noop(
                "解释（一）第三十二条第一款自2025-09-01起废止，暂行规定自2026-07-01起施行："
                "其间的事实一般仍按劳务关系处理，也有按劳动关系处理的，请查本地裁判口径"
            ),
        )
    elif facts["pension_drawn"]:
        result.articles = (OLD_RULE,) if on >= JI_1 else (PENSION_ENDS,)
        result.line(gettext_noop("已享受养老保险待遇：按劳务关系处理"), True, result.articles[0])
    else:
        result.articles = (AGE_ENDS, OLD_RULE)
        result.line(gettext_noop("超过法定退休年龄，劳动合同终止：按劳务关系处理"), True, AGE_ENDS)
    if not facts["pension_drawn"]:
        _without_pension(result, facts)
    result.change(
        "law.over-age.injury-local",
        gettext_noop("因工受伤的，可否认定工伤按当时当地规定；2026-07-01后的事实适用暂行规定"),
    )
    return result


def _without_pension(result: Result, facts: Facts) -> None:
    """Who draws no pension was a worker to some courts: the law ends a contract by the pension, not by the age."""
    if facts["pension_drawn"] is None:
        result.item(
            "pension_drawn",
            gettext_noop("是否已享受基本养老保险待遇"),
            value="missing",
            basis=OLD_RULE,
        )
    result.warn(
        "law.over-age.no-pension",
        gettext_noop(
            "到龄而未享受养老保险待遇的，有的地方认定为劳动关系（劳动合同法第四十四条第二项"
            "以享受待遇为终止的条件）：可以先申请仲裁"
        ),
    )
