"""The days this case must not miss: the year of each claim, and what runs from events of the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhigong.kernel.period import add_years
from zhigong.kernel.text import gettext_noop
from zhigong.law.calendar import OFFICIAL
from zhigong.law.case.picture import Claim, Picture
from zhigong.law.core.norms import Article, article
from zhigong.law.core.result import Note
from zhigong.law.procedure.clock import Clock, Light, clock
from zhigong.law.procedure.deadlines import Deadline, due, provisional
from zhigong.law.procedure.limitation_claims import kind_of_rule

LIMITATION = article("LDMA", 27)
LAW_IN_FORCE = date(2008, 1, 1)
PAY = article("LDMA", 27, paragraph=4)


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """One day of the case: what must be done by then, for which claims, and why.

    ``own`` days are the worker's (or both sides'); the others bind the employer or a body.
    """

    kind: str
    label: str
    due: date
    basis: Article
    claims: tuple[int, ...]
    start: date
    missed: str
    provisional: bool
    own: bool
    warnings: tuple[Note, ...]

    def light(self, on: date | None) -> str:
        """``over``, ``last_week``, ``near`` (30 days), ``soon`` (90) or ``calm``; empty undated."""
        if on is None:
            return ""
        left = (self.due - on).days
        if left < 0:
            return Light.OVER.value
        for days, light in ((7, Light.LAST_WEEK), (30, Light.NEAR), (90, Light.SOON)):
            if left <= days:
                return light.value
        return Light.CALM.value


def deadlines(case: Picture) -> list[CaseDeadline]:
    """All days of the case in order; those of a step already taken are left out."""
    found = [*_limitations(case), *_events(case)]
    return sorted(found, key=lambda d: (d.due, d.kind))


def earliest(case: Picture, found: Sequence[CaseDeadline]) -> CaseDeadline | None:
    """The worker's first day still ahead (of all, where no day is asked about)."""
    ahead = [d for d in found if d.own and (case["on"] is None or d.due >= case["on"])]
    return ahead[0] if ahead else None


def _limitations(case: Picture) -> Iterable[CaseDeadline]:
    """One entry for each different last day; claims with the same day share it."""
    if case["filed"] or case["award_received"]:
        return
    by_day: dict[tuple[date, bool], tuple[Clock, list[int]]] = {}
    for claim in case.claims:
        start = _start(case, claim)
        if start is None:
            continue
        kind = kind_of_rule(claim.rule)
        pay = (kind is not None and kind.pay) or _withheld(claim)
        running = clock(start, case["interruptions"] or (), case["suspensions"] or ())
        by_day.setdefault((start, pay), (running, []))[1].append(claim.index)
    for (start, pay), (running, claims) in by_day.items():
        years = OFFICIAL.unpublished_years(running.count.raw, running.due)
        yield CaseDeadline(
            "limitation",
            gettext_noop("申请仲裁（一年时效，工资等报酬自离职起算）")
            if pay
            else gettext_noop("申请仲裁（一年时效）"),
            running.due,
            PAY if pay else LIMITATION,
            tuple(claims),
            start,
            gettext_noop(
                "逾期后对方提出时效抗辩的，请求不会得到支持；向对方主张、申请调解、投诉都使时效重新计算"
            ),
            provisional=bool(years),
            own=True,
            warnings=provisional(years),
        )


def _withheld(claim: Claim) -> bool:
    """Whether a deduction is pay kept back, as opposed to a deposit taken."""
    return claim.rule == "deductions" and claim.facts.get("reason") not in (None, "deposit")


def _start(case: Picture, claim: Claim) -> date | None:
    """The day from which the claim's year runs; ``None`` where it does not run or is unknown."""
    kind = kind_of_rule(claim.rule)
    if kind is None:
        return None
    end: date | None = case["end"]
    if kind.pay or _withheld(claim):
        return end
    if claim.rule == "double_wage":
        return _double_wage_end(case, claim)
    found: date | None = claim.facts.get("known") or claim.facts.get("died") or case["known"] or end
    return found


def _double_wage_end(case: Picture, claim: Claim) -> date | None:
    """The last day of double wage: the day before signing, the year's end or the last day of work."""
    hire = claim.facts.get("hire") or case["hire"]
    if hire is None:
        known: date | None = case["known"]
        return known
    expired = claim.facts.get("contract_expired")
    begun = max(expired + timedelta(days=1) if expired else hire, LAW_IN_FORCE)
    days = [add_years(begun, 1) - timedelta(days=1), claim.facts.get("end") or case["end"]]
    signed = claim.facts.get("contract_signed") or case["contract_signed"]
    if signed:
        days.append(signed - timedelta(days=1))
    last: date = min(day for day in days if day is not None)
    return last


_FROM_EVENTS = (
    # fact that starts it, kind, facts that make it moot
    ("award_received", "T-SUE", ()),
    ("agreement_effective", "T-MREV", ("agreement_broken",)),
    ("agreement_effective", "T-JC", ("agreement_broken",)),
    ("mediation_applied", "T-MED", ("agreement", "filed")),
    ("filed", "T-ARB-A", ("award_received",)),
    ("end", "T-CERT", ("certificate",)),
)


_OWN = frozenset({"T-SUE", "T-MREV", "T-JC", "T-INJ-W", "T-INSP-L"})


def _events(case: Picture) -> Iterable[CaseDeadline]:
    for fact, kind, moot in _FROM_EVENTS:
        if case[fact] and not any(case[name] for name in moot):
            yield _from(due(kind, case[fact]))
    if case["accident"] and case["recognised"] is not True:
        yield _from(due("T-INJ-E", case["accident"]))
        yield _from(due("T-INJ-W", case["accident"]))
    if case["wages_owed"] and case["end"]:
        yield _from(due("T-INSP-L", case["end"]))


def _from(found: Deadline) -> CaseDeadline:
    return CaseDeadline(
        found.kind,
        found.title,
        found.due,
        found.article,
        (),
        found.start,
        found.missed,
        provisional=found.provisional,
        own=found.kind in _OWN,
        warnings=found.warnings,
    )
