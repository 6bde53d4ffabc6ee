"""法定退休日期 since 2025: the gradual table by formula, the flexible limits, the contribution years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhigong.kernel.period import add_months
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core.days import FIRST_YEAR
from zhigong.law.core.facts import Facts, Field, choice, day, day_of, number, refused
from zhigong.law.core.fields import remembered
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words

TABLE = article("RET", 1)
CONTRIBUTION = article("RET", 2)
FLEXIBLE = article("RET", 3)
FLEXIBLE_RULES = article("FLEX-RET")
END_OF_CONTRACT = article("LCLR", 21)
PENSION = article("LCL", 44, item=2)
FLEXIBLE_MONTHS = 36
OLDEST_BIRTH = 1900
REFORM = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Class:
    """One class of the table: old age, first birth month delayed, months of birth per month of delay, cap."""

    old_age: int
    first: date
    step: int
    most: int


CLASSES = {
    "man": Class(60, date(1965, 1, 1), 4, 36),
    "woman_55": Class(55, date(1970, 1, 1), 4, 36),
    "woman_50": Class(50, date(1975, 1, 1), 2, 60),
}
KINDS = {
    "man": gettext_noop("男职工（原六十周岁）"),
    "woman_55": gettext_noop("女职工，原五十五周岁退休（管理、技术岗位）"),
    "woman_50": gettext_noop("女职工，原五十周岁退休"),
}


def birth_field(name: str, *, required: bool = False) -> Field:
    """A day of birth from 1900 on; a month alone means its first day."""

    @remembered
    def read(raw: Any, field: str) -> date:
        try:
            return day_of(raw, field)
        except Refused as refusal:
            old = _old_birth(raw)
            if old is None:
                raise refusal from None
            return old

    return Field(name, "date", gettext_noop("出生日期"), read, required=required)


def kind_field(*, required: bool = False) -> Field:
    """The class of the table, under its own name or another."""
    return choice(
        "kind", gettext_noop("退休年龄类别"), KINDS, required=required,
        aliases=other_words("retirement_kinds"),
    )  # fmt: skip


def _old_birth(raw: Any) -> date | None:
    """A full day between 1900 and the first year other days may have."""
    try:
        found = date.fromisoformat(raw.strip()) if isinstance(raw, str) else None
    except ValueError:
        return None
    return found if found and OLDEST_BIRTH <= found.year < FIRST_YEAR else None


def delay_months(birth: date, kind: str) -> int:
    """Months of delay by month of birth (办法 第一条及附件): one for every 4 (or 2) months, capped."""
    row = CLASSES[kind]
    months = (birth.year - row.first.year) * 12 + birth.month - row.first.month
    return min(months // row.step + 1, row.most) if months >= 0 else 0


def statutory_date(birth: date, kind: str) -> date:
    """The day the statutory age is reached: birth + old age + delay in one step, month end if short."""
    return add_months(birth, CLASSES[kind].old_age * 12 + delay_months(birth, kind))


def contribution_years(year: int) -> Decimal:
    """Least contribution years for a monthly pension by year of retirement: 15, from 2030 +½ a year, 20."""
    return min(max(Decimal(15), Decimal(15) + Decimal(year - 2029) / 2), Decimal(20))


@rule(
    "retirement_date",
    title=gettext_noop("法定退休日期"),
    answer="date",
    fields=(
        birth_field("birth", required=True),
        kind_field(required=True),
        number(
            "contribution_years", gettext_noop("到退休时的养老保险累计缴费年限"), high=60,
            unit="years",
        ),
        day("chosen", gettext_noop("本人想选择的弹性退休之日")),
    ),
    articles=(TABLE, CONTRIBUTION, FLEXIBLE),
    formula=(
        gettext_noop("延迟月数 = （出生月份距起始月份的月数 ÷ 4 或 2，取整）+ 1，不超过36或60个月"),
        gettext_noop("起始出生月份：男1965年1月，原55周岁女职工1970年1月，原50周岁女职工1975年1月"),
        gettext_noop("退休日期 = 出生日期 + 原法定年龄 + 延迟月数，一步相加；当月没有该日的取月末"),
        gettext_noop("弹性提前最长三年且不低于原法定年龄，须达到最低缴费年限；弹性延迟最长三年"),
        gettext_noop("最低缴费年限：2029年及以前15年，2030年起每年加半年，2039年起20年"),
    ),
    contested=(
        gettext_noop("附件只列到月份；具体到日按出生日期对应日计算，是本系统的读法"),
        gettext_noop("特殊工种、因病完全丧失劳动能力的提前退休另有规定，不在此计算"),
        gettext_noop("女职工适用50还是55周岁，按岗位和当地规定认定，常有争议"),
    ),
    examples=(
        {"birth": "1965-01-17", "kind": "man"},
        {"birth": "1980-03-15", "kind": "woman_50", "contribution_years": "16"},
    ),
)  # fmt: skip
def retirement_date(facts: Facts, context: Context) -> Result:
    """The day of statutory retirement by 国务院关于渐进式延迟法定退休年龄的办法; refuses unknown kinds.

    ``items`` give the earliest and latest flexible days and the contribution years each needs.
    """
    birth, kind = facts["birth"], facts["kind"]
    row, delay = CLASSES[kind], delay_months(birth, kind)
    retires = statutory_date(birth, kind)
    result = Result(on=retires, date=retires)
    result.line(gettext_noop("原法定退休年龄（周岁）"), row.old_age, TABLE)
    result.line(gettext_noop("延迟月数"), delay, TABLE)
    age = row.old_age * 12 + delay
    result.line(gettext_noop("法定退休年龄（月）"), age, TABLE, f"{row.old_age} × 12 + {delay}")
    result.line(gettext_noop("达到法定退休年龄之日"), retires, TABLE)
    earliest, latest = _flexible(birth, row.old_age * 12, age)
    result.item("statutory", gettext_noop("法定退休日期"), date=retires, value=contribution_years(retires.year), basis=CONTRIBUTION)  # fmt: skip
    if latest > retires:
        result.item("earliest", gettext_noop("最早可弹性提前到"), date=earliest, value=contribution_years(earliest.year), basis=FLEXIBLE)  # fmt: skip
        result.item("latest", gettext_noop("最晚可协商延迟到"), date=latest, value=contribution_years(retires.year), basis=FLEXIBLE)  # fmt: skip
    _contributions(facts, result, retires, min(facts["chosen"] or earliest, retires))
    if facts["chosen"]:
        _check_choice(facts["chosen"], result, earliest, latest)
    result.change(
        "law.retirement.pension-drawn",
        gettext_noop("已经依法享受基本养老保险待遇的，劳动合同终止（劳动合同法第四十四条）"),
    )
    return result


def _flexible(birth: date, old_age: int, age: int) -> tuple[date, date]:
    """Earliest and latest day by choice; before 2025 there was none, and both are the statutory day."""
    retires = add_months(birth, age)
    if retires < REFORM:
        return retires, retires
    earliest = add_months(birth, max(age - FLEXIBLE_MONTHS, old_age))
    return earliest, add_months(birth, age + FLEXIBLE_MONTHS)


def _contributions(facts: Facts, result: Result, retires: date, early: date) -> None:
    """Whether the contribution years given are enough at the statutory day, and at an earlier one.

    ``early`` is the day chosen, or the earliest possible where none was chosen.
    """
    have: Decimal | None = facts["contribution_years"]
    needed = contribution_years(retires.year)
    result.line(gettext_noop("法定退休当年的最低缴费年限"), needed, CONTRIBUTION)
    if have is None:
        return
    result.line(gettext_noop("已有缴费年限"), have)
    if have < needed:
        result.warn(
            "law.retirement.years-short",
            gettext_noop("缴费年限还差 %(short)s 年，可按规定延长缴费或一次性缴费"),
            short=needed - have,
        )
    for_early = contribution_years(early.year)
    if have < for_early and early < retires:
        result.warn(
            "law.retirement.no-early",
            gettext_noop("选择弹性提前须达到所选时间对应年份的最低缴费年限（%(needed)s 年）"),
            needed=for_early,
        )


def _check_choice(chosen: date, result: Result, earliest: date, latest: date) -> None:
    if not earliest <= chosen <= latest:
        raise refused(
            "law.retirement.choice-outside",
            gettext_noop("所选日期 %(chosen)s 不在 %(earliest)s 至 %(latest)s 之间"),
            gettext_noop("弹性提前不得低于原法定年龄，提前和延迟都不超过三年"),
            chosen=chosen,
            earliest=earliest,
            latest=latest,
        )
    assert result.date is not None
    if chosen > result.date:
        result.change(
            "law.retirement.agree-later",
            gettext_noop("弹性延迟须单位与本人协商一致并提前书面确定，延迟期间劳动关系继续"),
        )
    elif chosen < result.date:
        result.change(
            "law.retirement.tell-earlier",
            gettext_noop("弹性提前由本人自愿选择，须提前三个月书面告知单位"),
        )
    result.item("chosen", gettext_noop("所选退休日期"), date=chosen, basis=FLEXIBLE_RULES)
