"""One-off compensation outside the fund: unlawful employers, and uninsured grades 1 to 4 by agreement."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, money, need, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.injury.own_wage import EMPLOYER, UNLAWFUL_YEARS, grade_field

DUTY = article("WII", 66)
BY_GRADE = article("ILLEGAL-INJ", 5)
BY_DEATH = article("ILLEGAL-INJ", 6)
COSTS = article("ILLEGAL-INJ", 4)
AGREED_SC = article("WII-SC", 33, paragraph=2)
DEATH_YEARS, OTHER_DEATH_YEARS = 20, 10


@rule(
    "illegal_employment_injury",
    title=gettext_noop("非法用工、使用童工伤亡一次性赔偿"),
    answer="amount",
    fields=(
        grade_field(gettext_noop("伤残等级（死亡的不填）"), required=False),
        flag("death", gettext_noop("是否死亡")),
        money("average_annual_wage", gettext_noop("统筹地区上年度职工年平均工资")),
        money("national_income", gettext_noop("上一年度全国城镇居民人均可支配收入（死亡时）")),
        day("on", gettext_noop("事故或死亡之日")),
    ),
    articles=(DUTY, BY_GRADE, BY_DEATH, COSTS),
    parameters=("national_income",),
    formula=(
        gettext_noop(
            "伤残：赔偿基数 × 16、14、12、10、8、6、4、3、2、1倍（一至十级）；基数为年平均工资"
        ),
        gettext_noop("死亡：20 × 上一年度全国城镇居民人均可支配收入，另加10倍的丧葬补助等赔偿"),
        gettext_noop("治疗期间的生活费、医疗费、护理费等由单位另行支付"),
    ),
    contested=(
        gettext_noop("适用于无营业执照、未登记或被吊销、撤销登记的单位，以及使用童工的单位"),
    ),
    examples=({"grade": 9, "average_annual_wage": "90000"},),
)
def illegal_employment_injury(facts: Facts, context: Context) -> Result:
    """What an unregistered employer, or one using child labour, pays at once. Yuan.

    非法用工单位伤亡人员一次性赔偿办法 第五条、第六条. Refuses without grade or death, and without its base.
    """
    result = Result(on=facts["on"])
    if facts["death"]:
        return _death(facts, context, result)
    need(facts, "grade", "average_annual_wage")
    base, years = facts["average_annual_wage"], UNLAWFUL_YEARS[facts["grade"] - 1]
    result.money(gettext_noop("赔偿基数（年平均工资）"), base, BY_GRADE)
    result.amount = base * years
    result.money(gettext_noop("一次性赔偿金"), result.amount, BY_GRADE, f"{shown(base)} × {years}")
    result.item("compensation", gettext_noop("一次性赔偿金"), amount=result.amount, basis=BY_GRADE, payer=EMPLOYER)  # fmt: skip
    _costs(result)
    return result


def _death(facts: Facts, context: Context, result: Result) -> Result:
    income: Decimal | None = facts["national_income"]
    if income is None:
        need(facts, "on")
        found = context.row("national_income", facts["on"]).value
        assert isinstance(found, Decimal)
        income = found
    result.money(gettext_noop("上一年度全国城镇居民人均可支配收入"), income, BY_DEATH)
    for name, label, years in (
        ("compensation", gettext_noop("一次性赔偿金"), DEATH_YEARS),
        ("funeral", gettext_noop("丧葬补助等其他赔偿金"), OTHER_DEATH_YEARS),
    ):
        amount = income * years
        result.money(label, amount, BY_DEATH, f"{shown(income)} × {years}")
        result.item(name, label, amount=amount, basis=BY_DEATH, payer=EMPLOYER)
    result.amount = income * (DEATH_YEARS + OTHER_DEATH_YEARS)
    _costs(result)
    return result


def _costs(result: Result) -> None:
    result.change(
        "law.injury.costs-besides",
        gettext_noop("治疗期间的生活费（按月平均工资）、医疗费、护理费、伙食补助和交通费另计"),
    )


@rule(
    "uninsured_lump_sum",
    title=gettext_noop("未参保一级至四级工伤一次性支付（协商）"),
    answer="amount",
    fields=(
        grade_field(),
        day("accident", gettext_noop("事故之日"), required=True),
        money("provincial_average_annual_wage", gettext_noop("事故上一年度全省年平均工资")),
        flag("agreed", gettext_noop("本人或法定代理人是否与单位协商一致")),
    ),
    articles=(AGREED_SC,),
    parameters=(
        "injury_uninsured_years_1",
        "injury_uninsured_years_2",
        "injury_uninsured_years_3",
        "injury_uninsured_years_4",
        "provincial_avg_wage_year",
    ),
    formula=(
        gettext_noop("四川：事故上一年度全省城镇全部单位就业人员年平均工资 × 16、14、12、10倍"),
        gettext_noop("领取前的工资福利、医疗费、护理费等仍按规定支付"),
    ),
    contested=(gettext_noop("以双方协商一致为前提；不同意的按月享受待遇并保留劳动关系"),),
    examples=(
        {
            "place": "510100",
            "grade": 1,
            "accident": "2024-05-01",
            "provincial_average_annual_wage": "90000",
        },
    ),
)
def uninsured_lump_sum(facts: Facts, context: Context) -> Result:
    """What an uninsured employer pays at once where both agree, as the province sets it. Yuan.

    四川省工伤保险条例 第三十三条. Refuses other grades, no agreement, and places without a row.
    """
    grade, accident = facts["grade"], facts["accident"]
    if grade > 4:
        raise refused(
            "law.injury.not-grade-1-4",
            gettext_noop("一次性支付只适用于一级至四级"),
            gettext_noop("五级至十级请计算解除或终止时的两项补助金"),
        )
    if facts["agreed"] is False:
        raise refused(
            "law.injury.not-agreed",
            gettext_noop("双方没有协商一致，不适用一次性支付"),
            gettext_noop("请计算一次性伤残补助金和按月伤残津贴，由未参保单位支付"),
        )
    result = Result(on=accident)
    years = context.row(f"injury_uninsured_years_{grade}", accident).value
    base = facts["provincial_average_annual_wage"]
    if base is None:
        base = context.row("provincial_avg_wage_year", accident).value
    assert isinstance(years, Decimal)
    assert isinstance(base, Decimal)
    result.money(gettext_noop("全省年平均工资"), base, AGREED_SC)
    result.amount = base * years
    result.money(
        gettext_noop("一次性支付的工伤待遇"), result.amount, AGREED_SC,
        f"{shown(base)} × {shown(years)}",
    )  # fmt: skip
    result.item("lump_sum", gettext_noop("一次性支付的工伤待遇"), amount=result.amount, basis=AGREED_SC, payer=EMPLOYER)  # fmt: skip
    return result
