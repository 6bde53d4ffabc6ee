"""Which rules are asked about a worker, and with which facts. No amount is computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhigong.kernel.period import add_months
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal
from zhigong.law.case.exclusions import Exclusion
from zhigong.law.case.picture import Picture
from zhigong.law.core.places import chain, code_of
from zhigong.law.core.registry import RULES, Context
from zhigong.law.ending.endings import ENDINGS
from zhigong.law.workforce.cells import UNSIGNED
from zhigong.law.workforce.columns import LABELS
from zhigong.law.workforce.person import MonthOf, Person
from zhigong.law.workforce.sheet import Ask
from zhigong.law.workforce.vocabulary import words

ZERO = Decimal(0)
INSURANCE = ("pension", "medical", "unemployment")  # what ``social`` is the sum of
WITHHELD = ("social", *INSURANCE, "fund", "tax")
HOURS = ("workday_hours", "rest_day_hours", "rest_days", "holiday_hours", "holiday_days")
UNLAWFUL = "unlawful"


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim of the rulebook, as ``assess`` takes it; ``month`` and ``row`` where it is of one month."""

    claim: dict[str, Any]
    month: str = ""
    row: int = 0

    @property
    def rule(self) -> str:
        return str(self.claim["rule"])


@dataclass
class Asking:
    """What all workers of a sheet share: the question, its columns, what was looked up once."""

    ask: Ask
    facts: frozenset[str]  # that some column of the sheet tells
    minimums: dict[date, bool] = field(default_factory=dict)  # by month: whether there is one
    unchecked: set[str] = field(default_factory=set)  # months without a minimum wage on record

    def has_minimum(self, month: MonthOf) -> bool:
        """Whether a minimum wage is on record for the place in a month."""
        if month.first not in self.minimums:
            code = code_of(self.ask.place)
            context = Context(code or "", chain(code) if code else (), self.ask.table)
            self.minimums[month.first] = context.find("min_wage_month", month.first) is not None
        found = self.minimums[month.first]
        if not found:
            self.unchecked.add(month.label)
        return found


def claims_of(person: Person, asking: Asking) -> list[Asked]:
    """Every claim that the facts of a worker give reason to ask about, in the order of the workbook."""
    if person.refused:
        return []
    return [asked for make in _MAKERS for asked in make(person, asking)]


def _arrears(person: Person, asking: Asking) -> Iterator[Asked]:
    """拖欠工资: due less paid; what was lawfully withheld or paid in advance counts as paid, and so do
    deductions, which are asked about apart."""
    if not {"due", "paid"} <= asking.facts:
        return
    others = ("fund", "tax", "advanced", *words()["deductions"])
    taken = frozenset((*WITHHELD, *others))
    months = []
    for month in person.months:
        due, paid = month.get("due"), month.get("paid")
        for name, value in (("due", due), ("paid", paid)):
            if value is None and name not in month.bad:
                person.problem(month.row, _empty(), month=month.label, column=LABELS[name])
        if due is None or paid is None or month.bad & taken:
            continue
        paid += month.get(*_once(month, others)) or ZERO
        months.append({"month": month.first, "due": due, "paid": paid})
        if paid > due:
            person.note(
                "overpaid",
                gettext_noop("%(month)s 已付多于应付，多付的冲抵其他月份；另行发放的奖金等请分开填写"),
                month=month.label,
            )  # fmt: skip
    if months:
        start, last = months[0]["month"], months[-1]["month"]
        yield Asked(
            {"rule": "wage_arrears", "start": start, "end": f"{last:%Y-%m}", "months": months}
        )


def _once(month: MonthOf, others: tuple[str, ...]) -> tuple[str, ...]:
    """Names of what was taken from a wage: social insurance as a sum or in its parts, not both; and others."""
    return ("social", *others) if "social" in month.values else (*INSURANCE, *others)


def told_apart(case: Picture, one: Exclusion) -> bool:
    """Whether two claims only seem to overlap: arrears of a sheet leave out what was deducted from a wage."""
    pair = {claim.rule for claim in case.claims if claim.index in (one.first, one.second)}
    return pair == {"wage_arrears", "deductions"}


def _deductions(person: Person, asking: Asking) -> Iterator[Asked]:
    """扣工资: each kind of deduction of each month, by the rule that says what must be given back."""
    for month in person.months:
        for name, reason in words()["deductions"].items():
            amount = month.get(name)
            if amount:
                claim = {
                    "rule": "deductions",
                    "reason": reason,
                    "deducted": amount,
                    "on": month.last,
                }
                if reason == "damage" and (due := month.get("due")) is not None:
                    claim["monthly_wage"] = due
                yield Asked(claim, month.label, month.row)


def _overtime(person: Person, asking: Asking) -> Iterator[Asked]:
    """加班工资 by the standard system of hours, a month at a time, less what was paid for it."""
    for month in person.months:
        hours = {name: month.values[name] for name in HOURS if month.values.get(name)}
        if not hours:
            continue
        base = _overtime_base(person, month)
        if base is None:
            person.problem(month.row, _no_base(), month=month.label)
            continue
        claim = {"rule": "overtime", "monthly_wage": base, **hours, "on": month.first, "months": 1}
        if (paid := month.get("overtime_paid")) is not None:
            claim["paid"] = paid
        elif "overtime_paid" in month.bad:
            continue
        yield Asked(claim, month.label, month.row)


def _overtime_base(person: Person, month: MonthOf) -> Decimal | None:
    """The wage for normal hours: as told, as agreed, else what is due less overtime and special allowances."""
    if (told := month.get("overtime_base")) is not None:
        return told
    if agreed := person.facts.get("monthly_wage"):
        return Decimal(agreed)
    due = month.get("due")
    if due is None or "overtime_paid" in month.bad:
        return None
    base = due - (month.get("overtime_paid", "allowances") or ZERO)
    return base if base > ZERO else None


def _minimum_wage(person: Person, asking: Asking) -> Iterator[Asked]:
    """最低工资核对: whole months of service for which the place's minimum wage is on record."""
    for month in person.months:
        due = month.get("due")
        if due is None or not person.whole(month) or not asking.has_minimum(month):
            continue
        claim = {"rule": "minimum_wage_check", "paid": due, "on": month.first}
        for name, parts in (
            ("overtime_pay", ("overtime_paid",)),
            ("special_allowances", ("allowances",)),
            ("own_contributions", _once(month, ("fund",))),
        ):
            if value := month.get(*parts):
                claim[name] = value
        yield Asked(claim, month.label, month.row)


def _double_wage(person: Person, asking: Asking) -> Iterator[Asked]:
    """二倍工资: where a contract was signed late, or told never to have been signed."""
    hire, signed = person.day("hire"), person.facts.get("contract_signed", "")
    never = signed == UNSIGNED or (not signed and person.facts.get("contract") == "false")
    if hire is None or not person.bad.isdisjoint(("contract_signed", "contract", "end")):
        if hire is None and never and "hire" not in person.bad:
            person.problem(person.worker.row, _no_hire(), column=LABELS["hire"])
        return
    if not signed and not never:
        if "contract_signed" in asking.facts and "contract" not in person.facts:
            person.note(
                "contract-unknown",
                gettext_noop("没有填合同签订日期：从未签订的请写“未签”，没有按未签计算"),
            )
        return
    if not never and (person.day("contract_signed") or hire) <= add_months(hire, 1):
        return  # signed before the first day that carries a second wage
    wage = _mean(person, add_months(hire, 1), add_months(hire, 12) - timedelta(days=1))
    if wage is None:
        person.problem(person.worker.row, _no_wage("double_wage"))
        return
    claim: dict[str, Any] = {"rule": "double_wage", "hire": hire, "monthly_wage": wage}
    if not never:
        claim["contract_signed"] = person.facts["contract_signed"]
    claim = _with(claim, person, asking, "end", "filed")
    if never and "end" not in claim and add_months(hire, 12) > asking.ask.on:
        claim.setdefault(
            "filed", asking.ask.on
        )  # at work within the year: no second wage for days to come
    yield Asked(claim, row=person.worker.row)


def _unused_leave(person: Person, asking: Asking) -> Iterator[Asked]:
    days = person.facts.get("leave_days")
    if not days or Decimal(days) == ZERO:
        return
    wage = _mean(person, None, None, twelve=True)
    if wage is None:
        person.problem(person.worker.row, _no_wage("unused_leave"))
        return
    claim: dict[str, Any] = {"rule": "unused_leave", "monthly_wage": wage, "days": days}
    yield Asked(_with(claim, person, asking, "end"), row=person.worker.row)


def _probation(person: Person, asking: Asking) -> Iterator[Asked]:
    facts = person.facts
    full = facts.get("full_wage") or facts.get("monthly_wage")
    if "contract_months" not in facts or "probation_months" not in facts:
        return
    if full is None:
        person.problem(person.worker.row, _no_wage("probation_damages"))
        return
    claim = {
        "rule": "probation_damages", "contract_months": facts["contract_months"],
        "served_months": facts["probation_months"], "full_wage": full,
    }  # fmt: skip
    yield Asked(claim, row=person.worker.row)


def _ending(person: Person, asking: Asking) -> Iterator[Asked]:
    """What the way the employment ended gives: severance, or the damages for an unlawful ending; notice pay."""
    ending = ENDINGS.get(person.facts.get("ending", ""))
    if ending is None or not (ending.due or ending.id == UNLAWFUL):
        return
    if person.day("hire") is None or person.day("end") is None:
        if person.bad.isdisjoint(("hire", "end")):
            person.problem(person.worker.row, _no_dates(), column=LABELS["end"])
        return
    wages = _last_twelve(person)
    if not wages:
        person.problem(person.worker.row, _no_wage("severance"))
        return
    rule = "unlawful_dismissal" if ending.id == UNLAWFUL else "severance"
    claim = _with(
        {"rule": rule, "wages": wages, "ending": ending.id}, person, asking, "hire", "end"
    )
    if paid := person.facts.get("severance_paid"):
        claim["paid"] = paid
    yield Asked(claim, row=person.worker.row)
    if ending.notice and person.facts.get("notice_given") == "false":
        notice = {"rule": "notice_pay", "last_month_wage": wages[-1], "end": person.facts["end"]}
        yield Asked(notice, row=person.worker.row)


def _last_twelve(person: Person) -> list[Decimal]:
    """What was due in the twelve months before the last; told where the sheet has fewer."""
    hire, end = person.day("hire"), person.day("end")
    assert hire is not None
    assert end is not None
    last = (
        end.replace(day=1)
        if (end + timedelta(days=1)).day == 1
        else add_months(end.replace(day=1), -1)
    )
    first = add_months(last, -11)
    months = [m for m in person.months if first <= m.first <= last and m.get("due") is not None]
    months = [m for m in months if person.whole(m)] or [
        m for m in person.months if m.get("due") is not None
    ][-12:]
    wages = [due for m in months if (due := m.get("due")) is not None]
    expected = min(
        12, max(1, (last.year - hire.year) * 12 + last.month - hire.month + (hire.day == 1))
    )
    if wages and len(wages) < expected:
        person.note(
            "average-of-fewer",
            gettext_noop("平均工资只按表内 %(count)s 个月计算，应有 %(expected)s 个月"),
            count=len(wages), expected=expected,
        )  # fmt: skip
    return wages


def _mean(
    person: Person, first: date | None, last: date | None, *, twelve: bool = False
) -> Decimal | None:
    """The agreed wage; else the mean of what was due for normal work in some months, else in all."""
    if agreed := person.facts.get("monthly_wage"):
        return Decimal(agreed)
    known = [m for m in person.months if m.get("due") is not None and person.whole(m)]
    within = [m for m in known if first and last and first <= m.last and m.first <= last]
    used = within or (known[-12:] if twelve else known)
    if not used:
        return None
    total = sum(((m.get("due") or ZERO) - (m.get("overtime_paid") or ZERO) for m in used), ZERO)
    if total <= ZERO:
        return None
    person.note(
        "mean-wage",
        gettext_noop("没有月工资标准，按表内 %(count)s 个月的平均数（剔除加班工资）计算"),
        count=len(used),
    )
    return (total / len(used)).quantize(Decimal("0.01"))


def _with(claim: dict[str, Any], person: Person, asking: Asking, *names: str) -> dict[str, Any]:
    """The claim with some of the worker's facts, and the day of filing, where they are told."""
    for name in names:
        value = asking.ask.filed if name == "filed" else person.facts.get(name)
        if value is not None:
            claim[name] = value
    return claim


_MAKERS: tuple[Callable[[Person, Asking], Iterator[Asked]], ...] = (
    _arrears, _deductions, _overtime, _minimum_wage, _double_wage, _unused_leave, _probation, _ending,
)  # fmt: skip


def _empty() -> Refusal:
    return Refusal(
        "law.workforce.empty",
        gettext_noop("没有填，或者公式没有算出结果；不按零计算"),
        gettext_noop("请补充；是公式的请在 WPS 或 Excel 里重算后保存；确实没有发的请填 0"),
    )


def _no_base() -> Refusal:
    return Refusal(
        "law.workforce.no-base",
        gettext_noop("有加班，但不知道正常工作时间的工资，加班工资没有计算"),
        gettext_noop("请填加班工资基数、月工资标准，或者当月应发工资"),
    )


def _no_wage(rule: str) -> Refusal:
    return Refusal(
        "law.workforce.no-wage",
        gettext_noop("没有可用的月工资，需要月工资的请求（%(rule)s）没有计算"),
        gettext_noop("请填月工资标准，或者补充整月的应发工资"),
        {"rule": RULES[rule].title},
    )


def _no_hire() -> Refusal:
    return Refusal(
        "law.workforce.no-hire",
        gettext_noop("写明没有签订合同，但缺入职日期，二倍工资没有计算"),
        gettext_noop("请补充入职日期"),
    )


def _no_dates() -> Refusal:
    return Refusal(
        "law.workforce.no-dates",
        gettext_noop("有离职原因，但缺入职日期或者离职日期，经济补偿（赔偿金）没有计算"),
        gettext_noop("请补充两个日期"),
    )
