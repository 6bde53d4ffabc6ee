"""伤残待遇: the one-off subsidy and the monthly allowance by grade of disability."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, many, money, number, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.injury.own_wage import (
    EMPLOYER,
    FUND,
    OWN_WAGE,
    bounded_wage,
    grade_field,
    grades_on,
    payer_fields,
    regional_average,
    tell_payer,
    under_declared_article,
    wage_fields,
)

GRADES = (article("WII", 35), article("WII", 36), article("WII", 37))


def decisive(facts: Facts) -> date | None:
    """The day that fixes the version: an injury before 2011 not yet recognised then is new law."""
    accident: date | None = facts["accident"]
    recognised: date | None = facts["recognised"]
    if accident and recognised and recognised < accident:
        raise refused(
            "law.injury.recognised-before-accident",
            gettext_noop("工伤认定（%(recognised)s）早于事故（%(accident)s）"),
            gettext_noop("请核对两个日期"),
            recognised=recognised,
            accident=accident,
        )
    return recognised or accident


@rule(
    "disability_subsidy",
    title=gettext_noop("一次性伤残补助金"),
    answer="amount",
    fields=(
        grade_field(),
        *wage_fields(),
        *payer_fields(),
        day("recognised", gettext_noop("工伤认定决定作出之日")),
        money("declared_wage", gettext_noop("单位实际申报的月缴费工资（少报时填写）")),
        many(money("paid", gettext_noop("已经领到的一次性伤残补助金"))),
    ),
    articles=(*GRADES, OWN_WAGE),
    parameters=("regional_avg_wage_month",),
    formula=(
        gettext_noop("本人工资限于统筹地区职工平均工资的60%至300%"),
        gettext_noop(
            "一次性伤残补助金 = 本人工资 × 月数：一至十级为27、25、23、21、18、16、13、11、9、7个月"
        ),
        gettext_noop("少报缴费工资的，基金按申报数支付，差额由单位补足"),
        gettext_noop("已领到的从中扣除，差额为零时不再支付"),
    ),
    contested=(
        gettext_noop("统筹地区平均工资取事故前一年度；条文没有写明年度，各地以公布数为准"),
        gettext_noop("工作不足十二个月的按实际月数平均；难以查实的，四川按全省上年度月平均工资"),
        gettext_noop("旧伤复发的革命伤残军人不享受一次性伤残补助金（工伤保险条例第十五条第二款）"),
    ),
    examples=(
        {"grade": 9, "own_wage": "3800"},
        {"grade": 10, "own_wage": "3000", "regional_average_wage": "8000"},
        {"grade": 10, "own_wage": "7200", "paid": "13766.64"},
    ),
)
def disability_subsidy(facts: Facts, context: Context) -> Result:
    """Months of own wage by grade, once. Yuan; refuses grades outside 1–10 and accidents before 2004.

    工伤保险条例 第三十五至三十七条、第六十四条. ``items`` split fund and employer.
    """
    on = decisive(facts)
    result = Result(on=on)
    table, grade = grades_on(on), facts["grade"]
    basis = table.article_of(grade)
    result.articles = (basis,)
    wage = bounded_wage(facts, context, result)
    months = table.subsidy[grade - 1]
    due = wage * months
    result.line(gettext_noop("补助月数"), months, basis)
    result.money(gettext_noop("一次性伤残补助金"), due, basis, f"{shown(wage)} × {months}")
    _split(facts, context, result, due, months)
    received = sum(facts["paid"] or (), Decimal(0))
    if received:
        result.money(gettext_noop("已领到"), received)
    result.amount = max(due - received, Decimal(0))
    if facts["accident"] and facts["recognised"] is None and table.start.year < 2011:
        result.warn(
            "law.injury.old-version",
            gettext_noop(
                "2011年前的事故按旧条例计算；2011年后才认定的按修订后的条例（第六十七条）"
            ),
        )
    return result


def _split(facts: Facts, context: Context, result: Result, due: Decimal, months: int) -> None:
    """Fund and employer each their part; the employer tops up what was under-declared."""
    label = gettext_noop("一次性伤残补助金")
    basis = result.articles[0]
    payer = tell_payer(facts, result, FUND)
    declared: Decimal | None = facts["declared_wage"]
    if payer == EMPLOYER or declared is None:
        result.item("subsidy", label, amount=due, basis=basis, payer=payer)
        return
    average = regional_average(facts, context)
    basis_of_difference = under_declared_article(context)
    counted = declared if average is None else max(declared, average * Decimal("0.6"))
    fund = min(counted * months, due)
    how = f"{shown(counted)} × {months}" if fund == counted * months else ""
    result.money(gettext_noop("基金按申报工资支付"), fund, basis, how)
    result.money(gettext_noop("少报部分由单位补足"), due - fund, basis_of_difference)
    result.item("subsidy", label, amount=fund, basis=basis, payer=FUND)
    result.item(
        "difference", gettext_noop("少报缴费工资的差额"), amount=due - fund,
        basis=basis_of_difference, payer=EMPLOYER,
    )  # fmt: skip


@rule(
    "disability_allowance",
    title=gettext_noop("伤残津贴（按月）"),
    answer="amount",
    fields=(
        grade_field(),
        *wage_fields(),
        *payer_fields(),
        day("recognised", gettext_noop("工伤认定决定作出之日")),
        money("minimum_wage", gettext_noop("当地月最低工资标准（津贴低于它时补足）")),
        number("months", gettext_noop("要计算的月数（不填为一个月）"), high=1200, unit="months"),
        flag("suitable_work", gettext_noop("五级、六级：单位是否安排了适当工作")),
    ),
    articles=(*GRADES[:2], OWN_WAGE),
    parameters=("regional_avg_wage_month",),
    formula=(
        gettext_noop("本人工资限于统筹地区职工平均工资的60%至300%"),
        gettext_noop("伤残津贴 = 本人工资 × 比例：一至六级为90%、85%、80%、75%、70%、60%"),
        gettext_noop("一至四级由基金支付；五级、六级难以安排工作时由单位支付"),
        gettext_noop("实际金额低于当地最低工资的补足差额"),
    ),
    contested=(
        gettext_noop("“实际金额”是否先扣除个人缴纳的社会保险费，各地做法不一"),
        gettext_noop("伤残津贴由各地适时调整（工伤保险条例第四十条），此处为起始数额"),
    ),
    examples=(
        {"grade": 1, "own_wage": "7694"},
        {"grade": 6, "own_wage": "3000", "minimum_wage": "2100"},
    ),
)
def disability_allowance(facts: Facts, context: Context) -> Result:
    """A percentage of own wage a month for grades 1–6, not under the minimum wage where given.

    Yuan a month (times ``months``); refuses grades 7–10, which have none (工伤保险条例 第三十五至三十七条).
    """
    on, grade = decisive(facts), facts["grade"]
    result = Result(on=on)
    table = grades_on(on)
    _refuse_without_allowance(facts, table.allowance)
    basis = table.article_of(grade)
    result.articles = (basis,)
    wage = bounded_wage(facts, context, result)
    percent = table.allowance[grade - 1]
    result.line(gettext_noop("津贴比例（%）"), percent, basis)
    monthly = wage * percent / 100
    result.money(gettext_noop("每月伤残津贴"), monthly, basis, f"{shown(wage)} × {percent}%")
    floor: Decimal | None = facts["minimum_wage"]
    if floor is not None and monthly < floor:
        monthly = floor
        result.money(gettext_noop("低于当地最低工资，补足到"), floor, basis)
    months: Decimal | None = facts["months"]
    result.amount = monthly if months is None else monthly * months
    payer = tell_payer(facts, result, FUND if grade <= 4 else EMPLOYER)
    result.item(
        "allowance", gettext_noop("伤残津贴"), amount=result.amount, basis=basis, payer=payer
    )
    _say_what_changes(result, grade)
    return result


def _refuse_without_allowance(facts: Facts, percents: tuple[int, ...]) -> None:
    if facts["grade"] > len(percents):
        raise refused(
            "law.injury.no-allowance",
            gettext_noop("七级至十级没有按月的伤残津贴"),
            gettext_noop("可计算一次性伤残补助金，以及解除或终止时的两项补助金"),
        )
    if facts["suitable_work"] and facts["grade"] > 4:
        raise refused(
            "law.injury.suitable-work",
            gettext_noop("五级、六级已安排适当工作的，领工资而不领伤残津贴"),
            gettext_noop("如果实际难以安排工作，请改填后重算"),
        )


def _say_what_changes(result: Result, grade: int) -> None:
    if grade > 4:
        result.change(
            "law.injury.allowance-condition",
            gettext_noop("单位安排了适当工作的，不付津贴；津贴以难以安排工作为条件"),
        )
    else:
        result.change(
            "law.injury.allowance-until",
            gettext_noop("达到退休年龄并办理退休后停发；基本养老保险待遇低于津贴的由基金补足"),
        )
