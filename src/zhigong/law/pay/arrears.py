"""拖欠工资: what was due and not paid, and the surcharge where an order to pay was not obeyed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    Field,
    day,
    decimal_of,
    flag,
    many,
    money,
    need,
    number,
    period,
    ratio,
    record,
    refused,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.pay.month_pay import DIVISOR, PAID_HOLIDAYS, PAY_DAYS, month_pay

FULL_AND_ON_TIME = article("LCL", 30, paragraph=1)
MONTHLY = article("LL", 50)
AT_THE_END = article("WPR", 9)
SURCHARGE = article("LCL", 85)
ORDER = article("INSP", 26)
ZERO, HALF, ONE = Decimal(0), Decimal("0.5"), Decimal(1)


def _read_divisor(raw: object, name: str) -> Decimal | None:
    """``21.75`` (paid days), ``calendar`` (days of the month), or a number of calendar days (30)."""
    if raw == "calendar":
        return ZERO
    value = decimal_of(raw, name)
    if value == PAY_DAYS:
        return None
    if not 20 <= value <= 31:
        raise refused(
            "wage_arrears.divisor",
            gettext_noop(
                "不足整月按几天折算（day_divisor）：只能填 21.75、当月日历天数（calendar）或者约定的天数（如 30）"
            ),
            gettext_noop("没有约定按日历日计薪的，不要填写"),
        )
    return value


def _months_field() -> Field:
    """Month by month what was due and paid, or how many months alone (``3``)."""
    one = record(
        "months",
        gettext_noop("逐月应付和已付，或者只填拖欠的月数"),
        (
            day("month", gettext_noop("月份"), required=True),
            money("due", gettext_noop("应付"), required=True),
            money("paid", gettext_noop("已付")),
        ),
    )
    each, count = many(one), number("months", "", high=840, unit="months")

    def read(raw: Any, name: str) -> Any:
        return each.read(raw, name) if isinstance(raw, list | dict) else count.read(raw, name)

    return Field(one.name, "list of record or number", one.meaning, read, parts=one.parts)


def _total_field() -> Field:
    """The whole sum due, or its parts one by one."""
    one = money("due", gettext_noop("应付总额（已知时直接填，或者逐笔）"))

    def read(raw: Any, name: str) -> Decimal:
        if not isinstance(raw, list):
            found: Decimal = one.read(raw, name)
            return found
        return sum((one.read(part, f"{name}[{at}]") for at, part in enumerate(raw, 1)), ZERO)

    return Field(one.name, "list of money", one.meaning, read, unit="CNY")


@rule(
    "wage_arrears",
    title=gettext_noop("拖欠工资"),
    answer="amount",
    fields=(
        day("start", gettext_noop("拖欠的第一日")),
        day("end", gettext_noop("拖欠的最后一日"), last=True),
        money("monthly_wage", gettext_noop("月工资")),
        money("daily_wage", gettext_noop("日工资（按日计酬的）")),
        number("days", gettext_noop("拖欠的天数（按日计酬的）"), high=25000, unit="days"),
        money("hourly_wage", gettext_noop("小时工资（按小时计酬的）")),
        number("hours", gettext_noop("拖欠的小时（按小时计酬的）"), high=200000, unit="hours"),
        _total_field(),
        _months_field(),
        many(money("paid", gettext_noop("已付（一个总数或逐笔）"))),
        Field(
            "day_divisor",
            "number",
            gettext_noop("不足整月的折算：21.75（默认）、calendar，或约定的日历天数"),
            _read_divisor,
        ),
    ),
    articles=(FULL_AND_ON_TIME, MONTHLY, AT_THE_END, PAID_HOLIDAYS, DIVISOR),
    parameters=("arrears_day_divisor", "rounding_order"),
    formula=(
        gettext_noop("拖欠 = 应付 − 已付，不出现负数"),
        gettext_noop("整月自第一日逐月推算 × 月工资"),
        gettext_noop("不足整月：月工资 ÷ 21.75 × 计薪日（工作日和法定休假日），最多一个月工资"),
        gettext_noop("按日、按小时计酬的：日工资 × 天数，小时工资 × 小时"),
        gettext_noop("约定按当月日历天数（calendar）的：逐个日历月，月工资 × 在职天数 ÷ 当月天数"),
    ),
    contested=(gettext_noop("没有约定时以30天为除数不合规定；约定按日历日计薪的从约定"),),
    examples=(
        {"start": "2024-01-01", "end": "2024-06-30", "monthly_wage": "5000", "paid": "12000"},
        {"start": "2024-03-11", "end": "2024-03-31", "monthly_wage": "5000"},
    ),
)
def wage_arrears(facts: Facts, context: Context) -> Result:
    """Wages due and unpaid, in yuan, never below zero (劳动合同法 第三十条).

    Refuses when neither a wage with its period nor a sum due is given, and periods that run backwards.
    """
    result = Result(on=facts["end"] or facts["start"])
    due = _due(facts, context, result)
    paid = sum(facts["paid"] or (), ZERO)
    if isinstance(facts["months"], list):
        paid += sum((month["paid"] or ZERO for month in facts["months"]), ZERO)
    result.money(gettext_noop("应付工资"), due, FULL_AND_ON_TIME)
    if paid:
        result.money(gettext_noop("减去已付"), paid)
    result.amount = max(due - paid, ZERO)
    result.change(
        "wage_arrears.surcharge",
        gettext_noop("劳动行政部门责令限期支付而逾期不付的，可另要50%至100%的赔偿金"),
    )
    return result


def _due(facts: Facts, context: Context, result: Result) -> Decimal:
    given = [name for name in ("monthly_wage", "due", "months") if facts[name] is not None]
    if facts["start"] is not None and facts["end"] is not None:
        period(facts["start"], facts["end"], "start", "end")
    if "due" in given:
        total: Decimal = facts["due"]
        return total
    if isinstance(facts["months"], Decimal):
        return _of_count(facts, facts["months"], result)
    if "months" in given:
        for month in facts["months"]:
            result.money(gettext_noop("当月应付"), month["due"], MONTHLY, f"{month['month']:%Y-%m}")
        return sum((month["due"] for month in facts["months"]), ZERO)
    for wage, count in (("daily_wage", "days"), ("hourly_wage", "hours")):
        if not given and facts[wage] is not None:
            need(facts, count)
            found: Decimal = facts[wage] * facts[count]
            how = f"{facts[wage]:f} × {facts[count]:f}"
            result.money(gettext_noop("按日、按小时计酬的工资"), found, MONTHLY, how)
            return found
    if not given:
        raise refused(
            "law.field.missing",
            gettext_noop(
                "缺少应付工资：请填月工资（monthly_wage）、日工资（daily_wage）、小时工资（hourly_wage），或者应付数额（due）"
            ),
            gettext_noop("请补充后重算；缺少的数值不会按零处理"),
        )
    need(facts, "start", "end")
    time = period(facts["start"], facts["end"], "start", "end")
    divisor = facts["day_divisor"]
    if divisor is None:
        row = context.find("arrears_day_divisor", time.end)
        divisor = _read_divisor(str(row.value), "day_divisor") if row else None
    return month_pay(facts["monthly_wage"], time, context, result, divisor)


def _of_count(facts: Facts, months: Decimal, result: Result) -> Decimal:
    """So many months at the monthly wage, where their days are not told."""
    need(facts, "monthly_wage")
    due: Decimal = facts["monthly_wage"] * months
    result.money(gettext_noop("整月工资"), due, None, f"{facts['monthly_wage']:f} × {months:f}")
    return due


@rule(
    "late_payment_damages",
    title=gettext_noop("加付赔偿金"),
    answer="range",
    fields=(
        money("base", gettext_noop("逾期未付的数额"), required=True),
        ratio("ratio", gettext_noop("加付的比例，0.5 至 1；不填则给出范围"), high=9),
        flag(
            "order_overdue", gettext_noop("劳动行政部门已责令限期支付，且已逾期未付"), required=True
        ),
        day("deadline", gettext_noop("责令支付的期限"), last=True),
    ),
    articles=(SURCHARGE, ORDER),
    formula=(
        gettext_noop("加付赔偿金 = 逾期未付数额 × 50%至100%（两端都包括）"),
        gettext_noop("前提：劳动行政部门责令限期支付，期限已过仍未付"),
    ),
    contested=(
        gettext_noop("没有责令程序直接在仲裁中主张的，通常不支持"),
        gettext_noop(
            "加班工资只见于劳动合同法第八十五条第三项，劳动保障监察条例第二十六条没有列入"
        ),
    ),
    examples=(
        {"base": "12000", "order_overdue": True},
        {"base": "12000", "ratio": "0.75", "order_overdue": True},
    ),
)
def late_payment_damages(facts: Facts, context: Context) -> Result:
    """The surcharge of 劳动合同法 第八十五条, in yuan: an amount for a given ratio, else the range.

    Refuses without an order to pay that ran out, and ratios outside 50 % to 100 %.
    """
    result = Result(on=facts["deadline"])
    if not facts["order_overdue"]:
        raise refused(
            "late_payment_damages.no-order",
            gettext_noop("没有劳动行政部门责令限期支付、或期限未过的，不能加付赔偿金"),
            gettext_noop("可先向劳动保障监察机构投诉，请求责令限期支付"),
        )
    base, ratio = facts["base"], facts["ratio"]
    if ratio is None:
        result.minimum, result.maximum = base * HALF, base * ONE
        result.money(gettext_noop("加付赔偿金下限"), result.minimum, SURCHARGE, f"{base:f} × 50%")
        result.money(gettext_noop("加付赔偿金上限"), result.maximum, SURCHARGE, f"{base:f} × 100%")
        return result
    if not HALF <= ratio <= ONE:
        raise refused(
            "late_payment_damages.ratio",
            gettext_noop("加付的比例只能在 0.5 至 1 之间：%(ratio)s"),
            gettext_noop("请填写 0.5 至 1 之间的比例，或不填以得到范围"),
            ratio=ratio,
        )
    result.amount = base * ratio
    result.money(gettext_noop("加付赔偿金"), result.amount, SURCHARGE, f"{base:f} × {ratio:f}")
    return result
