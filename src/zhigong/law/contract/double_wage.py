"""二倍工资: the second wage for months worked without a written contract."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec

from zhigong.kernel.period import Period, add_months
from zhigong.kernel.text import gettext_noop
from zhigong.law.calendar import OFFICIAL
from zhigong.law.core.facts import (
    Facts,
    choice,
    day,
    many,
    money,
    need,
    period,
    refused,
    spans,
)
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.pay.shares import share_of_wage
from zhigong.law.procedure.clock import Clock, clock, first_alive
from zhigong.law.service_time import full_months

DUTY = article("LCL", 10, paragraph=2)
DOUBLE = article("LCL", 82, paragraph=1)
OPEN_ENDED = article("LCL", 82, paragraph=2)
WINDOW = article("LCLR", 6)
YEAR_OVER = article("LCLR", 7)
PART_MONTH = article("JI-2", 6)
EXCUSED = article("JI-2", 7)
PROLONGED = article("JI-2", 8)
RENEWAL = article("JI-2", 11)
TRANSITION = article("LCL", 97, paragraph=2)
LIMITATION = article("LDMA", 27, paragraph=1)
ALWAYS = (
    DUTY,
    DOUBLE,
    WINDOW,
    YEAR_OVER,
    LIMITATION,
)  # the interpretation only where a step rests on it
PAY_DAYS = Decimal("21.75")
LAW_IN_FORCE = date(2008, 1, 1)
ONE_DAY = timedelta(days=1)
ZERO = Decimal(0)

FAULTS = {
    "employer": gettext_noop("单位没有订立书面合同"),
    "worker": gettext_noop("劳动者故意或者重大过失造成未订立"),
    "force_majeure": gettext_noop("因不可抗力未订立"),
    "other_legal": gettext_noop("有法律、行政法规规定的其他情形"),
    "prolonged": gettext_noop("合同依法自动延续（三期、医疗期、工会任职、培训服务期等）"),
}


class Window(msgspec.Struct, frozen=True):
    """The days that carry a second wage; ``last`` before ``first`` is none."""

    first: date
    last: date
    basis_day: date  # the day from which the month of grace and the year are counted

    @property
    def grace(self) -> bool:
        """Whether a month of grace lies before the first day."""
        return self.first != self.basis_day

    @property
    def empty(self) -> bool:
        return self.last < self.first


@rule(
    "double_wage",
    title=gettext_noop("未订立书面劳动合同二倍工资"),
    answer="amount",
    fields=(
        day("hire", gettext_noop("用工之日"), required=True),
        day("contract_signed", gettext_noop("补订书面合同之日；从未订立的不填")),
        day("end", gettext_noop("离职之日；仍在职的不填"), last=True),
        money("monthly_wage", gettext_noop("每月应得工资"), required=True),
        choice(
            "part",
            gettext_noop("计算哪一部分"),
            {
                "extra": gettext_noop("只算第二倍（通常的请求）"),
                "total": gettext_noop("两倍合计（正常工资也没有付）"),
            },
        ),
        day("filed", gettext_noop("申请仲裁之日；不填则不考虑时效"), last=True),
        choice(
            "limitation",
            gettext_noop("时效怎样算"),
            {
                "rolling": gettext_noop("自申请之日逐日往前推一年"),
                "from_end": gettext_noop("自整段期间届满起算一年"),
            },
        ),
        many(day("interruptions", gettext_noop("时效中断的日子（主张权利、投诉、申请调解等）"))),
        spans("suspensions", gettext_noop("时效中止的期间（不可抗力等正当理由）")),
        choice("fault", gettext_noop("未订立的原因"), FAULTS, aliases=other_words("faults")),
        day(
            "contract_expired", gettext_noop("原合同期满之日（期满后继续用工而未续订）"), last=True
        ),
        day("open_ended_from", gettext_noop("应当订立无固定期限合同之日（符合条件而单位拒绝）")),
        choice(
            "divisor",
            gettext_noop("不足整月部分怎样折算"),
            {
                "pay_days": gettext_noop("工作日 × 月工资 ÷ 21.75"),
                "own_workdays": gettext_noop("工作日 × 月工资 ÷ 当月工作日数"),
            },
        ),
    ),
    articles=(*ALWAYS, PART_MONTH, EXCUSED, PROLONGED),
    parameters=("double_wage_limitation", "double_wage_divisor", "rounding_order"),
    formula=(
        gettext_noop("起：用工之日满一个月的次日（6月8日用工，自7月8日起）"),
        gettext_noop("止：补订合同前一日、用工满一年前一日、离职之日，取最早；最多十一个月"),
        gettext_noop("整月自起算日逐月推算 × 月工资；不足整月按该段工作日 × 月工资 ÷ 21.75"),
        gettext_noop("无固定期限合同（第八十二条第二款）：自应当订立之日起，没有一个月宽限"),
    ),
    contested=(
        gettext_noop("时效：逐日往前推一年，或自整段期间届满起算一年，各地不一"),
        gettext_noop("不足整月的除数：21.75或当月实际工作日"),
        gettext_noop("加班工资、奖金是否计入二倍工资基数，各地不一"),
        gettext_noop("应订无固定期限合同而未订的，二倍工资是否以十一个月为限，条文没有写明"),
        gettext_noop("合同期满后继续用工未续订的二倍工资，多数自第二个月起算"),
        gettext_noop(
            "应聘登记表、录用通知书缺少合同必备条款的，公布的案例不认作书面合同；具备必备条款的电子合同算"
        ),
        gettext_noop(
            "满一年视为已订立无固定期限合同，此后没有书面合同的，不再支付二倍工资（解释（二）第九条）"
        ),
    ),
    examples=(
        {"hire": "2020-06-08", "contract_signed": "2020-07-15", "monthly_wage": "4500"},
        {"hire": "2021-05-27", "end": "2022-09-17", "monthly_wage": "3000"},
        {
            "hire": "2021-05-27",
            "end": "2022-09-17",
            "monthly_wage": "3000",
            "filed": "2022-10-10",
            "limitation": "rolling",
        },
    ),
)
def double_wage(facts: Facts, context: Context) -> Result:
    """The second wage of 劳动合同法 第八十二条, in yuan (both wages with ``part: total``).

    Zero where a contract was signed in time or an exception applies. Refuses without a wage, when dates
    run backwards, and an open-ended claim without its last day.
    """
    result = Result(articles=ALWAYS)
    _check_days(facts)
    if facts["fault"] not in (None, "employer"):
        return _excused(facts, result)
    window = _open_ended_window(facts) if facts["open_ended_from"] else _window(facts, result)
    result.on = window.first
    _tell_window(result, window, facts)
    if window.empty:
        return _nothing(result, gettext_noop("在一个月内订立了书面合同或者已离职，没有二倍工资"))
    claimable = _in_time(facts, context, result, window)
    if claimable is None:
        return _nothing(result, gettext_noop("已超过仲裁时效"))
    extra = _sum(facts, context, result, claimable, window)
    _answer(facts, result, extra)
    _remarks(facts, result, window)
    return result


def _check_days(facts: Facts) -> None:
    """Days in their order; 劳动合同法 covers what happened since 2008."""
    if facts["end"] is not None:
        period(facts["hire"], facts["end"])
        if facts["end"] < LAW_IN_FORCE:
            raise refused(
                "law.norm.not-in-force",
                gettext_noop("劳动合同法自2008年1月1日起施行，此前没有二倍工资的规定"),
                gettext_noop("请核对日期"),
            )
    if facts["filed"] is not None:
        period(facts["hire"], facts["filed"], "hire", "filed")


def _excused(facts: Facts, result: Result) -> Result:
    prolonged = facts["fault"] == "prolonged"
    result.on = facts["hire"]
    result.line(
        gettext_noop("未订立的原因"), FAULTS[facts["fault"]], PROLONGED if prolonged else EXCUSED
    )
    result.change(
        "double_wage.fault",
        gettext_noop("该原因由用人单位举证；举证不成立的，仍应支付二倍工资"),
    )
    return _nothing(result, gettext_noop("属于不支付二倍工资的情形"))


def _nothing(result: Result, conclusion: str) -> Result:
    result.amount = ZERO
    result.conclusion = conclusion
    return result


def _window(facts: Facts, result: Result) -> Window:
    """From a month after work began to the day before signing, the year's end or the last day."""
    start: date = facts["hire"]
    if facts["contract_expired"] is not None:
        start = period(start, facts["contract_expired"], "hire", "contract_expired").end + ONE_DAY
    if start < LAW_IN_FORCE:
        start = LAW_IN_FORCE
        result.line(gettext_noop("2008年以前已用工的，自法律施行之日起计算"), start, TRANSITION)
    last = add_months(start, 12) - ONE_DAY
    if facts["contract_signed"] is not None:
        last = min(last, facts["contract_signed"] - ONE_DAY)
    if facts["end"] is not None:
        last = min(last, facts["end"])
    elif facts["contract_signed"] is None and facts["filed"] is not None:
        last = min(last, facts["filed"])
    return Window(add_months(start, 1), last, start)


def _open_ended_window(facts: Facts) -> Window:
    """From the day an open-ended contract was due to the day before it was signed, or the last day."""
    due: date = facts["open_ended_from"]
    ends = [facts["end"], facts["filed"]]
    if facts["contract_signed"] is not None:
        ends.append(facts["contract_signed"] - ONE_DAY)
    known = [each for each in ends if each is not None]
    if not known:
        need(facts, "filed")
    return Window(due, min(known), due)


def _tell_window(result: Result, window: Window, facts: Facts) -> None:
    if facts["open_ended_from"]:
        result.line(
            gettext_noop("应订无固定期限合同而未订，二倍工资起算日"), window.first, OPEN_ENDED
        )
    elif facts["contract_expired"]:
        result.line(gettext_noop("期满后继续用工，二倍工资起算日"), window.first, RENEWAL)
    else:
        result.line(gettext_noop("用工满一个月的次日，二倍工资起算日"), window.first, WINDOW)
    result.line(gettext_noop("二倍工资截止日"), window.last, _last_basis(facts))


def _last_basis(facts: Facts) -> Article:
    """The year of 实施条例 第七条 ends the second wage; where an open-ended contract is refused nothing does."""
    return OPEN_ENDED if facts["open_ended_from"] else YEAR_OVER


def _in_time(facts: Facts, context: Context, result: Result, window: Window) -> Period | None:
    """The days of the window that limitation leaves; ``None`` where it leaves none."""
    whole = Period(window.first, window.last)
    filed: date | None = facts["filed"]
    if filed is None:
        result.change(
            "double_wage.limitation",
            gettext_noop("未填申请仲裁之日，没有考虑一年时效；时效抗辩须由单位在仲裁阶段提出"),
        )
        _tell_unfiled(facts, context, result, window)
        return whole
    mode = facts["limitation"] or str(context.row("double_wage_limitation", filed).value)
    if mode == "from_end":
        expiry = _year_of(window.last, facts).due
        result.line(gettext_noop("时效届满日（自整段期间届满起一年）"), expiry, LIMITATION)
        return whole if filed <= expiry else None
    earliest = first_alive(whole, filed, facts["interruptions"] or (), facts["suspensions"] or ())
    result.line(gettext_noop("时效内最早的一日（自申请之日往前一年）"), earliest, LIMITATION)
    return Period(earliest, window.last) if earliest <= window.last else None


def _tell_unfiled(facts: Facts, context: Context, result: Result, window: Window) -> None:
    """Where the year runs day by day, a sum without a day of filing is provisional: it shrinks with every day."""
    row = None if facts["limitation"] else context.find("double_wage_limitation", window.last)
    if (facts["limitation"] or (row and row.value)) != "rolling":
        return
    result.extra = {"provisional": True}
    result.warn(
        "double_wage.unfiled",
        gettext_noop(
            "数额是暂定的：时效逐日往前推算一年，申请仲裁越晚，能要的越少；"
            "%(first)s 之后才申请的，最早的部分已过时效，请填申请仲裁之日重算"
        ),
        first=_year_of(window.first, facts).count.raw,
    )


def _year_of(day_: date, facts: Facts) -> Clock:
    """The year of limitation that begins on a day, through what interrupted and suspended it."""
    return clock(day_, facts["interruptions"] or (), facts["suspensions"] or ())


def _sum(facts: Facts, context: Context, result: Result, time: Period, window: Window) -> Decimal:
    """The second wage over the days: full months stepped from the first, then the rest by workdays."""
    wage: Decimal = facts["monthly_wage"]
    if time.start == window.first and window.grace:
        months, rest = full_months(time.start, time.end, anchor=window.basis_day, offset=1)
    else:
        months, rest = full_months(time.start, time.end)
    extra = wage * months
    if months:
        result.money(
            gettext_noop("整月的第二倍工资"),
            extra,
            OPEN_ENDED if facts["open_ended_from"] else DOUBLE,
            f"{time.start} — {rest - ONE_DAY}: {wage:f} × {months}",
        )
    if rest <= time.end:
        mode = facts["divisor"] or str(context.row("double_wage_divisor", time.end).value)
        extra += _part_month(wage, Period(rest, time.end), mode, context, result)
    return extra


def _part_month(
    wage: Decimal, time: Period, mode: str, context: Context, result: Result
) -> Decimal:
    """The rest of a month by its working days, at most one month's wage."""
    if OFFICIAL.unpublished_years(time.start, time.end):
        result.warn(
            "law.calendar.provisional",
            gettext_noop("该年度放假安排尚未公布，工作日按周末和法定节日推算，为暂定数"),
        )
    if mode == "own_workdays":
        share = ZERO
        for month in _by_month(time):
            first = month.start.replace(day=1)
            own = OFFICIAL.workdays(first, add_months(first, 1) - ONE_DAY)
            share += Decimal(OFFICIAL.workdays(month.start, month.end)) / own
        pay, how = min(wage * share, wage), f"{time.start} — {time.end}"
    else:
        days = OFFICIAL.workdays(time.start, time.end)
        plain = f"{wage:f} × {days} ÷ {PAY_DAYS}"
        pay, told = share_of_wage(wage, PAY_DAYS, (Decimal(days),), context, time.end, plain)
        pay, how = min(pay, wage), f"{time.start} — {time.end}: {told}"
    result.money(gettext_noop("不足整月的第二倍工资（按工作日）"), pay, PART_MONTH, how)
    return pay


def _by_month(time: Period) -> list[Period]:
    """The stretch cut at the ends of calendar months."""
    cut = add_months(time.start.replace(day=1), 1)
    if cut > time.end:
        return [time]
    return [Period(time.start, cut - ONE_DAY), Period(cut, time.end)]


def _answer(facts: Facts, result: Result, extra: Decimal) -> None:
    result.amount = extra
    if facts["part"] == "total":
        result.amount = extra * 2
        result.money(gettext_noop("两倍合计"), result.amount, DOUBLE, f"{extra:f} × 2")


def _remarks(facts: Facts, result: Result, window: Window) -> None:
    if facts["open_ended_from"]:
        if add_months(window.first, 11) <= window.last:
            result.warn(
                "double_wage.open-ended-months",
                gettext_noop("已超过十一个月：是否以十一个月为限，条文没有写明，请核对当地口径"),
            )
        return
    year_over = add_months(window.basis_day, 12)
    last = facts["end"]
    if facts["contract_signed"] is None and (last is None or last >= year_over):
        result.change(
            "double_wage.open-ended",
            gettext_noop("自 %(day)s 起视为已订立无固定期限劳动合同，此后不再支付二倍工资"),
            day=year_over,
        )
    result.change(
        "double_wage.exceptions",
        gettext_noop("因不可抗力、劳动者故意或重大过失未订立，或合同依法延续的，不支付"),
    )
