"""What all injury benefits share: the grade's table, the own wage within its bounds, and who pays."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, Field, day, flag, money, refused, whole
from zhigong.law.core.fields import remembered
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context
from zhigong.law.core.result import Result, shown
from zhigong.law.core.synonyms import other_words

OWN_WAGE = article("WII", 64, paragraph=2)
OLD_OWN_WAGE = article("WII", 61, paragraph=3)  # the same rule's number until 2011
UNINSURED = article("WII", 62, paragraph=2)
UNDER_DECLARED = article("WII", 10, paragraph=2)
UNDER_DECLARED_SC = article("WII-SC", 42)
REVISED = date(2011, 1, 1)
LOWEST, HIGHEST = Decimal("0.6"), Decimal(3)
FUND, EMPLOYER = "fund", "employer"


GRADE = gettext_noop("劳动能力鉴定的伤残等级（一级最重，十级最轻）")


def grade_field(meaning: str = GRADE, *, required: bool = True) -> Field:
    """The grade of disability, 1 (gravest) to 10, in figures or as people say it (``九级``)."""
    number = whole("grade", meaning, low=1, high=10)

    @remembered
    def read(raw: Any, name: str) -> int:
        word = raw.strip() if isinstance(raw, str) else raw
        found: int = number.read(
            other_words("grades").get(word, word) if isinstance(word, str) else word, name
        )
        return found

    return Field(number.name, number.kind, number.meaning, read, required=required)


def wage_fields(*, required: bool = True) -> tuple[Field, ...]:
    """Own wage and the regional average that bounds it."""
    return (
        money(
            "own_wage",
            gettext_noop("本人工资：受伤前十二个月平均月缴费工资（应缴数）"),
            required=required,
        ),
        money("regional_average_wage", gettext_noop("统筹地区上年度职工月平均工资")),
    )


def payer_fields() -> tuple[Field, ...]:
    """When it happened, and whether the employer had insured the worker."""
    return (
        day("accident", gettext_noop("事故伤害发生之日，或者职业病诊断、鉴定之日")),
        flag("insured", gettext_noop("单位是否已为本人参加工伤保险")),
    )


@dataclass(frozen=True, slots=True)
class Grades:
    """The tables of one version: months of subsidy, per cents of allowance, by grade."""

    start: date
    subsidy: tuple[int, ...]
    allowance: tuple[int, ...]
    articles: tuple[int, ...]

    def article_of(self, grade: int) -> Article:
        """The article for a grade: 1–4, 5–6 or 7–10."""
        return article("WII", self.articles[(grade > 4) + (grade > 6)])


@cache
def _tables() -> dict[str, Any]:
    text = files("zhigong.law.injury").joinpath("grades.toml").read_text("utf8")
    return tomllib.loads(text)


VERSIONS = tuple(
    Grades(v["from"], tuple(v["subsidy"]), tuple(v["allowance"]), tuple(v["articles"]))
    for v in _tables()["version"]
)
UNLAWFUL_YEARS: tuple[int, ...] = tuple(_tables()["unlawful"]["years"])


def grades_on(on: date | None) -> Grades:
    """The version in force on a day (the newest without a day); refused before 2004-01-01."""
    found = None
    for version in VERSIONS:
        if on is None or version.start <= on:
            found = version
    if found is None:
        raise refused(
            "law.injury.before-2004",
            gettext_noop("%(on)s 早于《工伤保险条例》施行（2004-01-01），当时的规定未收录"),
            gettext_noop("请按事故发生时的企业职工工伤保险试行办法人工核对"),
            on=on,
        )
    return found


def bounded_wage(facts: Facts, context: Context, result: Result) -> Decimal:
    """Own wage, not under 60 % nor over 300 % of the regional average (工伤保险条例 第六十四条).

    Without an average, given or kept, the bounds are not tested and a warning says so.
    """
    own: Decimal = facts["own_wage"]
    basis = OWN_WAGE if result.on is None or result.on >= REVISED else OLD_OWN_WAGE
    result.money(gettext_noop("本人工资"), own, basis)
    average = regional_average(facts, context)
    if average is None:
        result.warn(
            "law.injury.bounds-not-tested",
            gettext_noop("未提供统筹地区职工平均工资，没有核对本人工资的60%下限和300%上限"),
        )
        return own
    low, high = average * LOWEST, average * HIGHEST
    wage = min(max(own, low), high)
    if wage < own:
        result.money(
            gettext_noop("高于平均工资300%，按上限计"), wage, basis, f"{shown(average)} × 3"
        )
    elif wage > own:
        result.money(
            gettext_noop("低于平均工资60%，按下限计"), wage, basis, f"{shown(average)} × 0.6"
        )
    return wage


def regional_average(facts: Facts, context: Context) -> Decimal | None:
    """The regional average given, else the row of the accident's day, else ``None``."""
    given: Decimal | None = facts["regional_average_wage"]
    if given is not None:
        if given == 0:
            raise refused(
                "law.injury.no-average",
                gettext_noop("统筹地区职工平均工资不能为零"),
                gettext_noop("请填写当地公布的数值，或者不填"),
            )
        return given
    accident = facts.get("accident")
    row = context.find("regional_avg_wage_month", accident) if accident else None
    return row.value if row is not None and isinstance(row.value, Decimal) else None


def under_declared_article(context: Context) -> Article:
    """Why the employer makes good what it under-declared: the duty to pay on full wages."""
    return UNDER_DECLARED_SC if context.place.startswith("51") else UNDER_DECLARED


def tell_payer(facts: Facts, result: Result, usual: str) -> str:
    """Who pays: ``usual`` where insured; the employer everything where not (第六十二条第二款)."""
    if facts["insured"] is False:
        result.line(gettext_noop("未参加工伤保险，由单位按规定项目和标准支付"), EMPLOYER, UNINSURED)
        result.change(
            "law.injury.joined-later",
            gettext_noop("单位参加并补缴保险费、滞纳金后，新发生的费用由基金和单位按规定分别支付"),
        )
        return EMPLOYER
    if facts["insured"] is None and usual == FUND:
        result.warn(
            "law.injury.insured-unknown",
            gettext_noop("未说明是否参加工伤保险：已参保由基金支付，未参保的全部由单位支付"),
        )
    return usual
