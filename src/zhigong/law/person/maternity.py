"""产假、生育津贴、护理假: days around birth, their pay, and the partner's leave."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    choice,
    day,
    flag,
    many,
    money,
    need,
    number,
    refused,
    whole,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.pay.shares import share_of_wage

LEAVE = article("FEM", 7, paragraph=1)
MISCARRIAGE = article("FEM", 7, paragraph=2)
ALLOWANCE = article("FEM", 8, paragraph=1)
FUND_ALLOWANCE = article("SIL", 56)
EXTENSION_SC = article("POP-SC")
BASE_DAYS, MORE_BABY = 98, 15
EARLY_LOSS, LATE_LOSS, LOSS_LIMIT = 15, 42, 4
MONTH_OF_DAYS = 30
PAY_DAYS = Decimal("21.75")
DIVISOR = article("WT")
IN_FORCE = date(2012, 4, 28)
STATE_OF_LAW = date(2026, 1, 1)  # asked for national figures where no day is given


@rule(
    "maternity_leave",
    title=gettext_noop("产假天数"),
    answer="value",
    unit="days",
    fields=(
        choice(
            "kind",
            gettext_noop("生育还是流产"),
            {"birth": gettext_noop("生育"), "miscarriage": gettext_noop("流产")},
        ),
        day("birth", gettext_noop("生育或流产之日（用于查找当地规定）")),
        whole("babies", gettext_noop("一次生育的婴儿数"), low=1, high=10),
        flag("difficult", gettext_noop("医疗证明是否注明难产")),
        number("pregnancy_months", gettext_noop("流产时怀孕的月数"), high=10, unit="months"),
        whole("child_order", gettext_noop("第几孩"), low=1, high=20),
        whole("local_extra_days", gettext_noop("当地规定的延长天数（当地未收录时填写，没有填0）"), high=365),
        flag("employer_agrees", gettext_noop("单位是否同意另加的生育假（四川三孩）")),
        day("start", gettext_noop("开始休产假之日")),
    ),
    articles=(LEAVE, MISCARRIAGE),
    parameters=(
        "maternity_extra_days",
        "maternity_extra_days_second",
        "maternity_extra_days_third_agreed",
        "difficult_birth_days",
    ),
    formula=(
        gettext_noop("国家规定：98天（其中产前可休15天）；难产加15天；多胞胎每多一个婴儿加15天"),
        gettext_noop("流产：怀孕未满4个月15天，满4个月42天"),
        gettext_noop("另加当地延长的生育假（四川：2025-11-28起生育的90天，此前60天）"),
        gettext_noop("起休之日给出时，最后一日 = 起休日 + 天数 − 1（按连续自然日）"),
    ),
    contested=(
        gettext_noop("剖宫产是否都按难产，各地不一，以医疗证明是否注明难产为准"),
        gettext_noop("延长部分遇法定节假日是否顺延，各地不一（上海、江苏等顺延），这里未加"),
    ),
    examples=(
        {"birth": "2026-03-01", "babies": 1, "place": "510100"},
        {"kind": "miscarriage", "pregnancy_months": 4},
    ),
)  # fmt: skip
def maternity_leave(facts: Facts, context: Context) -> Result:
    """Days of leave for birth or miscarriage: national days and the local extension. Days.

    女职工劳动保护特别规定 第七条. A place whose extension has no row is refused unless ``local_extra_days`` is given;
    without a place only the national days are given, with a warning.
    """
    result = Result(on=facts["birth"] or facts["start"])
    if result.on is not None and result.on < IN_FORCE:
        raise refused(
            "law.maternity.before-2012",
            gettext_noop("2012-04-28以前的产假按当时的规定（一般90天），未收录"),
            gettext_noop("请按当时的《女职工劳动保护规定》和地方规定人工核对"),
        )
    if facts["kind"] == "miscarriage":
        days = _after_loss(facts, result)
    else:
        days = _after_birth(facts, context, result)
    result.line(gettext_noop("合计天数"), days)
    result.value = Decimal(days)
    start: date | None = facts["start"]
    if start is not None:
        result.date = start + timedelta(days=days - 1)
        result.line(gettext_noop("产假最后一日"), result.date)
    return result


def _after_loss(facts: Facts, result: Result) -> int:
    need(facts, "pregnancy_months")
    days = EARLY_LOSS if facts["pregnancy_months"] < LOSS_LIMIT else LATE_LOSS
    result.articles = (MISCARRIAGE,)
    result.line(gettext_noop("流产的产假天数"), days, MISCARRIAGE)
    result.item("miscarriage", gettext_noop("流产产假"), value=days, basis=MISCARRIAGE)
    return days


def _after_birth(facts: Facts, context: Context, result: Result) -> int:
    days = BASE_DAYS
    result.articles = (LEAVE,)
    result.line(gettext_noop("国家规定的产假（产前可休15天）"), BASE_DAYS, LEAVE)
    result.item("national", gettext_noop("国家规定的产假"), value=BASE_DAYS, basis=LEAVE)
    if facts["difficult"]:
        more = _days(context, "difficult_birth_days", result.on or STATE_OF_LAW) or 0
        result.line(gettext_noop("难产增加"), more, LEAVE)
        result.item("difficult", gettext_noop("难产增加"), value=more, basis=LEAVE)
        days += more
    babies: int = facts["babies"] or 1
    if babies > 1:
        more = MORE_BABY * (babies - 1)
        result.line(gettext_noop("多胞胎增加"), more, LEAVE, f"15 × {babies - 1}")
        result.item("babies", gettext_noop("多胞胎增加"), value=more, basis=LEAVE)
        days += more
    return days + _local_extension(facts, context, result)


def _local_extension(facts: Facts, context: Context, result: Result) -> int:
    """The province's own days: given, kept for place and day, or refused by name."""
    given: int | None = facts["local_extra_days"]
    if given is None and not context.place:
        result.warn(
            "law.maternity.national-only",
            gettext_noop("没有填写地区，只计算了国家规定的产假，未含当地延长的生育假"),
        )
        return 0
    if given is None:
        on = result.on
        if on is None:
            need(facts, "birth")
        assert on is not None
        given = _extension_row(facts, context, on)
    result.line(gettext_noop("当地延长的生育假"), given)
    result.item("local", gettext_noop("当地延长的生育假"), value=given)
    if (facts["child_order"] or 1) >= 3 and facts["employer_agrees"] and result.on:
        more = _days(context, "maternity_extra_days_third_agreed", result.on)
        if more:
            result.line(gettext_noop("三孩经单位同意另加"), more)
            result.item("third", gettext_noop("三孩经单位同意另加"), value=more)
            given += more
    return given


def _extension_row(facts: Facts, context: Context, on: date) -> int:
    if (facts["child_order"] or 1) >= 2:
        second = _days(context, "maternity_extra_days_second", on)
        if second is not None:
            return second
    found = context.row("maternity_extra_days", on).value
    assert isinstance(found, Decimal)
    return int(found)


def _days(context: Context, name: str, on: date) -> int | None:
    row = context.find(name, on)
    return int(row.value) if row is not None and isinstance(row.value, Decimal) else None


@rule(
    "maternity_pay",
    title=gettext_noop("生育津贴（产假工资）"),
    answer="amount",
    fields=(
        flag("insured", gettext_noop("单位是否已参加生育保险（或职工医保含生育）"), required=True),
        number("days", gettext_noop("产假天数"), required=True, high=400, unit="days"),
        money("monthly_wage", gettext_noop("本人产假前月工资")),
        money("employer_average_wage", gettext_noop("单位上年度职工月平均工资（申报数）")),
        flag("top_up", gettext_noop("当地是否规定津贴低于本人工资的由单位补足")),
        many(money("paid", gettext_noop("已经领到的津贴和产假工资"))),
    ),
    articles=(ALLOWANCE, FUND_ALLOWANCE),
    formula=(
        gettext_noop("已参保：生育津贴 = 单位上年度职工月平均工资 ÷ 30 × 产假天数，由基金支付"),
        gettext_noop("未参保：本人产假前月工资 ÷ 30 × 产假天数，由单位支付"),
        gettext_noop("津贴低于本人工资的，许多地方要求单位补足差额"),
    ),
    contested=(
        gettext_noop("除数30是经办的通行做法，条文只写按月平均工资的标准"),
        gettext_noop("地方延长的生育假是否由基金支付津贴，各地不一；不支付的由单位照发工资"),
    ),
    examples=({"insured": False, "monthly_wage": "6000", "days": 98},),
)
def maternity_pay(facts: Facts, context: Context) -> Result:
    """Allowance from the fund, or own wage from an uninsured employer, for the days of leave. Yuan.

    女职工劳动保护特别规定 第八条; 社会保险法 第五十六条. Refuses where the wage it rests on is missing.
    """
    result = Result()
    days: Decimal = facts["days"]
    if facts["insured"]:
        need(facts, "employer_average_wage")
        base, payer = facts["employer_average_wage"], "fund"
    else:
        need(facts, "monthly_wage")
        base, payer = facts["monthly_wage"], "employer"
    amount = base * days / MONTH_OF_DAYS
    result.money(gettext_noop("计发标准（每月）"), base, ALLOWANCE)
    result.money(gettext_noop("产假期间应得"), amount, ALLOWANCE, _how(base, days))
    result.item("allowance", gettext_noop("生育津贴或产假工资"), amount=amount, basis=ALLOWANCE, payer=payer)  # fmt: skip
    result.amount = amount + _top_up(facts, result, amount)
    paid = sum(facts["paid"] or (), Decimal(0))
    if paid:
        result.money(gettext_noop("已领到"), paid)
        result.amount = max(result.amount - paid, Decimal(0))
    return result


def _how(base: Decimal, days: Decimal) -> str:
    return f"{shown(base)} ÷ {MONTH_OF_DAYS} × {shown(days)}"


def _top_up(facts: Facts, result: Result, allowance: Decimal) -> Decimal:
    """What the employer adds where own wage is higher: counted only where the place says so."""
    own: Decimal | None = facts["monthly_wage"]
    if not facts["insured"] or own is None:
        return Decimal(0)
    short: Decimal = own * facts["days"] / MONTH_OF_DAYS - allowance
    if short <= 0:
        return Decimal(0)
    result.money(gettext_noop("低于本人工资的差额"), short, ALLOWANCE)
    if not facts["top_up"]:
        result.warn(
            "law.maternity.top-up",
            gettext_noop("津贴低于本人产假前工资，许多地方要求单位补足；未说明当地规定，未计入"),
        )
        return Decimal(0)
    result.item("top_up", gettext_noop("单位补足差额"), amount=short, basis=ALLOWANCE, payer="employer")  # fmt: skip
    return short


@rule(
    "paternity_leave",
    title=gettext_noop("男方护理假（陪产假）"),
    answer="value",
    unit="days",
    fields=(
        day("birth", gettext_noop("子女出生之日"), required=True),
        whole("local_days", gettext_noop("当地规定的天数（当地未收录时填写）"), high=100),
        whole("taken", gettext_noop("单位已安排的天数"), high=100),
        money("monthly_wage", gettext_noop("本人月工资（计算未安排或扣发的损失时）")),
    ),
    articles=(EXTENSION_SC,),
    parameters=("paternity_leave_days", "rounding_order"),
    formula=(
        gettext_noop("天数按当地人口与计划生育条例；护理假视为出勤，工资照发"),
        gettext_noop("未休或被扣发的损失 = 月工资 ÷ 21.75 × 天数"),
    ),
    contested=(
        gettext_noop("天数是否含休息日由当地规定；损失按工作日还是自然日计，做法不一"),
        gettext_noop("试用期内同样享受，规章写得更短的无效（川渝2024-04-30典型案例）"),
    ),
    examples=({"birth": "2021-06-01", "place": "510100", "taken": 4, "monthly_wage": "6000"},),
)
def paternity_leave(facts: Facts, context: Context) -> Result:
    """Days the partner may take, and what was withheld for days not given. Days and yuan.

    Set by provinces only: a place without a row is refused unless ``local_days`` is given.
    """
    result = Result(on=facts["birth"])
    days: int | None = facts["local_days"]
    if days is None:
        found = context.row("paternity_leave_days", facts["birth"]).value
        assert isinstance(found, Decimal)
        days = int(found)
    basis = EXTENSION_SC if context.place.startswith("51") else None
    result.articles = (EXTENSION_SC,) if basis else (DIVISOR,)
    result.line(gettext_noop("护理假天数"), days, basis)
    result.value = Decimal(days)
    taken: int | None = facts["taken"]
    if taken is not None and taken > days:
        raise refused(
            "law.paternity.taken-over-days",
            gettext_noop("已安排的天数（%(taken)s）多于规定天数（%(days)s）"),
            gettext_noop("请核对天数"),
            taken=taken,
            days=days,
        )
    if facts["monthly_wage"] is not None:
        owed = days - (taken or 0)
        plain = f"{shown(facts['monthly_wage'])} ÷ 21.75 × {owed}"
        loss, how = share_of_wage(
            facts["monthly_wage"], PAY_DAYS, (Decimal(owed),), context, facts["birth"], plain
        )
        result.money(gettext_noop("未安排天数的损失"), loss, DIVISOR, how)
        result.item("loss", gettext_noop("未安排护理假的损失"), amount=loss, basis=DIVISOR, payer="employer")  # fmt: skip
    return result
