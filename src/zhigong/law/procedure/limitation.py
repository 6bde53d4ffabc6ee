"""The rule ``limitation``: whether a claim can still be taken to arbitration, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from zhigong.kernel.period import Period
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.calendar import OFFICIAL
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts, Field, refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.clock import Clock, clock, first_alive
from zhigong.law.procedure.counting import count
from zhigong.law.procedure.deadlines import provisional
from zhigong.law.procedure.kinds import YEARS
from zhigong.law.procedure.limitation_claims import CLAIM_KINDS, CLAIM_LABELS, EVENTS, ClaimKind

KNOWLEDGE = article("LDMA", 27, paragraph=1)
INTERRUPTION = article("LDMA", 27, paragraph=2)
SUSPENSION = article("LDMA", 27, paragraph=3)
PAY = article("LDMA", 27, paragraph=4)
OLD = article("LL", 82)
MOVED = (("CIVIL", 203, 1), ("CIVIL-2017", 203, 1), ("CIVIL-1986", 154, 3))
DEFENCE = article("JI-2", 20)
LEAVE_ACROSS = article("ANL-R", 9)

_PERIOD_START = gettext_noop("二倍工资期间的第一日")
_MODES = {
    "rolling": gettext_noop("自申请之日逐日往前推一年"),
    "from_end": gettext_noop("整段期间届满之日起一年"),
}
_LEAVE_MODES = {
    "ordinary": gettext_noop("普通时效，可跨一个年度安排"),
    "same_year": gettext_noop("普通时效，自当年年底起算"),
    "wage": gettext_noop("按劳动报酬的时效"),
}


def _event(name: str, meaning: str) -> Field:
    """A day, or ``{"on": day, "kind": what interrupted}``; read as ``(day, kind)``."""
    parts = (
        read.day("on", gettext_noop("发生之日"), required=True),
        read.choice("kind", gettext_noop("中断事由"), EVENTS, aliases=other_words("events")),
    )
    whole = read.record(name, meaning, parts)

    def one(raw: Any, field: str) -> tuple[date, str]:
        if not isinstance(raw, dict):
            return read.day_of(raw, field), "other"
        found = whole.read(raw, field)
        return found["on"], found["kind"] or "other"

    return Field(name, "date or record", meaning, one, parts=parts)


@rule(
    "limitation",
    title=gettext_noop("仲裁时效"),
    answer="value",
    fields=(
        read.choice(
            "claim",
            gettext_noop("请求的种类"),
            CLAIM_LABELS,
            required=True,
            aliases=other_words("claims"),
        ),
        read.day("known", gettext_noop("知道或者应当知道权利被侵害之日")),
        read.day("end", gettext_noop("劳动关系终止之日"), last=True),
        read.day("filed", gettext_noop("申请仲裁之日"), last=True),
        read.day("on", gettext_noop("以哪一天看是否届满（未申请时）")),
        read.many(_event("interruptions", gettext_noop("中断时效的日期"))),
        read.spans("suspensions", gettext_noop("不可抗力等正当理由持续的期间，首尾都计入")),
        read.day("period_start", _PERIOD_START),
        read.day("period_end", gettext_noop("二倍工资期间的最后一日"), last=True),
        read.choice("mode", gettext_noop("二倍工资时效的算法"), _MODES),
        read.whole("leave_year", gettext_noop("未休年休假所属年度"), low=2008, high=2060),
        read.choice("leave_mode", gettext_noop("未休年休假工资时效的算法"), _LEAVE_MODES),
    ),
    articles=(KNOWLEDGE, INTERRUPTION, SUSPENSION, PAY),
    parameters=("double_wage_limitation", "leave_limitation"),
    formula=(
        gettext_noop("一般请求：自知道或者应当知道权利被侵害之日起一年"),
        gettext_noop("劳动报酬：在职期间不受一年限制；离职的，自离职之日起一年"),
        gettext_noop("届满当日或者之前主张权利、求助、对方同意履行的，自该日起重新计算一年"),
        gettext_noop(
            "中止期间不计入，届满日按中止天数顺延；届满日遇休息日的，顺延至其后第一个工作日"
        ),
        gettext_noop("届满当日申请仍在时效内"),
    ),
    contested=(
        gettext_noop("二倍工资：逐日往前推一年，或者自整段期间届满起一年，各地不一"),
        gettext_noop("未休年休假工资：多数地方按普通时效，部分地方按劳动报酬"),
        gettext_noop("中止天数首尾都计入，条文没有写明"),
        gettext_noop("确认劳动关系是否适用时效，各地不一"),
    ),
    examples=(
        {"claim": "severance", "known": "2024-09-09", "filed": "2025-09-30"},
        {"claim": "overtime", "known": "2021-06-30", "end": "2023-05-31", "filed": "2024-06-03"},
        {
            "claim": "double_wage",
            "period_start": "2021-06-27",
            "period_end": "2022-05-26",
            "filed": "2022-10-10",
        },
    ),
)
def limitation(facts: Facts, context: Context) -> Result:
    """Whether the claim is still in time, and the last day; refuses without a starting day.

    ``value`` is ``expired``, ``in_time`` (filed in time), ``running`` (not filed yet), ``not_started``
    (pay, still employed) or ``partly_expired`` (double wage, some of the days).
    """
    kind = CLAIM_KINDS[facts["claim"]]
    result = Result(on=facts["filed"] or facts["on"] or facts["end"] or facts["known"])
    if facts["claim"] == "double_wage" and facts["period_end"]:
        return _double_wage(facts, context, result)
    start, basis = _start(facts, kind, context, result)
    if start is None:
        return _not_started(facts, result)
    _check_order(facts, start)
    running = clock(start, [day for day, _ in facts["interruptions"] or ()], _pauses(facts))
    _describe(running, facts, basis, result)
    _judge(running.due, facts, result)
    if kind.note:
        result.warn("law.limitation.note", kind.note)
    return result


def _start(
    facts: Facts, kind: ClaimKind, context: Context, result: Result
) -> tuple[date | None, Article]:
    """The day from which the year runs, and why; ``None`` where it does not run yet."""
    pay = kind.pay
    if facts["claim"] == "unused_leave" and facts["leave_mode"] == "wage":
        pay = True
    if facts["claim"] == "unused_leave" and facts["known"] is None:
        leave_start = _leave_start(facts, context)
        if leave_start:
            return leave_start, LEAVE_ACROSS
        pay = True
    if pay:
        if facts["end"] and facts["known"] and facts["known"] > facts["end"]:
            result.warn(
                "law.limitation.due-after-end",
                gettext_noop(
                    "应得之日 %(known)s 晚于离职日：可主张自该日起算，但请以离职后一年为准尽早申请"
                ),
                known=facts["known"],
            )
        return facts["end"], PAY
    if facts["known"] is None and kind.from_end and facts["end"]:
        return facts["end"], KNOWLEDGE
    if facts["known"] is None:
        raise _no_start()
    return facts["known"], KNOWLEDGE


def _leave_start(facts: Facts, context: Context) -> date | None:
    """Leave of a year may be taken until the end of the next: the year of limitation follows that.

    Whether it counts as pay is local practice (``None``); the end of employment starts it at once.
    """
    year = facts["leave_year"]
    end: date | None = facts["end"]
    if year is None and end is None:
        raise _no_start()
    on = facts["filed"] or facts["on"] or end or date(year, 12, 31)
    mode = facts["leave_mode"] or context.row("leave_limitation", on).value
    if mode == "wage":
        return None
    if year is None:
        return end
    start = date(year if mode == "same_year" else year + 1, 12, 31)
    return min(start, end) if end else start


def _no_start() -> Refused:
    return refused(
        "law.limitation.no-start",
        gettext_noop("缺少起算日：不知道何时知道或者应当知道权利被侵害"),
        gettext_noop(
            "请填写知道权利被侵害之日（known）；随离职发生的请求，也可以只填离职日期（end）"
        ),
    )


def _not_started(facts: Facts, result: Result) -> Result:
    """Pay owed while employment goes on: no limit runs."""
    result.value = "in_time" if facts["filed"] else "not_started"
    result.conclusion = gettext_noop("劳动关系存续期间追索劳动报酬，不受一年时效的限制")
    result.articles = (PAY,)
    result.change(
        "law.limitation.end", gettext_noop("已经离职的，请填写离职日期：自离职之日起一年")
    )
    return result


def _check_order(facts: Facts, start: date) -> None:
    if facts["filed"] and facts["filed"] < start and facts["known"] == start:
        raise refused(
            "law.limitation.filed-before-known",
            gettext_noop("申请日 %(filed)s 早于知道权利被侵害之日 %(start)s"),
            gettext_noop("请核对两个日期"),
            filed=facts["filed"],
            start=start,
        )


def _pauses(facts: Facts) -> list[Period]:
    return facts["suspensions"] or []


def _describe(running: Clock, facts: Facts, basis: Article, result: Result) -> None:
    """The working: start, interruptions, suspension, the year, the moved last day."""
    what = gettext_noop("离职之日起算") if basis is PAY else gettext_noop("时效起算日")
    result.line(what, running.start, OLD if running.old_law else basis)
    kinds = dict(facts["interruptions"] or ())
    for day in running.early:
        result.line(
            gettext_noop("%(event)s：在起算之前，不影响时效"),
            day,
            INTERRUPTION,
            event=EVENTS[kinds[day]],
        )
    for day in running.used:
        result.line(
            gettext_noop("%(event)s：时效中断，自该日重新计算"),
            day,
            INTERRUPTION,
            event=EVENTS[kinds[day]],
        )
    for day in running.too_late:
        result.line(
            gettext_noop("%(event)s：时效已届满，不再中断"),
            day,
            INTERRUPTION,
            event=EVENTS[kinds[day]],
        )
    if running.count.stopped:
        result.line(gettext_noop("中止天数"), running.count.stopped, SUSPENSION)
    if running.old_law:
        result.line(gettext_noop("旧法六十日届满"), running.count.raw, OLD)
        result.warn(
            "law.limitation.old-law",
            gettext_noop("2008年5月1日以前适用六十日；过渡期的处理请核对当时的规定"),
        )
    else:
        year = basis if basis is PAY else KNOWLEDGE
        result.line(gettext_noop("一年届满"), running.count.raw, year)
    _moved(running, result)


def _moved(running: Clock, result: Result) -> None:
    if running.due != running.count.raw:
        result.line(
            gettext_noop("届满日是休息日，顺延至其后第一个工作日"),
            running.due,
            _moving(running.due),
        )
    result.warnings.extend(provisional(OFFICIAL.unpublished_years(running.count.raw, running.due)))


def _moving(due: date) -> Article:
    """What moved a last day that was one of rest: 民法通则, then 民法总则, then 民法典."""
    for norm, number, paragraph in MOVED:
        found = article(norm, number, paragraph=paragraph)
        if found.norm.versions[0].start <= due:
            return found
    return found


def _judge(due: date, facts: Facts, result: Result) -> None:
    """Compare the last day with the day of filing, or with the day asked about."""
    result.date = due
    filed, on = facts["filed"], facts["on"]
    late = (filed or on) is not None and (filed or on) > due
    if late:
        result.value = "expired"
        result.conclusion = gettext_noop(
            "已超过仲裁时效：对方在仲裁阶段提出抗辩的，请求不会得到支持"
        )
        result.change(
            "law.limitation.interrupted",
            gettext_noop(
                "能证明在届满前主张过权利、求助过有关部门或者对方同意过履行的，时效重新计算"
            ),
        )
        if result.on is not None and result.on >= DEFENCE.norm.versions[0].start:
            result.articles = (KNOWLEDGE, INTERRUPTION, SUSPENSION, PAY, DEFENCE)
        result.change(
            "law.limitation.no-defence",
            gettext_noop("对方在仲裁阶段没有提出时效抗辩的，一般不再审查"),
        )
        return
    result.value = "in_time" if filed else "running"
    if filed:
        result.conclusion = gettext_noop("在时效内申请")
    elif on:
        result.conclusion = gettext_noop("时效尚未届满，届满当日申请仍在时效内")
    else:
        result.conclusion = gettext_noop("最迟在届满当日申请仲裁；中断、中止的事由会使该日推后")


def _double_wage(facts: Facts, context: Context, result: Result) -> Result:
    """Double wage over a period: day by day backwards from filing, or a year from its end."""
    first, last = facts["period_start"], facts["period_end"]
    if first is None:
        raise Refused((read.missing_field("period_start", _PERIOD_START),))
    read.period(first, last, "period_start", "period_end")
    mode = facts["mode"] or context.row("double_wage_limitation", result.on or last).value
    days = [day for day, _ in facts["interruptions"] or ()]
    if mode == "rolling":  # what was asked within the period concerns its days before
        facts = {**facts, "interruptions": [e for e in facts["interruptions"] or () if e[0] > last]}
    running = clock(last, [day for day, _ in facts["interruptions"] or ()], _pauses(facts))
    _describe(running, facts, KNOWLEDGE, result)
    _judge(running.due, facts, result)
    result.extra = {"mode": mode}
    if mode == "rolling":
        first_out = count(first, 1, YEARS, OFFICIAL).due
        result.line(gettext_noop("逐日计算：最早一日的二倍工资一年届满"), first_out, KNOWLEDGE)
        asked = facts["filed"] or facts["on"] or max(days, default=None)
        if facts["filed"] is None:
            result.extra["provisional"] = True
            result.warn(
                "law.limitation.rolling-unfiled",
                gettext_noop(
                    "结果是暂定的：时效逐日计算，最早一日的 %(first)s 届满，此后每晚一天申请就少一天；"
                    "请以尽早申请为准，并填申请仲裁之日重算"
                ),
                first=first_out,
            )
        if asked and result.value != "expired":
            whole = Period(first, last)
            _rolling(whole, first_alive(whole, asked, days, _pauses(facts)), result)
    return result


def _rolling(whole: Period, alive: date, result: Result) -> None:
    """Only the days whose year still runs survive."""
    if alive > whole.end:
        result.value = "expired"
        return
    result.line(gettext_noop("尚在时效内的第一日"), alive, KNOWLEDGE)
    if alive == whole.start:
        return
    result.value = "partly_expired"
    result.conclusion = gettext_noop("只有一年时效尚未届满的那部分二倍工资仍可主张")
    result.item(
        "expired",
        gettext_noop("已过时效的部分（至此日止）"),
        date=alive - timedelta(days=1),
        basis=KNOWLEDGE,
    )
    result.item(
        "in_time", gettext_noop("仍在时效内的部分（自此日起）"), date=alive, basis=KNOWLEDGE
    )
    result.warn(
        "law.limitation.double-wage-mode",
        gettext_noop(
            "二倍工资时效的算法各地不一：另一算法为整段期间届满之日起一年，届时全部有效或者全部届满"
        ),
    )
