"""带薪年休假: how many days, and the pay for days not taken."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal

from zhigong.kernel.period import Period, add_months
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
    period,
    ratio,
    record,
    refused,
    whole,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.pay.shares import share_of_wage
from zhigong.law.procedure.clock import clock

RIGHT = article("ANL", 2)
DAYS = article("ANL", 3)
BARS = article("ANL", 4)
CARRY = article("ANL", 5, paragraph=2)
TWELVE_MONTHS = article("ANL-R", 3)
CUMULATIVE = article("ANL-R", 4)
JOINER = article("ANL-R", 5)
NEXT_YEAR = article("ANL-R", 8)
NOT_TAKEN = article("ANL-R", 10, paragraph=1)
WAIVER = article("ANL-R", 10, paragraph=2)
DAY_WAGE = article("ANL-R", 11)
LEAVER = article("ANL-R", 12)
COMPANY_LEAVE = article("ANL-R", 13)
LIMITATION = article("LDMA", 27, paragraph=1)
PAY_LIMITATION = article("LDMA", 27, paragraph=4)
IN_FORCE = date(2008, 1, 1)
YEAR_DAYS = 365
PAY_DAYS = Decimal("21.75")
EXTRA = Decimal(2)
HIGHER = "higher"
ZERO = Decimal(0)
SICK_LIMITS = {5: 2, 10: 3, 15: 4}  # months of sick leave that end the right, by class of days
MOST_PAID_PERSONAL_LEAVE = 20


@rule(
    "annual_leave_days",
    title=gettext_noop("年休假天数"),
    answer="value",
    unit="days",
    fields=(
        number("service_years", gettext_noop("累计工作年限（在所有单位合计）"), high=70, unit="years"),
        day("service_start", gettext_noop("首次参加工作之日（中间没有间断时）")),
        day("on", gettext_noop("按哪一天计算")),
        day("joined", gettext_noop("进入本单位之日")),
        day("left", gettext_noop("离开本单位之日"), last=True),
        number("taken", gettext_noop("当年已安排的年休假天数"), high=366, unit="days"),
        number("sick_leave_months", gettext_noop("当年累计病假月数"), high=12, unit="months"),
        number("personal_leave_days", gettext_noop("当年累计事假天数（单位不扣工资的）"), high=366, unit="days"),
        flag("school_holidays", gettext_noop("依法享受寒暑假且天数多于年休假")),
        whole("year_days", gettext_noop("折算时一年的天数（规定为365）"), low=365, high=366),
    ),
    articles=(RIGHT, DAYS, BARS, TWELVE_MONTHS, CUMULATIVE, JOINER, LEAVER),
    parameters=("leave_step",),
    formula=(
        gettext_noop("累计工作满1年不满10年5天，满10年不满20年10天，满20年15天；不满1年没有"),
        gettext_noop("新进单位：当年剩余日历天数（含入职日）÷ 365 × 全年天数，不足1整天的舍去"),
        gettext_noop("离职：当年已过日历天数（含离职日）÷ 365 × 全年天数 − 已安排天数，不足1整天的舍去；多休的不扣回"),
        gettext_noop("同年进出：在职日历天数 ÷ 365；结果不超过全年天数"),
    ),
    contested=(
        gettext_noop("年度中跨过10年、20年的，按哪一档或者分段折算，各地不一"),
        gettext_noop("闰年仍按365天折算；也有按实际天数的"),
        gettext_noop("非全日制用工时间，北京公布的口径不计入累计工作年限"),
    ),
    examples=(
        {"service_years": "12", "joined": "2025-04-10"},
        {"service_years": "12", "left": "2025-08-15", "taken": "2"},
        {"service_start": "2015-11-23", "on": "2025-11-23"},
    ),
)  # fmt: skip
def annual_leave_days(facts: Facts, context: Context) -> Result:
    """Days of paid annual leave (职工带薪年休假条例 第三条), whole days of the year still due.

    Refuses without a length of service, dates that run backwards, and years before 2008.
    """
    result = Result(on=facts["on"] or facts["left"] or facts["joined"])
    _check_days(facts, result.on)
    years = _service_years(facts, result)
    result.line(gettext_noop("累计工作年限"), years, CUMULATIVE)
    full = _class_of_year(facts, context, result, _full_days(years))
    result.line(gettext_noop("全年应休天数"), full, DAYS)
    barred = _bar(facts, full)
    if full and barred:
        _tell_bar(facts, result, barred)
        return result
    result.value = _days_due(facts, result, full)
    return result


def _check_days(facts: Facts, on: date | None) -> None:
    """Days in their order, since the regulations were in force."""
    if on is not None and on < IN_FORCE:
        raise refused(
            "law.norm.not-in-force",
            gettext_noop("职工带薪年休假条例自2008年1月1日起施行，%(on)s 还没有法定年休假"),
            gettext_noop("按2008年以后的日期计算；此前的年假按当时单位的规定或者约定"),
            on=on,
        )
    if facts["joined"] and facts["left"]:
        period(facts["joined"], facts["left"], "joined", "left")


def _service_years(facts: Facts, result: Result) -> Decimal:
    given: Decimal | None = facts["service_years"]
    if given is not None:
        return given
    start = facts["service_start"]
    if start is None:
        raise refused(
            "law.field.missing",
            gettext_noop(
                "缺少工作年限：请填累计工作年限（service_years），或者首次参加工作之日（service_start）"
            ),
            gettext_noop("累计工作年限包括在其他单位工作的时间"),
        )
    if result.on is None:
        need(facts, "on")
    on: date = period(start, result.on or start, "service_start", "on").end
    return Decimal(full_years(start, on))


def full_years(start: date, on: date) -> int:
    """Years completed on a day: the anniversary itself completes one, the day before it does not."""
    years = on.year - start.year
    return years - 1 if add_months(start, 12 * years) > on else years


def _class_of_year(facts: Facts, context: Context, result: Result, full: int) -> int:
    """The days a year of the class on the day; of the class reached later that year where the place takes it."""
    start, on = facts["service_start"], result.on
    if facts["service_years"] is not None or start is None or on is None:
        return full
    last = facts["left"] or date(on.year, 12, 31)
    higher = _full_days(Decimal(full_years(start, last)))
    if higher <= full:
        return full
    row = context.find("leave_step", on)
    if row is not None and row.value == HIGHER:
        result.line(gettext_noop("年内升档，当地按升档后的天数"), higher, DAYS)
        return higher
    result.change(
        "annual_leave_days.step",
        gettext_noop(
            "年内累计工作年限升档：升档以后为 %(days)s 天，当地按较高档或者分段折算的从其规定"
        ),
        days=higher,
    )
    return full


def _full_days(years: Decimal) -> int:
    """Days a year for a cumulative length of service."""
    if years < 1:
        return 0
    if years < 10:
        return 5
    return 10 if years < 20 else 15


def _bar(facts: Facts, full: int) -> str:
    """Why there is no leave this year (职工带薪年休假条例 第四条); empty where nothing bars it."""
    if facts["school_holidays"]:
        return gettext_noop("依法享受寒暑假，天数多于年休假")
    personal = facts["personal_leave_days"]
    if personal is not None and personal >= MOST_PAID_PERSONAL_LEAVE:
        return gettext_noop("请事假累计20天以上且单位不扣工资")
    sick = facts["sick_leave_months"]
    if full and sick is not None and sick >= SICK_LIMITS[full]:
        return gettext_noop("请病假累计达到该档次的月数（2、3、4个月）")
    return ""


def _tell_bar(facts: Facts, result: Result, why: str) -> None:
    result.value = 0
    result.conclusion = gettext_noop("不享受当年的年休假")
    result.line(gettext_noop("不享受的情形"), why, BARS)
    if facts["taken"]:
        result.conclusion = gettext_noop("当年已休的不扣回，不享受下一年度的年休假")
        result.line(gettext_noop("当年已休天数"), facts["taken"], NEXT_YEAR)


def _days_due(facts: Facts, result: Result, full: int) -> Decimal:
    """Whole days for the part of the year in this employment, less what was taken; never below zero."""
    taken: Decimal = facts["taken"] or ZERO
    stretch = _employed(facts)
    if stretch is None:
        return max(Decimal(full) - taken, ZERO)
    year_days = facts["year_days"] or YEAR_DAYS
    share = min(Decimal(stretch.days * full), Decimal(full * year_days))
    due = max(((share - taken * year_days) / year_days).to_integral_value(ROUND_FLOOR), ZERO)
    how = f"{stretch.days} ÷ {year_days} × {full}" + (f" − {taken:f}" if taken else "")
    basis = LEAVER if facts["left"] else JOINER
    result.line(gettext_noop("按日历天数折算，不足1整天的舍去"), due, basis, how)
    return due


def _employed(facts: Facts) -> Period | None:
    """The part of the year in this employment, or ``None`` for the whole year."""
    left, joined, on = facts["left"], facts["joined"], facts["on"]
    year = left.year if left else on.year if on else joined.year if joined else None
    if year is None:
        return None
    first = joined if joined and joined.year == year else date(year, 1, 1)
    last = left or date(year, 12, 31)
    if first == date(year, 1, 1) and not left:
        return None
    return Period(first, last) if first <= last else None


@rule(
    "unused_leave",
    title=gettext_noop("未休年休假工资"),
    answer="amount",
    fields=(
        money("monthly_wage", gettext_noop("支付前十二个月剔除加班工资后的月平均工资"), required=True),
        number("days", gettext_noop("应休未休天数"), high=450, unit="days"),
        ratio("extra_ratio", gettext_noop("日工资的倍数：正常工资已付为2（默认），都没有付为3，本人书面放弃为0"), high=3),
        flag("waived", gettext_noop("单位已安排而劳动者因本人原因书面不休")),
        whole("year", gettext_noop("所属年度（只有一个年度时）"), low=2008, high=2060),
        many(
            record(
                "years",
                gettext_noop("各年度未休天数（用来检查时效）"),
                (
                    whole("year", gettext_noop("年度"), required=True, low=2008, high=2060),
                    number("days", gettext_noop("天数"), required=True, high=30, unit="days"),
                ),
            )
        ),
        day("filed", gettext_noop("申请仲裁之日"), last=True),
        day("end", gettext_noop("离职之日"), last=True),
        choice(
            "limitation",
            gettext_noop("时效怎样算"),
            {
                "ordinary": gettext_noop("一年时效，可跨一个年度安排，自次年年末起算"),
                "wage": gettext_noop("按劳动报酬，自离职起一年"),
            },
        ),
        money("paid", gettext_noop("已付的未休年休假工资")),
    ),
    articles=(NOT_TAKEN, WAIVER, DAY_WAGE, COMPANY_LEAVE),
    parameters=("leave_limitation", "rounding_order"),
    formula=(
        gettext_noop("未休年休假工资 = 月平均工资 ÷ 21.75 × 天数 × 倍数"),
        gettext_noop("正常工资已付的另付200%；连正常工资也没有付的300%；本人书面放弃的0"),
        gettext_noop("某年度的年休假可跨一个年度安排，时效自次年年末起算一年；离职的自离职之日起算"),
    ),
    contested=(
        gettext_noop("200%部分是否属于劳动报酬（时效不同），各地不一；默认按一年时效"),
        gettext_noop("单位福利年假按约定处理，不当然适用300%"),
    ),
    examples=(
        {"monthly_wage": "8000", "days": "4"},
        {"monthly_wage": "3892.94", "days": "20"},
    ),
)  # fmt: skip
def unused_leave(facts: Facts, context: Context) -> Result:
    """Pay for annual leave not taken, in yuan (实施办法 第十条、第十一条).

    Refuses without a wage and without days (as a sum, or by year where limitation is to be checked).
    """
    result = Result(on=facts["end"] or facts["filed"])
    wage: Decimal = facts["monthly_wage"]
    days = _days_in_time(facts, context, result)
    ratio = facts["extra_ratio"]
    if facts["waived"]:
        result.line(gettext_noop("本人书面不休，只付正常工资"), 0, WAIVER)
        ratio = ZERO
    ratio = EXTRA if ratio is None else ratio
    due, told = share_of_wage(wage, PAY_DAYS, (days, ratio), context, result.on)
    result.money(gettext_noop("月平均工资（剔除加班工资）"), wage, DAY_WAGE)
    result.line(gettext_noop("应休未休天数"), days, NOT_TAKEN)
    result.money(gettext_noop("未休年休假工资"), due, NOT_TAKEN, told)
    result.amount = max(due - (facts["paid"] or ZERO), ZERO)
    if facts["filed"] is None and not facts["waived"]:
        result.change(
            "unused_leave.limitation",
            gettext_noop("没有检查时效：多数地方只支持最近两个年度，须由单位提出抗辩"),
        )
    return result


def _days_in_time(facts: Facts, context: Context, result: Result) -> Decimal:
    """The days claimed, without the years whose limitation ran out before filing."""
    years = facts["years"]
    if years is None:
        need(facts, "days")
        days: Decimal = facts["days"]
        if facts["year"] is None:
            return days
        years = [{"year": facts["year"], "days": days}]
    filed: date | None = facts["filed"]
    if filed is None:
        return sum((entry["days"] for entry in years), ZERO)
    mode = facts["limitation"] or str(context.row("leave_limitation", filed).value)
    total = ZERO
    for entry in sorted(years, key=lambda e: int(e["year"])):
        expiry = leave_expiry(entry["year"], facts["end"], mode)
        expired = expiry is not None and filed > expiry
        basis = PAY_LIMITATION if mode == "wage" else LIMITATION
        what = (
            gettext_noop("%(year)s年度 %(days)s 天，已过时效")
            if expired
            else gettext_noop("%(year)s年度 %(days)s 天，在时效内")
        )
        result.line(what, expiry or "—", basis, year=str(entry["year"]), days=entry["days"])
        total += ZERO if expired else entry["days"]
    return total


def leave_expiry(year: int, end: date | None, mode: str) -> date | None:
    """The last day to claim the leave of a year; ``None`` while wages' limitation does not run.

    ``ordinary``: a year from the end of the following year, to which leave may be carried
    (实施办法 第九条), or from the end of employment if that is earlier. ``wage``: a year from the end.
    A day of rest moves it to the next working day, as in the rule of limitation.
    """
    if mode == "wage":
        return clock(end).due if end else None
    known = date(year + 1, 12, 31)
    if end is not None and end < known:
        known = end
    return clock(known).due
