"""因工死亡待遇: funeral, the one-off sum, and the pensions of dependants."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, flag, many, money, need, number, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.core.synonyms import other_words
from zhigong.law.injury.own_wage import (
    FUND,
    OWN_WAGE,
    REVISED,
    bounded_wage,
    tell_payer,
    wage_fields,
)

FUNERAL = article("WII", 39, paragraph=1, item=1)
PENSION = article("WII", 39, paragraph=1, item=2)
LUMP = article("WII", 39, paragraph=1, item=3)
WITHIN_STOP_WORK = article("WII", 39, paragraph=2)
AFTER_STOP_WORK = article("WII", 39, paragraph=3)
FUNERAL_MONTHS, LUMP_YEARS = 6, 20
SHARES = {"spouse": 40, "other": 30, "lone": 40}


@rule(
    "work_death",
    title=gettext_noop("因工死亡待遇"),
    answer="amount",
    fields=(
        money("national_income", gettext_noop("死亡上一年度全国城镇居民人均可支配收入")),
        day("died", gettext_noop("死亡之日")),
        *wage_fields(required=False),
        many(
            choice(
                "dependants",
                gettext_noop("无劳动能力、由死者供养的亲属"),
                {
                    "spouse": gettext_noop("配偶（40%）"),
                    "other": gettext_noop("其他亲属（每人30%）"),
                    "lone": gettext_noop("孤寡老人或者孤儿（每人30%加10%）"),
                },
                aliases=other_words("dependants"),
            ),
            most=50,
        ),
        number("months", gettext_noop("供养亲属抚恤金要计算的月数（不填为一个月）"), high=1200),
        choice(
            "circumstance",
            gettext_noop("死亡的情形"),
            {
                "at_work": gettext_noop("因工死亡"),
                "in_stop_work": gettext_noop("停工留薪期内因工伤死亡"),
                "after_stop_work": gettext_noop("一级至四级，停工留薪期满后死亡"),
            },
        ),
        flag("insured", gettext_noop("单位是否已为死者参加工伤保险")),
        many(money("paid", gettext_noop("已经领到的丧葬补助金和一次性工亡补助金"))),
        money("commercial_insurance", gettext_noop("单位购买的商业保险已赔付的金额")),
    ),
    articles=(FUNERAL, PENSION, LUMP),
    parameters=("national_income", "regional_avg_wage_month"),
    formula=(
        gettext_noop("丧葬补助金 = 6 × 统筹地区上年度职工月平均工资"),
        gettext_noop("一次性工亡补助金 = 20 × 上一年度全国城镇居民人均可支配收入"),
        gettext_noop(
            "供养亲属抚恤金（每月）= 本人工资 × 比例之和：配偶40%，其他每人30%，孤寡老人或孤儿加10%；合计不超过本人工资"
        ),
        gettext_noop("答案的金额为一次性项目之和；只算抚恤金时为抚恤金"),
    ),
    contested=(
        gettext_noop("抚恤金总额以“生前的工资”为上限，这里按本人工资掌握"),
        gettext_noop("供养亲属范围另有规定（因工死亡职工供养亲属范围规定），须逐人核对"),
        gettext_noop("单位购买的商业保险一般不能抵扣工亡待遇（河南2026-05典型案例）"),
    ),
    examples=(
        {"died": "2025-06-01"},
        {"national_income": "49283", "regional_average_wage": "6575"},
        {"own_wage": "6000", "dependants": ["spouse", "other"]},
    ),
)
def work_death(facts: Facts, context: Context) -> Result:
    """The three benefits of 工伤保险条例 第三十九条, each from the facts given. Yuan.

    A year without an income figure is refused, naming the row; nothing is taken from another year.
    """
    _refuse_empty(facts)
    result = Result(on=facts["died"])
    payer = tell_payer(facts, result, FUND)
    sums = [_lump(facts, context, result, payer), _funeral(facts, context, result, payer)]
    pension = _pension(facts, context, result, payer)
    one_off = [amount for amount in sums if amount is not None]
    if one_off:
        received = sum(facts["paid"] or (), Decimal(0))
        total = sum(one_off, Decimal(0))
        if received:
            result.money(gettext_noop("已领到"), received)
        result.money(gettext_noop("一次性项目合计"), total)
        result.amount = max(total - received, Decimal(0))
    else:
        result.amount = pension
    _notes(facts, result)
    return result


def _refuse_empty(facts: Facts) -> None:
    given = ("national_income", "died", "regional_average_wage", "own_wage")
    if all(facts[name] is None for name in given):
        raise refused(
            "law.field.missing",
            gettext_noop("缺少计算因工死亡待遇的事实"),
            gettext_noop("请填写死亡之日、统筹地区平均工资，或者本人工资和供养亲属"),
        )
    if (facts["dependants"] or []).count("spouse") > 1:
        raise refused(
            "law.injury.one-spouse",
            gettext_noop("供养亲属中的配偶只能有一人"),
            gettext_noop("其他供养亲属请填 other（每人30%），孤寡老人或者孤儿填 lone（40%）"),
        )
    one_off = any(facts[name] is not None for name in given[:3])
    if facts["dependants"] and not one_off:
        need(facts, "own_wage")
    elif not one_off:
        need(facts, "dependants")


def _lump(facts: Facts, context: Context, result: Result, payer: str) -> Decimal | None:
    """Twenty times the national income of the year before; none for grades 1–4 after stop-work."""
    died = facts["died"]
    if facts["circumstance"] == "after_stop_work":
        result.money(
            gettext_noop("停工留薪期满后死亡：没有一次性工亡补助金"), Decimal(0), AFTER_STOP_WORK
        )
        return None
    if facts["national_income"] is None and died is None:
        return None
    if died is not None and died < REVISED:
        raise refused(
            "law.injury.death-before-2011",
            gettext_noop("2011年以前死亡的，一次性工亡补助金为统筹地区平均工资的48至60个月"),
            gettext_noop("具体月数由当地规定，请按当时标准人工核对"),
        )
    income: Decimal | None = facts["national_income"]
    if income is None:
        found = context.row("national_income", died).value
        assert isinstance(found, Decimal)
        income = found
    amount = income * LUMP_YEARS
    result.money(gettext_noop("上一年度全国城镇居民人均可支配收入"), income, LUMP)
    result.money(gettext_noop("一次性工亡补助金"), amount, LUMP, f"{shown(income)} × {LUMP_YEARS}")
    result.item("lump_sum", gettext_noop("一次性工亡补助金"), amount=amount, basis=LUMP, payer=payer)  # fmt: skip
    return amount


def _funeral(facts: Facts, context: Context, result: Result, payer: str) -> Decimal | None:
    """Six months of the regional average; without one, given or kept, the item is named as missing."""
    average: Decimal | None = facts["regional_average_wage"]
    died = facts["died"]
    if average is None and died is not None and context.place:
        row = context.find("regional_avg_wage_month", died)
        average = row.value if row is not None and isinstance(row.value, Decimal) else None
    if average is None:
        if died is None and facts["national_income"] is None:
            return None
        result.warn(
            "law.injury.funeral-not-computed",
            gettext_noop("没有统筹地区上年度职工月平均工资，丧葬补助金（六个月）未计算"),
        )
        return None
    amount = average * FUNERAL_MONTHS
    result.money(gettext_noop("丧葬补助金"), amount, FUNERAL, f"{shown(average)} × {FUNERAL_MONTHS}")  # fmt: skip
    result.item("funeral", gettext_noop("丧葬补助金"), amount=amount, basis=FUNERAL, payer=payer)
    return amount


def _pension(facts: Facts, context: Context, result: Result, payer: str) -> Decimal | None:
    """The dependants' shares of own wage a month, together never over own wage."""
    dependants: list[str] = facts["dependants"] or []
    if not dependants:
        return None
    if facts["own_wage"] is None:
        result.warn(
            "law.injury.pension-not-computed",
            gettext_noop("没有本人工资，供养亲属抚恤金未计算"),
        )
        return None
    wage = bounded_wage(facts, context, result)
    percent = sum(SHARES[one] for one in dependants)
    monthly = wage * percent / 100
    result.line(gettext_noop("供养亲属比例合计（%）"), percent, PENSION, _shares(dependants))
    if monthly > wage:
        result.money(gettext_noop("合计超过本人工资，按本人工资"), wage, PENSION)
    factor = min(wage / monthly, Decimal(1)) if monthly else Decimal(1)
    months: Decimal = Decimal(1) if facts["months"] is None else facts["months"]
    for number_, one in enumerate(dependants, 1):
        share = wage * SHARES[one] / 100 * factor * months
        result.item(
            f"pension.{number_}", gettext_noop("供养亲属抚恤金"), amount=share, value=one,
            basis=PENSION, payer=payer,
        )  # fmt: skip
    total = min(monthly, wage) * months
    result.money(
        gettext_noop("供养亲属抚恤金"),
        total,
        PENSION,
        f"{shown(min(monthly, wage))} × {shown(months)}",
    )
    result.articles = (FUNERAL, PENSION, LUMP, OWN_WAGE)
    return total


def _shares(dependants: list[str]) -> str:
    return " + ".join(str(SHARES[one]) for one in dependants)


def _notes(facts: Facts, result: Result) -> None:
    if facts["circumstance"] == "in_stop_work":
        result.line(gettext_noop("停工留薪期内因工伤死亡：三项待遇都享受"), True, WITHIN_STOP_WORK)
    if facts["commercial_insurance"]:
        result.warn(
            "law.injury.commercial-insurance",
            gettext_noop("商业保险赔付不抵扣单位应承担的工亡待遇，未扣除"),
        )
    result.change(
        "law.injury.recognition-first",
        gettext_noop("以认定工伤（工亡）为前提；尚未认定的须在一年内申请"),
    )
