"""解除或终止时的两项补助金: medical subsidy and employment subsidy for grades 5 to 10."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, flag, money, need, number, ratio, refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.core.synonyms import other_words
from zhigong.law.injury.own_wage import (
    EMPLOYER,
    FUND,
    REVISED,
    grade_field,
    payer_fields,
    tell_payer,
)
from zhigong.law.person.retirement import birth_field, kind_field, statutory_date

SEVERE = article("WII", 35)
MIDDLE = article("WII", 36, paragraph=2)
LIGHT = article("WII", 37, item=2)
LAWFUL_END = article("LCLR", 23)
NEAR_RETIREMENT_SC = article("WII-SC", 35)
NEAR_MONTHS = 60
MEDICAL, EMPLOYMENT = "medical", "employment"


@rule(
    "injury_ending_subsidies",
    title=gettext_noop("一次性工伤医疗补助金和伤残就业补助金"),
    answer="amount",
    fields=(
        grade_field(),
        day("ended", gettext_noop("解除或终止劳动关系之日"), last=True),
        choice(
            "ending",
            gettext_noop("怎样离开"),
            {
                "worker": gettext_noop("本人提出解除"),
                "expiry": gettext_noop("合同期满终止"),
                "employer": gettext_noop("单位依法解除或终止"),
                "fault": gettext_noop("因单位违法，本人提出解除"),
            },
            aliases=other_words("leavings"),
        ),
        money("regional_average_wage", gettext_noop("计算基数：统筹地区上年度职工月平均工资")),
        money("own_wage", gettext_noop("本人工资（广东等以它为基数的地方）")),
        number("medical_months", gettext_noop("当地规定的医疗补助金月数"), high=100),
        number("employment_months", gettext_noop("当地规定的就业补助金月数"), high=100),
        birth_field("birth"),
        kind_field(),
        ratio("employment_ratio", gettext_noop("距退休不足五年时当地规定的支付比例（0至1）")),
        ratio("medical_ratio", gettext_noop("医疗补助金也递减的省份规定的比例（0至1）")),
        *payer_fields(),
        flag("agreed_once", gettext_noop("是否已经领取过本次工伤的这两项补助金")),
    ),
    articles=(MIDDLE, LIGHT, LAWFUL_END, NEAR_RETIREMENT_SC),
    parameters=(
        *(f"injury_medical_months_{grade}" for grade in range(5, 11)),
        *(f"injury_employment_months_{grade}" for grade in range(5, 11)),
        *(f"injury_medical_sum_{grade}" for grade in range(5, 11)),
        *(f"injury_employment_sum_{grade}" for grade in range(5, 11)),
        "injury_subsidy_base",
        "regional_avg_wage_month",
        "injury_near_retirement_ratio",
    ),
    formula=(
        gettext_noop("医疗补助金 = 基数 × 当地规定月数，由基金支付"),
        gettext_noop("就业补助金 = 基数 × 当地规定月数，由单位支付"),
        gettext_noop("当地按定额规定的（如江苏）用定额；以本人工资为基数的（如广东）用本人工资"),
        gettext_noop("五级、六级限本人提出；七级至十级为合同期满或本人提出"),
        gettext_noop("单位依法解除、终止工伤职工合同的，另付经济补偿（实施条例第二十三条）"),
    ),
    contested=(
        gettext_noop("月数、基数由省级政府规定；未录入的地区请填写当地数值，否则不计算"),
        gettext_noop("距退休不足五年的递减办法由各省规定；因单位违法而解除的不递减（四川）"),
    ),
    examples=(
        {
            "grade": 9,
            "regional_average_wage": "8000",
            "medical_months": 6,
            "employment_months": 10,
        },
    ),
)
def injury_ending_subsidies(facts: Facts, context: Context) -> Result:
    """Both subsidies when the relation ends, months as the province sets them. Yuan.

    工伤保险条例 第三十六条第二款、第三十七条第（二）项. Refuses grades 1–4 (the relation is kept), expiry
    for grades 5–6, and any month or base neither given nor kept as a row.
    """
    grade, ended = facts["grade"], facts["ended"]
    _refuse_no_right(facts)
    basis = MIDDLE if grade <= 6 else LIGHT
    result = Result(on=ended)
    result.articles = (basis, LAWFUL_END) if facts["ending"] == "employer" else (basis,)
    payer = tell_payer(facts, result, FUND)
    medical, employment = _sums(facts, context, result, basis)
    ratio = _near_retirement_ratio(facts, context, result)
    if ratio is not None:
        employment *= ratio
        result.money(
            gettext_noop("距退休不足五年，按比例支付"), employment, NEAR_RETIREMENT_SC,
            f"× {shown(ratio)}",
        )  # fmt: skip
    result.item(MEDICAL, gettext_noop("一次性工伤医疗补助金"), amount=medical, basis=basis, payer=payer)  # fmt: skip
    result.item(EMPLOYMENT, gettext_noop("一次性伤残就业补助金"), amount=employment, basis=basis, payer=EMPLOYER)  # fmt: skip
    result.amount = medical + employment
    _notes(facts, result)
    return result


def _sums(
    facts: Facts, context: Context, result: Result, basis: Article
) -> tuple[Decimal, Decimal]:
    """Both subsidies before any reduction of the second: sums fixed by the place, else months of the base."""
    fixed = [_fixed(facts, context, kind) for kind in (MEDICAL, EMPLOYMENT)]
    base = None
    if None in fixed:
        base = _base(facts, context)
        result.money(gettext_noop("计算基数"), base, basis)
    medical, employment = (
        given if given is not None else (base or Decimal(0)) * _months(facts, context, kind)
        for given, kind in zip(fixed, (MEDICAL, EMPLOYMENT), strict=True)
    )
    if facts["medical_ratio"] is not None:
        medical *= facts["medical_ratio"]
    result.money(gettext_noop("一次性工伤医疗补助金"), medical, basis, _how(base, medical))
    result.money(gettext_noop("一次性伤残就业补助金"), employment, basis, _how(base, employment))
    return medical, employment


def _fixed(facts: Facts, context: Context, kind: str) -> Decimal | None:
    """The sum that the place fixes for the grade, unless months are told."""
    if facts[f"{kind}_months"] is not None or facts["ended"] is None:
        return None
    row = context.find(f"injury_{kind}_sum_{facts['grade']}", facts["ended"])
    return None if row is None else Decimal(row.value)


def _how(base: Decimal | None, amount: Decimal) -> str:
    return f"{shown(base)} × {shown(amount / base)}" if base else ""


def _refuse_no_right(facts: Facts) -> None:
    grade, ending = facts["grade"], facts["ending"]
    if facts["ended"] is not None and facts["ended"] < REVISED:
        raise refused(
            "law.injury.ended-before-2011",
            gettext_noop("2011年以前解除或终止的，两项补助金按旧条例都由单位支付，标准未收录"),
            gettext_noop("请按当时的省级规定人工核对"),
        )
    if grade <= 4:
        raise refused(
            "law.injury.relation-kept",
            gettext_noop("一级至四级保留劳动关系、退出岗位，没有这两项补助金"),
            gettext_noop("请计算伤残补助金和伤残津贴；四川未参保的可协商一次性支付"),
        )
    if grade <= 6 and ending == "expiry":
        raise refused(
            "law.injury.no-expiry",
            gettext_noop("五级、六级的劳动合同不因期满终止，只有本人可以提出解除或终止"),
            gettext_noop("本人提出的，请改选“本人提出解除”后重算"),
        )
    if facts["agreed_once"]:
        raise refused(
            "law.injury.subsidies-paid",
            gettext_noop("同一工伤的两项补助金只支付一次"),
            gettext_noop("数额不足的，请与应得数额比较差额"),
        )


def _day(facts: Facts, field: str) -> date:
    ended: date | None = facts["ended"]
    if ended is None:
        raise refused(
            "law.field.missing",
            gettext_noop("没有填写“%(field)s”，又没有解除之日，无法查找当地标准"),
            gettext_noop("请填写该数值，或填写解除之日和地区"),
            name=field,
        )
    return ended


def _base(facts: Facts, context: Context) -> Decimal:
    given: Decimal | None = facts["regional_average_wage"]
    ended = facts["ended"]
    own = ended is not None and context.find("injury_subsidy_base", ended) is not None
    if own:  # the place counts the worker's own wage, not the region's
        need(facts, "own_wage")
        given = facts["own_wage"]
    if given is not None:
        return given
    found = context.row("regional_avg_wage_month", _day(facts, "regional_average_wage")).value
    assert isinstance(found, Decimal)
    return found


def _months(facts: Facts, context: Context, kind: str) -> Decimal:
    given: Decimal | None = facts[f"{kind}_months"]
    if given is not None:
        return given
    name = f"injury_{kind}_months_{facts['grade']}"
    found = context.row(name, _day(facts, f"{kind}_months")).value
    assert isinstance(found, Decimal)
    return found


def _near_retirement_ratio(facts: Facts, context: Context, result: Result) -> Decimal | None:
    """The reduced part of the employment subsidy for the last five years, where it applies."""
    given: Decimal | None = facts["employment_ratio"]
    birth, kind, ended = facts["birth"], facts["kind"], facts["ended"]
    if given is not None or birth is None or kind is None or ended is None:
        return None if facts["ending"] == "fault" else given
    retires = statutory_date(birth, kind)
    left = (retires.year - ended.year) * 12 + retires.month - ended.month
    left -= retires.day < ended.day
    result.line(gettext_noop("距法定退休年龄（月）"), left, NEAR_RETIREMENT_SC)
    if left >= NEAR_MONTHS or facts["ending"] in ("fault", "expiry", "employer"):
        return None
    row = context.row("injury_near_retirement_ratio", ended).value
    assert isinstance(row, Decimal)
    return row


def _notes(facts: Facts, result: Result) -> None:
    ending = facts["ending"]
    if ending == "employer":
        result.change(
            "law.injury.plus-severance",
            gettext_noop("单位依法解除或终止的，除两项补助金外还应支付经济补偿"),
        )
    elif ending == "fault":
        result.change(
            "law.injury.plus-severance-38",
            gettext_noop("因单位违法而解除的，还可请求经济补偿；就业补助金全额支付，不递减"),
        )
    else:
        result.change(
            "law.injury.near-retirement",
            gettext_noop("本人提出解除且距退休不足五年的，就业补助金可能按当地规定递减"),
        )
    result.change(
        "law.injury.rights-end",
        gettext_noop("领取后工伤保险待遇终止；旧伤复发等后续费用不再由基金和单位支付"),
    )
