"""One worker's answer: every claim with its working, what stands together, what else may be owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.law.case.exclusions import exclusions, together
from zhigong.law.case.followed import ASK, STATES
from zhigong.law.case.following import following
from zhigong.law.case.picture import Claim, Picture, picture
from zhigong.law.core.document import document, refusal_document
from zhigong.law.core.facts import Facts
from zhigong.law.core.parameters import PARAMETERS
from zhigong.law.core.places import chain, code_of
from zhigong.law.core.registry import Context, from_memory
from zhigong.law.core.result import (
    Note,
    Result,
    Translate,
    filled,
    same,
)
from zhigong.law.rulebook import RULES, assess_claim
from zhigong.law.workforce.claims import Asked, Asking, claims_of, told_apart
from zhigong.law.workforce.person import Person, person_of
from zhigong.law.workforce.sheet import Problem, Sheet

ZERO = Decimal(0)


class Step(msgspec.Struct, omit_defaults=True):
    """A line of the working in words; ``month`` where the claim has a part for each month."""

    what: str
    value: str
    how: str = ""
    basis: str = ""
    month: str = ""


class ClaimAnswer(msgspec.Struct, omit_defaults=True):
    """A claim of a worker. ``counted``: what of ``amount`` stands beside his other claims."""

    rule: str
    title: str
    amount: Decimal
    counted: Decimal
    working: list[Step]
    articles: list[str]
    parameters: list[str] = []
    warnings: list[str] = []
    changes: list[str] = []
    excluded: str = ""


class Unsolved(msgspec.Struct, omit_defaults=True):
    """What could not be computed, in words."""

    row: int
    code: str
    reason: str
    remedy: str
    person: str = ""
    column: str = ""
    cell: str = ""
    month: str = ""
    sheet: str = ""

    @property
    def place(self) -> str | int:
        """The row, with its sheet where there are several."""
        return f"{self.sheet}!{self.row}" if self.sheet else self.row


class Answer(msgspec.Struct, omit_defaults=True):
    """All that is answered of one worker, in words of one language."""

    position: int
    row: int
    name: str
    code: str
    months: int
    due: Decimal
    paid: Decimal
    total: Decimal
    claims: list[ClaimAnswer]
    checked: list[str] = []
    notes: list[str] = []
    following: list[str] = []
    problems: list[Unsolved] = []
    by_month: dict[str, dict[str, Decimal]] = {}
    refused: bool = False
    sheet: str = ""

    @property
    def label(self) -> str:
        return self.name or self.code

    @property
    def place(self) -> str | int:
        """The first row, with its sheet where there are several."""
        return f"{self.sheet}!{self.row}" if self.sheet else self.row


def unsolved(problem: Problem, sheet: Sheet, translate: Translate = same) -> Unsolved:
    """A problem in words."""
    told = refusal_document(problem.refusal, translate)
    name, row = sheet.where(problem.row)
    return Unsolved(
        row, told["code"], told["reason"], told["remedy"], problem.person,
        translate(problem.column) if problem.column else "", problem.cell, problem.month, name,
    )  # fmt: skip


@dataclass
class _Found:
    """The results of one rule for a worker, all of them: one, or one a month."""

    asked: list[Asked]
    facts: list[Facts]
    results: list[Result]

    @cached_property
    def amount(self) -> Decimal:
        return sum((r.amount or ZERO for r in self.results), ZERO)


class Answering:
    """Answers the workers of one sheet, in the order of the sheet."""

    def __init__(self, sheet: Sheet, translate: Translate = same) -> None:
        self.sheet, self.translate = sheet, translate
        self.workers = list(sheet.workers.values())
        self.asking = Asking(sheet.ask, sheet.facts)
        self.place = code_of(sheet.ask.place) or ""

    def of(self, start: int, stop: int) -> Iterator[Answer]:
        """The answers about the workers from one to another, as they came in the sheet."""
        for worker in self.workers[start:stop]:
            yield self.answer(person_of(worker, self.sheet))

    def answer(self, person: Person) -> Answer:
        """Ask the rules and put their answers together."""
        found = self._ask(person)
        picture_of = self._picture(person, found)
        claims = self._claims(found, picture_of)
        follows = [] if person.refused else self._following(picture_of)
        notes = [*person.notes, *_from_memory(found, picture_of)]
        worker, translate = person.worker, self.translate
        sheet, row = self.sheet.where(worker.row)
        return Answer(
            position=worker.position, sheet=sheet, row=row, name=worker.name, code=worker.code,
            months=len(person.months),
            due=_sum(person, "due"), paid=_sum(person, "paid"),
            total=sum((claim.counted for claim in claims), ZERO),
            claims=claims,
            checked=[translate(RULES[rule].title) for rule, one in found.items() if not one.amount],
            notes=[filled(note.text, note.params, translate) for note in notes],
            following=follows,
            problems=[unsolved(p, self.sheet, translate) for p in sorted(person.problems, key=lambda p: p.row)],
            by_month=_by_month(person, found),
            refused=person.refused,
        )  # fmt: skip

    def _ask(self, person: Person) -> dict[str, _Found]:
        """By rule: what was asked and answered; what a rule refuses is a problem of its row."""
        found: dict[str, _Found] = {}
        ask = self.sheet.ask
        for asked in claims_of(person, self.asking):
            result, facts = assess_claim(asked.claim, ask.place, ask.table)
            for refusal in result.refusals:
                row = asked.row or person.worker.row
                title = RULES[asked.rule].title
                person.problem(row, refusal, month=asked.month, column=title)
            if not result.refusals:
                kept = found.setdefault(asked.rule, _Found([], [], []))
                kept.asked.append(asked)
                kept.facts.append(facts)
                kept.results.append(result)
        return found

    def _picture(self, person: Person, found: dict[str, _Found]) -> Picture:
        claims = [
            Claim(
                at, rule, one.facts[0], msgspec.structs.replace(one.results[0], amount=one.amount)
            )
            for at, (rule, one) in enumerate(found.items())
        ]
        raw = self._case(person, found)
        context = Context(self.place, chain(self.place) if self.place else (), self.sheet.ask.table)
        case = picture(raw, [c.facts for c in claims], [c.result for c in claims], context)
        return Picture(case.facts, claims, case.refusals, context)

    def _case(self, person: Person, found: dict[str, _Found]) -> dict[str, Any]:
        """What the law's view of the whole case needs to know of this worker."""
        raw: dict[str, Any] = {"on": self.sheet.ask.on, "filed": self.sheet.ask.filed}
        for name in ("hire", "end", "ending", "notice_given"):
            raw[name] = person.facts.get(name)
        if person.day("contract_signed") is not None:
            raw["contract_signed"] = person.facts["contract_signed"]
        elif "double_wage" in found:
            raw["contract"] = "unsigned"
        for fact, rule in (("wages_owed", "wage_arrears"), ("overtime", "overtime")):
            raw[fact] = bool(rule in found and found[rule].amount)
        return raw

    def _claims(self, found: dict[str, _Found], case: Picture) -> list[ClaimAnswer]:
        against = [one for one in exclusions(case) if not told_apart(case, one)]
        kept = set(together(case, against).claims)
        why = {}
        for one in against:
            loser = one.second if one.first in kept else one.first
            why[loser] = filled(one.why.text, one.why.params, self.translate)
        return [
            self._claim(rule, one, counted=at in kept, why=why.get(at, ""))
            for at, (rule, one) in enumerate(found.items())
            if one.amount
        ]

    def _claim(self, rule: str, found: _Found, *, counted: bool, why: str) -> ClaimAnswer:
        told = [(a, document(r, self.translate)) for a, r in zip(found.asked, found.results, strict=True)
                if r.amount]  # fmt: skip
        return ClaimAnswer(
            rule=rule,
            title=self.translate(RULES[rule].title),
            amount=found.amount,
            counted=found.amount if counted else ZERO,
            working=[
                Step(line["what"], str(line["value"]), line.get("how", ""), line["basis"], asked.month)
                for asked, one in told
                for line in one["working"]
            ],
            articles=_unique(f"{a['title']} {a['article']}".strip() for _, one in told for a in one["articles"]),
            parameters=_unique(
                f"{self.translate(PARAMETERS.get(p['name'], p['name']))} {p['value']} ({p['from']}, {p['source']})"
                for _, one in told for p in one.get("parameters", ())
            ),
            warnings=_unique(w["text"] for _, one in told for w in one["warnings"]),
            changes=_unique(c["text"] for _, one in told for c in one.get("changes", ())),
            excluded="" if counted else why,
        )  # fmt: skip

    def _following(self, case: Picture) -> list[str]:
        """Claims the facts suggest beyond those made; those that only lack facts are left out."""
        translate = self.translate
        return [
            f"{translate(row.label)} ({translate(STATES[row.state])}): {translate(row.because)}"
            for row in following(case)
            if row.state != ASK
        ]


def _from_memory(found: dict[str, _Found], case: Picture) -> list[Note]:
    """The warning of rows that decided what no claim shows: a check that found nothing, a claim that may follow."""
    silent = [
        row for one in found.values() if not one.amount for r in one.results for row in r.rows
    ]
    return from_memory([*silent, *case.context.used])


def _unique(texts: Iterator[str] | Sequence[str] | Any) -> list[str]:
    return list(dict.fromkeys(texts))


def _sum(person: Person, name: str) -> Decimal:
    return sum((month.values.get(name, ZERO) for month in person.months), ZERO)


# Rules whose answers are of one month each: they are told by month on the sheet of totals.
MONTHLY = frozenset(("overtime", "minimum_wage_check", "deductions"))


def _by_month(person: Person, found: dict[str, _Found]) -> dict[str, dict[str, Decimal]]:
    """What is due and paid in each month, and what the claims of that month come to."""
    months: dict[str, dict[str, Decimal]] = {
        month.label: {name: month.values[name] for name in ("due", "paid") if name in month.values}
        for month in person.months
    }
    for rule in MONTHLY & found.keys():
        one = found[rule]
        for asked, result in zip(one.asked, one.results, strict=True):
            row = months.setdefault(asked.month, {})
            row[rule] = row.get(rule, ZERO) + (result.amount or ZERO)
    return months


WITHHELD_UNKNOWN = gettext_noop(
    "表里没有代扣社保、公积金、个税的列：应发与实发之差可能含依法代扣的款项，没有扣除，请核对"
)
