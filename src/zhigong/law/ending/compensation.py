"""The arithmetic that severance (N) and the damages for unlawful ending (2N) share: base, cap, units."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from zhigong.kernel.period import Period, Span
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core.durations import duration
from zhigong.law.core.facts import (
    Facts,
    Field,
    choice,
    day,
    flag,
    many,
    money,
    need_one,
    number,
    period,
    record,
    refused,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context
from zhigong.law.core.result import Result
from zhigong.law.ending.endings import ALIASES, LABELS
from zhigong.law.service_time import Earlier, merged_start, units_of

YEARS = article("LCL", 47, paragraph=1)
CAP = article("LCL", 47, paragraph=2)
AVERAGE = article("LCL", 47, paragraph=3)
GROSS = article("LCLR", 27)
PLACE = article("LCLR", 14)
MERGED = article("LCLR", 10)
LAW_IN_FORCE = date(2008, 1, 1)
MOST_UNITS = Decimal(12)
TWO, THREE = Decimal(2), Decimal(3)

FIELDS: tuple[Field, ...] = (
    day("hire", gettext_noop("入职（用工）之日")),
    day("end", gettext_noop("解除或者终止之日，即最后一个工作日"), last=True),
    money("monthly_wage", gettext_noop("解除或者终止前十二个月的平均应得工资（扣社保、公积金、个税之前）")),
    many(money("wages", gettext_noop("前十二个月（不满的按实际月数）每月应得工资，用来求平均数"))),
    money("local_average_wage", gettext_noop("单位所在设区的市上年度职工月平均工资，用来判断三倍封顶")),
    money("minimum_wage", gettext_noop("当地月最低工资标准，平均工资低于它时按它计算")),
    choice("ending", gettext_noop("怎样结束的"), LABELS, aliases=ALIASES),
    number("units", gettext_noop("已折算好的月数（不知道起止日期时填写）"), high=70, unit="months"),
    duration("service", gettext_noop("工作年限（不知道起止日期时填写），如 3年7个月")),
    many(
        record(
            "earlier",
            gettext_noop("非因本人原因从原单位转来的工龄"),
            (
                day("from", gettext_noop("原单位入职之日"), required=True),
                day("to", gettext_noop("原单位最后一日"), required=True, last=True),
                flag("compensated", gettext_noop("原单位是否已付经济补偿")),
            ),
        )
    ),
    money("paid", gettext_noop("单位已付的数额")),
)  # fmt: skip


class Served(msgspec.Struct, frozen=True):
    """How long was served: the merged first day, the last day, their length; or given units alone."""

    start: date | None
    end: date | None
    span: Span | None
    given: Decimal | None


class Base(msgspec.Struct, frozen=True):
    """The monthly base, and the cap where the wage is above three times the local average."""

    wage: Decimal
    capped: bool
    cap: Decimal | None

    @property
    def counted(self) -> Decimal:
        """The wage that is multiplied."""
        return self.cap if self.capped and self.cap is not None else self.wage


def read_service(facts: Facts, result: Result) -> Served:
    """The service the claim tells, with its line; refuses without dates and without units."""
    given = facts["units"]
    if facts["hire"] is None or facts["end"] is None:
        return _given_units(facts, given, result)
    whole = period(facts["hire"], facts["end"])
    start = _merged(facts, result)
    served = period(start, whole.end) if start != whole.start else whole
    span = served.span()
    result.line(
        gettext_noop("工作年限（首尾两日都计入）"),
        gettext_noop("%(years)s年%(months)s个月%(days)s天"),
        YEARS,
        f"{start} — {whole.end}",
        years=span.years,
        months=span.months,
        days=span.days,
    )
    if given is not None and given != units_of(span):
        result.warn(
            "law.service.units-differ",
            gettext_noop("所填月数 %(given)s 与按日期折算的 %(counted)s 不一致，按日期计算"),
            given=given,
            counted=units_of(span),
        )
    return Served(start, whole.end, span, None)


def _given_units(facts: Facts, given: Decimal | None, result: Result) -> Served:
    length: Span | None = facts.get("service")
    if given is None and length is not None:
        return _of_length(facts, length, result)
    if given is None:
        raise refused(
            "law.field.missing",
            gettext_noop("缺少入职日期（hire）和离职日期（end）"),
            gettext_noop(
                "请填写入职和离职日期；都不知道时可以填工作年限（service），或者已折算的月数（units）"
            ),
        )
    if given % Decimal("0.5"):
        raise refused(
            "law.service.units-not-half",
            gettext_noop("折算的月数（units）应为 0.5 的整数倍：%(given)s"),
            gettext_noop("满一年计1，六个月以上计1，不满六个月计0.5；折算后再填，或改填日期"),
            given=given,
        )
    result.line(gettext_noop("所填折算月数"), given, YEARS)
    return Served(facts["hire"], facts["end"], None, given)


def _of_length(facts: Facts, length: Span, result: Result) -> Served:
    """Units of a length of service whose days are not known."""
    units = units_of(length)
    result.line(
        gettext_noop("所填工作年限"),
        gettext_noop("%(years)s年%(months)s个月%(days)s天"),
        YEARS,
        years=length.years,
        months=length.months,
        days=length.days,
    )
    result.line(gettext_noop("工作年限折算月数"), units, YEARS)
    return Served(facts["hire"], facts["end"], None, units)


def _merged(facts: Facts, result: Result) -> date:
    hire: date = facts["hire"]
    if not facts["earlier"]:
        return hire
    earlier = [
        Earlier(period(e["from"], e["to"], "earlier.from", "earlier.to"), bool(e["compensated"]))
        for e in facts["earlier"]
    ]
    start = merged_start(hire, earlier)
    if start != hire:
        result.line(gettext_noop("合并计算原单位工龄后的起算日"), start, MERGED)
    if any(each.compensated for each in earlier):
        result.warn(
            "law.service.compensated",
            gettext_noop("原单位已支付经济补偿的工龄不再合并计算"),
        )
    return start


def read_base(facts: Facts, context: Context, result: Result) -> Base:
    """The monthly base: average, not below the minimum wage, capped at three times the local average."""
    wage = _average(facts, result)
    on = facts["end"]
    minimum = facts["minimum_wage"]
    if minimum is None and on is not None:
        row = context.find("min_wage_month", on)
        minimum = row.value if row else None
    if minimum is not None and wage < minimum:
        result.money(gettext_noop("平均工资低于当地最低工资，按最低工资计算"), minimum, GROSS)
        wage = minimum
    if not wage:
        raise _no_wage()
    cap = _cap(facts, context, result, wage, minimum)
    capped = cap is not None and wage > cap
    if capped and cap is not None:
        result.money(
            gettext_noop("月工资高于当地平均工资三倍，按三倍计算"), cap, CAP, f"{cap / THREE:f} × 3"
        )
    return Base(wage, capped, cap)


def _no_wage() -> Refused:
    """No wage is no base: who earned nothing in twelve months has the local minimum, which is not known."""
    return refused(
        "law.severance.no-wage",
        gettext_noop("平均工资为零，又没有当地最低工资标准（minimum_wage）可以作为下限"),
        gettext_noop("请填写应得的平均工资（不是实发），或者填写地区和当地最低工资标准"),
    )


def _average(facts: Facts, result: Result) -> Decimal:
    if need_one(facts, "monthly_wage", "wages") == "monthly_wage":
        wage: Decimal = facts["monthly_wage"]
        result.money(gettext_noop("解除或者终止前十二个月平均工资"), wage, AVERAGE)
        return wage
    wages: list[Decimal] = facts["wages"]
    if not 1 <= len(wages) <= 12:
        raise refused(
            "law.severance.months",
            gettext_noop(
                "各月工资（wages）应为前十二个月的（不满的按实际月数），现有 %(count)s 个月"
            ),
            gettext_noop("请只保留解除或者终止前十二个月"),
            count=len(wages),
        )
    average = sum(wages, Decimal(0)) / len(wages)
    if min(wages) * TWO < max(wages):
        result.change(
            "law.severance.low-months",
            gettext_noop(
                "有的月份不到最高月份的一半：因病假、产假、停工少发的，公布的案例多改按正常劳动时的工资平均"
            ),
        )
    result.money(
        gettext_noop("解除或者终止前平均工资"),
        average,
        AVERAGE if len(wages) == 12 else GROSS,
        f"{sum(wages, Decimal(0)):f} ÷ {len(wages)}",
    )
    return average


def _cap(
    facts: Facts, context: Context, result: Result, wage: Decimal, minimum: Decimal | None
) -> Decimal | None:
    """Three times the local average, or ``None`` where it is not known (said, unless it cannot bite)."""
    average = facts["local_average_wage"]
    if average is None and facts["end"] is not None:
        row = context.find("avg_wage_month", facts["end"])
        average = row.value if row else None
    if average is not None:
        found: Decimal = average * THREE
        return found
    # An average is never below the minimum wage: up to three times the minimum no cap can bite.
    if minimum is None or wage > minimum * THREE:
        result.warn(
            "law.severance.cap-unchecked",
            gettext_noop("三倍工资参数缺失：没有当地上年度职工月平均工资，未检查三倍封顶"),
        )
        result.change(
            "law.severance.cap",
            gettext_noop("月工资高于当地上年度职工月平均工资三倍的，按三倍计算，年限最多十二年"),
        )
    return None


def counted_units(units: Decimal, base: Base, result: Result) -> Decimal:
    """The units that are paid: at most twelve, and only where the wage cap applies."""
    if base.capped and units > MOST_UNITS:
        result.line(gettext_noop("适用三倍封顶，年限最多十二年"), MOST_UNITS, CAP)
        return MOST_UNITS
    return units


def take_paid(facts: Facts, result: Result, due: Decimal) -> Decimal:
    """What is still owed after what the employer paid; never below zero."""
    paid: Decimal | None = facts["paid"]
    if paid is None:
        return due
    result.money(gettext_noop("应付数额"), due)
    result.money(gettext_noop("减去单位已付"), paid)
    return max(due - paid, Decimal(0))


def must_be_in_force(end: date | None) -> None:
    """Refuse endings before 劳动合同法 was in force."""
    if end is not None and end < LAW_IN_FORCE:
        raise refused(
            "law.norm.not-in-force",
            gettext_noop("劳动合同法自2008年1月1日起施行，不适用于 %(end)s 的解除或者终止"),
            gettext_noop("2008年以前结束的劳动关系按当时的规定另行计算"),
            end=end,
        )


def split(start: date, end: date) -> tuple[Period | None, Period]:
    """The service before 2008 and the service since."""
    if start >= LAW_IN_FORCE:
        return None, Period(start, end)
    return Period(start, LAW_IN_FORCE - timedelta(days=1)), Period(LAW_IN_FORCE, end)
