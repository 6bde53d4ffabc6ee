"""解除限制和三期保护: when an employer may not end, and until when the contract is prolonged by law."""

from __future__ import annotations

from datetime import date, timedelta

from zhigong.kernel.period import add_months, add_years
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, flag, refused, whole
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.person.retirement import birth_field, kind_field, statutory_date

HAZARD = article("LCL", 42, item=1)
INJURED = article("LCL", 42, item=2)
SICK = article("LCL", 42, item=3)
MOTHER = article("LCL", 42, item=4)
LONG_SERVICE = article("LCL", 42, item=5)
OTHER = article("LCL", 42, item=6)
PROLONGED = article("LCL", 45)
FAULT = article("LCL", 39)
UNION_POST = article("TUL", 19)
OLD_UNION_POST = article("TUL", 18)  # its number until the amendment of 2021
UNION_LAW_AMENDED = date(2022, 1, 1)
SERVICE_PERIOD = article("LCLR", 17)
INJURY_KEPT = article("WII", 36)
HAZARD_CHECK = article("JI-2", 17)
NO_OVERTIME_PREGNANT = article("FEM", 6, paragraph=2)
NO_OVERTIME_NURSING = article("FEM", 9, paragraph=1)
NURSING_HOUR = article("FEM", 9, paragraph=2)
NO_ENDING = article("FEM", 5)
WOMEN_TERM = article("WOMEN", 48)
WOMEN_LAW_REVISED = date(2023, 1, 1)
LEAVE = article("FEM", 7, paragraph=1)
CHECKS = article("FEM", 6, paragraph=3)
FORBIDDEN = article("FEM", 4)
HARASSMENT = article("FEM", 11)
UNLAWFUL = article("LCL", 48)
LONG_YEARS, NEAR_YEARS = 15, 5
PREGNANCY_DAYS, SEVEN_MONTHS_DAYS = (
    280,
    196,
)  # from the last period: 40 weeks; seven months of 28 days

GROUNDS = {
    "39": gettext_noop("第三十九条：试用期不合格、严重违纪等"),
    "40": gettext_noop("第四十条：医疗期满、不胜任、客观情况重大变化"),
    "41": gettext_noop("第四十一条：经济性裁员"),
    "expiry": gettext_noop("合同期满终止"),
    "mutual": gettext_noop("协商一致解除"),
}


@rule(
    "dismissal_protection",
    title=gettext_noop("不得解除、终止的情形（合同自动续延）"),
    answer="value",
    fields=(
        choice("ground", gettext_noop("单位解除或终止的理由"), GROUNDS, required=True),
        day("on", gettext_noop("解除或终止之日"), required=True, last=True),
        flag("hazard_check_missing", gettext_noop("接触职业病危害而没有做离岗前健康检查")),
        flag("suspected_disease", gettext_noop("疑似职业病，在诊断或医学观察期间")),
        whole("injury_grade", gettext_noop("工伤、职业病的伤残等级"), low=1, high=10),
        day("medical_period_until", gettext_noop("医疗期届满之日")),
        flag("pregnant", gettext_noop("是否怀孕")),
        day("nursing_until", gettext_noop("产期、哺乳期届满之日（子女满一周岁的前一日）")),
        day("hire", gettext_noop("入职本单位之日")),
        birth_field("birth"),
        kind_field(),
        day("union_post_until", gettext_noop("工会主席、副主席、委员任期届满之日")),
        day("bargaining_until", gettext_noop("集体协商代表职责期满之日")),
        day("service_period_until", gettext_noop("培训服务期届满之日")),
    ),
    articles=(HAZARD, INJURED, SICK, MOTHER, LONG_SERVICE, PROLONGED),
    formula=(
        gettext_noop("第四十二条各项：不得依第四十条、第四十一条解除；期满的续延至情形消失"),
        gettext_noop("连续工作满十五年且距法定退休不足五年：按入职、出生日期逐日计算"),
        gettext_noop("有第三十九条情形或协商一致的，不受第四十二条限制"),
        gettext_noop("五级、六级工伤不因期满终止；七级至十级期满可以终止并支付两项补助金"),
    ),
    contested=(
        gettext_noop("集体协商代表的保护出自《集体合同规定》和地方法规，范围各地不一"),
        gettext_noop("单位不知道怀孕、患病时解除的，多数仍认定违法，个别裁判不同"),
    ),
    examples=({"ground": "40", "on": "2026-03-01", "pregnant": True},),
)  # fmt: skip
def dismissal_protection(facts: Facts, context: Context) -> Result:
    """Whether 劳动合同法 第四十二条 (or a like rule) bars this ending on this day. No amount.

    ``value``: ``barred`` or ``not_barred``; ``date``: the last day to which the contract is prolonged, if known.
    """
    result = Result(on=facts["on"])
    hits = _hits(facts)
    for name, label, until, basis in hits:
        result.item(name, label, value="for", date=until, basis=basis)
        result.line(label, True, basis)
    free = facts["ground"] in ("39", "mutual")
    if facts["ground"] == "expiry":
        hits = [hit for hit in hits if _prolongs(hit[0], facts)]
    result.value = "barred" if hits and not free else "not_barred"
    if free and hits:
        result.warn(
            "law.protection.not-against-39",
            gettext_noop("第四十二条不限制第三十九条解除和协商一致解除，但须确有该情形"),
        )
    if result.value == "barred":
        _tell_consequence(facts, result, [until for _, _, until, _ in hits])
    return result


Hit = tuple[str, str, date | None, Article]


def _hits(facts: Facts) -> list[Hit]:
    """Every protected state that the facts show on the day."""
    found: list[Hit] = []
    if facts["hazard_check_missing"]:
        found.append(("hazard_check", gettext_noop("未进行离岗前职业健康检查"), None, HAZARD))
    if facts["suspected_disease"]:
        found.append(("suspected", gettext_noop("疑似职业病诊断或医学观察期间"), None, HAZARD))
    if facts["injury_grade"]:
        found.append(("injured", gettext_noop("工伤、职业病丧失或部分丧失劳动能力"), None, INJURED))  # fmt: skip
    if facts["pregnant"]:
        found.append(("pregnant", gettext_noop("孕期"), None, MOTHER))
    return found + _dated_hits(facts) + _long_service(facts)


def _dated_hits(facts: Facts) -> list[Hit]:
    """States that last until a day given."""
    on: date = facts["on"]
    dated: tuple[tuple[str, str, str, Article], ...] = (
        ("medical_period_until", "sick", gettext_noop("患病或非因工负伤，在医疗期内"), SICK),
        ("nursing_until", "nursing", gettext_noop("产期、哺乳期"), MOTHER),
        (
            "union_post_until",
            "union_post",
            gettext_noop("工会主席、副主席、委员任期内"),
            UNION_POST if on >= UNION_LAW_AMENDED else OLD_UNION_POST,
        ),
        ("bargaining_until", "bargaining", gettext_noop("集体协商代表履行职责期间"), OTHER),
        ("service_period_until", "service_period", gettext_noop("培训服务期未满"), SERVICE_PERIOD),
    )
    return [
        (name, label, facts[field], basis)
        for field, name, label, basis in dated
        if facts[field] is not None and on <= facts[field] and _counts(name, facts["ground"])
    ]  # fmt: skip


def _counts(name: str, ground: str) -> bool:
    """The training service period only prolongs an expired term; it bars no other ending."""
    return name != "service_period" or ground == "expiry"


def _long_service(facts: Facts) -> list[Hit]:
    """Fifteen full years here and under five years to the statutory age, on the day."""
    hire, birth, kind, on = facts["hire"], facts["birth"], facts["kind"], facts["on"]
    if hire is None or birth is None or kind is None:
        return []
    if on < hire:
        raise refused(
            "law.dates.end-before-start",
            gettext_noop("解除之日（%(on)s）早于入职（%(hire)s）"),
            gettext_noop("请核对两个日期"),
            on=on,
            hire=hire,
        )
    retires = statutory_date(birth, kind)
    served = add_years(hire, LONG_YEARS) <= on + timedelta(days=1)
    near = on < retires and add_months(retires, -12 * NEAR_YEARS) < on
    label = gettext_noop("连续工作满十五年，且距法定退休年龄不足五年")
    return [("long_service", label, retires, LONG_SERVICE)] if served and near else []


def _prolongs(name: str, facts: Facts) -> bool:
    """Whether a state prolongs a term that expires: an injury of grades 7–10 does not."""
    return name != "injured" or facts["injury_grade"] <= 6


def _tell_consequence(facts: Facts, result: Result, until: list[date | None]) -> None:
    known = [day_ for day_ in until if day_ is not None]
    if facts["ground"] == "expiry":
        result.line(gettext_noop("合同续延至相应情形消失时"), True, PROLONGED)
    if known and len(known) == len(until):
        result.date = max(known)
    if facts["injury_grade"] and facts["ground"] == "expiry":
        result.line(gettext_noop("一级至六级工伤的合同终止按工伤保险规定，不因期满终止"), True, INJURY_KEPT)  # fmt: skip
    if facts["hazard_check_missing"]:
        result.change(
            "law.protection.check-later",
            gettext_noop("单位在一审辩论终结前补做检查且未患职业病，或本人无理由拒绝检查的除外"),
        )
    result.change(
        "law.protection.unlawful",
        gettext_noop("仍然解除或终止的属违法，可以要求继续履行，或者要求二倍赔偿金"),
    )


@rule(
    "women_protection",
    title=gettext_noop("孕期、产期、哺乳期保护的起止日期"),
    answer="date",
    fields=(
        day("due", gettext_noop("预产期（尚未生育时）")),
        day("birth", gettext_noop("生育之日")),
        day("miscarriage", gettext_noop("流产之日")),
        whole("babies", gettext_noop("婴儿数"), low=1, high=10),
        whole("leave_days", gettext_noop("产假天数（见产假规则）"), high=500),
        day("leave_start", gettext_noop("开始休产假之日")),
        day("contract_end", gettext_noop("劳动合同约定的期满日"), last=True),
        day("on", gettext_noop("要判断的日期（如解除、安排加班之日）")),
        choice("ground", gettext_noop("单位解除或终止的理由"), GROUNDS),
    ),
    articles=(MOTHER, PROLONGED, NO_ENDING, NO_OVERTIME_PREGNANT, NO_OVERTIME_NURSING, NURSING_HOUR, CHECKS, FORBIDDEN, HARASSMENT),
    formula=(
        gettext_noop("哺乳期至子女满一周岁的前一日；合同在此前期满的，续延至该日"),
        gettext_noop("怀孕七个月以上和哺乳未满一周岁婴儿：不得延长劳动时间、安排夜班"),
        gettext_noop("哺乳时间每天一小时，多胞胎每多一个婴儿加一小时"),
        gettext_noop("劳动时间内的产前检查算劳动时间；不得安排附录所列的禁忌劳动；单位应当预防和制止性骚扰"),
    ),
    contested=(
        gettext_noop("怀孕七个月自预产期前84天（孕28周）起算，条文没有写明算法"),
        gettext_noop("流产的，保护到流产产假结束"),
        gettext_noop(
            "妇女权益保障法第四十八条把怀孕和产假期间的合同期限延续到产假结束；劳动合同法第四十五条延至哺乳期满，取较长者"
        ),
    ),
    examples=({"birth": "2025-06-10", "contract_end": "2025-12-31"},),
)  # fmt: skip
def women_protection(facts: Facts, context: Context) -> Result:
    """The last protected day, the bans on overtime and night work, nursing hours, and the prolonged term.

    ``date`` is the last protected day; ``value`` (with ``on``) ``protected`` or ``not_protected``.
    劳动合同法 第四十二、四十五条; 女职工劳动保护特别规定 第五至九条. Refuses without any of due, birth, miscarriage.
    """
    result = Result(on=facts["on"] or facts["contract_end"] or facts["birth"])
    first, last = _protected(facts, result)
    result.date = last
    result.line(gettext_noop("保护期最后一日"), last, MOTHER)
    result.item(
        "protected_until", gettext_noop("孕期、产期、哺乳期保护到"), date=last, basis=MOTHER
    )
    end: date | None = facts["contract_end"]
    if end is not None and end < last and (first is None or first <= end):
        result.line(gettext_noop("合同期满日"), end)
        result.line(gettext_noop("合同续延至"), last, PROLONGED)
        result.item("contract_until", gettext_noop("劳动合同续延至"), date=last, basis=PROLONGED)
    on: date | None = facts["on"]
    if on is not None:
        inside = (first is None or first <= on) and on <= last
        result.value = "protected" if inside else "not_protected"
        if facts["ground"] in ("39", "mutual"):
            result.warn(
                "law.protection.not-against-39",
                gettext_noop("第四十二条不限制第三十九条解除和协商一致解除，但须确有该情形"),
            )
    result.change(
        "law.protection.unlawful",
        gettext_noop("仍然解除或终止的属违法，可以要求继续履行，或者要求二倍赔偿金"),
    )
    return result


def _protected(facts: Facts, result: Result) -> tuple[date | None, date]:
    """First and last protected day (the first unknown without a due day)."""
    born: date | None = facts["birth"]
    due: date | None = facts["due"]
    lost: date | None = facts["miscarriage"]
    if lost is not None:
        days: int | None = facts["leave_days"]
        if days is None:
            raise refused(
                "law.field.missing",
                gettext_noop("流产的，缺少流产产假的天数（leave_days）"),
                gettext_noop("怀孕未满四个月为15天，满四个月为42天"),
            )
        begin = facts["leave_start"] or lost
        return None, begin + timedelta(days=max(days - 1, 0))
    if born is None and due is None:
        raise refused(
            "law.field.missing",
            gettext_noop("缺少生育之日、预产期或流产之日"),
            gettext_noop("请至少填写一个日期"),
        )
    if due is not None:
        seven = due - timedelta(days=PREGNANCY_DAYS - SEVEN_MONTHS_DAYS)
        result.item("no_overtime_from", gettext_noop("不得加班、夜班起（怀孕七个月）"), date=seven, basis=NO_OVERTIME_PREGNANT)  # fmt: skip
    first = due - timedelta(days=PREGNANCY_DAYS) if due is not None else None
    if born is None:
        assert due is not None
        result.warn(
            "law.protection.due-only",
            gettext_noop("按预产期推算，实际生育后以出生日期为准"),
        )
        born = due
    last = add_years(born, 1) - timedelta(days=1)
    hours = facts["babies"] or 1
    result.item("no_overtime_until", gettext_noop("不得加班、夜班至"), date=last, basis=NO_OVERTIME_NURSING)  # fmt: skip
    result.item("nursing_hours", gettext_noop("每天哺乳时间（小时）"), value=hours, basis=NURSING_HOUR)  # fmt: skip
    _leave_end(facts, result, born)
    return first, last


def _leave_end(facts: Facts, result: Result, born: date) -> None:
    """The end of maternity leave, to which the women's law prolongs the term in any case."""
    days: int | None = facts["leave_days"]
    if days:
        begin: date = facts["leave_start"] or born
        ends = begin + timedelta(days=days - 1)
        result.item("leave_until", gettext_noop("产假结束"), date=ends, basis=LEAVE)
        if result.on is None or result.on >= WOMEN_LAW_REVISED:
            result.line(gettext_noop("合同期满在产假内的，自动延续到产假结束"), ends, WOMEN_TERM)
