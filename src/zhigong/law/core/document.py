"""A result as plain data for JSON, in the words of ``law assess``."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from zhigong.kernel.verdict import Refusal
from zhigong.law.core.norms import citations_of, glossed_document
from zhigong.law.core.parameters import Row
from zhigong.law.core.result import (
    CENT,
    SHOWN,
    Item,
    Line,
    Note,
    Result,
    Translate,
    cited,
    filled,
    named,
    same,
    shown,
    speaks_chinese,
    told_day,
)

Day = date
_MADE = frozenset({"items", "working", "warnings", "changes"})  # what is left to the encoder


class Step(msgspec.Struct, omit_defaults=True, gc=False):
    """A line of the working as it is written; sums and days are made text by whoever encodes it."""

    what: str
    value: Any
    basis: str
    how: str = ""


class Part(msgspec.Struct, omit_defaults=True, gc=False):
    """The answer for one part of a claim as it is written."""

    name: str
    label: str
    amount: Decimal | None = None
    value: Any = None
    date: Day | None = None
    basis: str = ""
    payer: str = ""


class Told(msgspec.Struct, gc=False):
    """A warning or a change of facts, in words."""

    code: str
    text: str


def document(
    result: Result, translate: Translate = same, *, written: bool = False
) -> dict[str, Any]:
    """The result as plain data for JSON.

    Laws and articles keep their Chinese names in every language, for that is how they are cited; in
    another language their English stands beside them.
    ``written`` is for who encodes the whole at once, as a batch does: its parts are left to the encoder.
    """
    found: dict[str, Any] = {"rule": result.rule}
    if result.extra and "id" in result.extra:
        found["id"] = result.extra["id"]
    _answer(found, result)
    if result.conclusion:
        found["conclusion"] = translate(result.conclusion)
    if result.on is not None:
        found["decisive_date"] = told_day(result.on)
    if result.items:
        found["items"] = [_part(item, translate) for item in result.items]
    if result.extra:
        found |= {key: value for key, value in result.extra.items() if key != "id"}
    found["working"] = _steps(result.working, translate)
    citations = result.citations
    if citations is None or result.articles is not citations.articles:
        citations = citations_of(result.articles)
    found["articles"] = (citations.written if written else citations.on)(result.on)
    if translate is not same and not speaks_chinese(translate):
        found["articles"] = [glossed_document(one) for one in citations.on(result.on)]
    if result.rows:
        found["parameters"] = [_row(row, translate) for row in result.rows]
    warnings, refusals = result.warnings, result.refusals
    found["warnings"] = _notes(warnings, translate) if warnings else []
    found["refusals"] = [refusal_document(one, translate) for one in refusals] if refusals else []
    if result.changes:
        found["changes"] = _notes(result.changes, translate)
    return found if written else _made_plain(found)


def _made_plain(found: dict[str, Any]) -> dict[str, Any]:
    for name in _MADE & found.keys():
        found[name] = msgspec.to_builtins(found[name])
    return found


def _answer(found: dict[str, Any], result: Result) -> None:
    """Sums, value and day: those that are there."""
    if result.amount is not None:
        found["amount"] = f"{result.amount:f}"
    if result.minimum is not None:
        found["minimum"] = f"{result.minimum:f}"
    if result.maximum is not None:
        found["maximum"] = f"{result.maximum:f}"
    if result.value is not None:
        found["value"] = shown(result.value)
    if result.date is not None:
        found["date"] = told_day(result.date)
    if result.unit and not result.refusals:
        found["unit"] = result.unit


def _steps(lines: list[Line], translate: Translate) -> list[Step]:
    """The steps of the working. One loop, for most of what a batch writes is written here."""
    found = []
    plain, gloss = translate is same, not speaks_chinese(translate)
    for line in lines:
        what, value, basis = line.what, line.value, line.basis
        if line.params or not plain:
            what = filled(what, line.params, translate)
            if type(value) is str:
                value = filled(value, line.params, translate)
        if type(value) is Decimal and line.money:
            value = value.quantize(CENT, ROUND_HALF_UP)
        elif type(value) is not str and type(value) is not date:
            show = SHOWN.get(type(value))
            value = value if show is None else show(value)
        source = "" if basis is None else cited(basis.text, translate) if gloss else basis.text
        found.append(Step(what, value, source, line.how))
    return found


def _part(item: Item, translate: Translate) -> Part:
    label, value, basis, amount = item.label, item.value, item.basis, item.amount
    if item.params or translate is not same:
        label = filled(label, item.params, translate)
    if value is not None and type(value) is not str:
        value = shown(value)
    if amount is not None:
        amount = amount.quantize(CENT, ROUND_HALF_UP)
    source = "" if basis is None else cited(basis.text, translate)
    return Part(item.name, label, amount, value, item.date, source, item.payer)


def _notes(notes: list[Note], translate: Translate) -> list[Told]:
    if translate is same:
        return [
            Told(note.code, filled(note.text, note.params) if note.params else note.text)
            for note in notes
        ]
    return [Told(note.code, filled(note.text, note.params, translate)) for note in notes]


def _row(row: Row, translate: Translate) -> dict[str, str]:
    found = row.document()
    if translate is not same and row.source:
        found["source"] = named(row.source, translate)
    return found


def refusal_document(refusal: Refusal, translate: Translate = same) -> dict[str, str]:
    """A refusal as code, reason and remedy in words."""
    return {
        "code": refusal.code,
        "reason": filled(refusal.reason, refusal.params, translate),
        "remedy": filled(refusal.remedy, refusal.params, translate),
    }
