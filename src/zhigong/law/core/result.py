"""What a rule answers: an amount, a value or a date, with the way that led there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from zhigong.kernel.verdict import Refusal
from zhigong.law.core.norms import Article, Citations
from zhigong.law.core.parameters import Row

Day = date
CENT = Decimal("0.01")
Value = Decimal | int | str | date | bool | list[str]
Translate = Callable[[str], str]


def same(message: str) -> str:
    """The message itself: no translation."""
    return message


class Line(msgspec.Struct):
    """One step of the working: what was found, its value, by which article, and how.

    ``what``, and ``value`` where it is words, are message ids whose places ``params`` fills; ``how`` is arithmetic (``6200 × 6``).
    """

    what: str
    value: Value
    basis: Article | None
    how: str = ""
    params: dict[str, Any] | None = None
    money: bool = False


class Note(msgspec.Struct):
    """A warning, or a change of facts that would change the answer; ``text`` is a message id."""

    code: str
    text: str
    params: dict[str, Any] | None = None


class Item(msgspec.Struct):
    """The answer for one part of a claim (one benefit, one month, one item of an award)."""

    name: str
    label: str
    amount: Decimal | None = None
    value: Value | None = None
    date: Day | None = None
    basis: Article | None = None
    payer: str = ""
    params: dict[str, Any] | None = None


class Result(msgspec.Struct):
    """The answer to one claim. A rule makes one, fills it and returns it.

    ``amount``, ``minimum``, ``maximum`` are exact yuan; they are rounded half up to a cent once, in
    ``finish``. ``on`` is the decisive day: it fixes the versions of the articles cited. ``conclusion``
    is a message id for a legal finding. ``refusals`` leave the claim without an answer.
    """

    rule: str = ""
    amount: Decimal | None = None
    value: Value | None = None
    date: Day | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    conclusion: str = ""
    on: Day | None = None
    items: list[Item] = msgspec.field(default_factory=list)
    working: list[Line] = msgspec.field(default_factory=list)
    articles: tuple[Article, ...] = ()  # the rule's own unless a rule names others for a case
    citations: Citations | None = None
    rows: list[Row] = msgspec.field(default_factory=list)
    warnings: list[Note] = msgspec.field(default_factory=list)
    refusals: list[Refusal] = msgspec.field(default_factory=list)
    changes: list[Note] = msgspec.field(default_factory=list)
    extra: dict[str, Any] | None = None

    def line(
        self, what: str, value: Value, basis: Article | None = None, how: str = "", **params: Any
    ) -> None:
        """Add a step of the working whose value is a number, a day or a word."""
        self.working.append(Line(what, value, basis, how, params or None))

    def money(
        self, what: str, value: Decimal, basis: Article | None = None, how: str = "", **params: Any
    ) -> None:
        """Add a step of the working whose value is yuan (shown with two places)."""
        self.working.append(Line(what, value, basis, how, params or None, True))

    def item(self, name: str, label: str, **parts: Any) -> None:
        """Add the answer for one part; ``parts`` as the fields of ``Item``."""
        self.items.append(Item(name, label, **parts))

    def warn(self, code: str, text: str, **params: Any) -> None:
        """Something the reader must know before relying on the answer."""
        self.warnings.append(Note(code, text, params or None))

    def change(self, code: str, text: str, **params: Any) -> None:
        """What would change the answer, if it were otherwise or could be proven."""
        self.changes.append(Note(code, text, params or None))

    def finish(self) -> None:
        """Round the sums once, half up to a cent."""
        if self.amount is not None:
            self.amount = self.amount.quantize(CENT, ROUND_HALF_UP)
        if self.minimum is not None:
            self.minimum = self.minimum.quantize(CENT, ROUND_HALF_UP)
        if self.maximum is not None:
            self.maximum = self.maximum.quantize(CENT, ROUND_HALF_UP)
        for item in self.items:
            if item.amount is not None:
                item.amount = item.amount.quantize(CENT, ROUND_HALF_UP)


def shown(value: Any, *, money: bool = False) -> Any:
    """A value as JSON carries it: plain decimals as text, days as ISO, the rest as it is."""
    if isinstance(value, Decimal):
        if money:
            return f"{value.quantize(CENT, ROUND_HALF_UP):f}"
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def filled(text: str, params: dict[str, Any] | None, translate: Translate = same) -> str:
    """A message translated, with its places filled (words among them translated too)."""
    if translate is not same and text:
        text = translate(text)
    if not params:
        return text
    return text % {
        key: translate(value) if isinstance(value, str) and value else shown(value)
        for key, value in params.items()
    }


def document(result: Result, translate: Translate = same) -> dict[str, Any]:
    """The result as plain data for JSON, in the words of ``law assess``.

    Laws and articles keep their Chinese names in every language: that is how they are cited.
    """
    found: dict[str, Any] = {"rule": result.rule}
    if result.extra and "id" in result.extra:
        found["id"] = result.extra["id"]
    _answer(found, result, translate)
    found["working"] = [_line(line, translate) for line in result.working]
    citations = result.citations
    found["articles"] = (
        citations.on(result.on)
        if citations is not None and result.articles is citations.articles
        else [article.document(result.on) for article in result.articles]
    )
    if result.rows:
        found["parameters"] = [row.document() for row in result.rows]
    found["warnings"] = [_note(note, translate) for note in result.warnings]
    found["refusals"] = [refusal_document(refusal, translate) for refusal in result.refusals]
    if result.changes:
        found["changes"] = [_note(note, translate) for note in result.changes]
    return found


def _answer(found: dict[str, Any], result: Result, translate: Translate) -> None:
    """The parts of the answer that are there."""
    for name in ("amount", "minimum", "maximum"):
        amount = getattr(result, name)
        if amount is not None:
            found[name] = f"{amount:f}"
    if result.value is not None:
        found["value"] = shown(result.value)
    if result.date is not None:
        found["date"] = result.date.isoformat()
    if result.unit and not result.refusals:
        found["unit"] = result.unit
    if result.conclusion:
        found["conclusion"] = translate(result.conclusion)
    if result.on is not None:
        found["decisive_date"] = result.on.isoformat()
    if result.items:
        found["items"] = [_item(item, translate) for item in result.items]
    if result.extra:
        found |= {key: value for key, value in result.extra.items() if key != "id"}


def _line(line: Line, translate: Translate) -> dict[str, Any]:
    value = line.value
    found = {
        "what": filled(line.what, line.params, translate),
        "value": filled(value, line.params, translate)
        if isinstance(value, str)
        else shown(value, money=line.money),
        "basis": line.basis.text if line.basis else "",
    }
    if line.how:
        found["how"] = line.how
    return found


def _item(item: Item, translate: Translate) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": item.name,
        "label": filled(item.label, item.params, translate),
    }
    if item.amount is not None:
        found["amount"] = shown(item.amount, money=True)
    if item.value is not None:
        found["value"] = shown(item.value)
    if item.date is not None:
        found["date"] = item.date.isoformat()
    if item.basis is not None:
        found["basis"] = item.basis.text
    if item.payer:
        found["payer"] = item.payer
    return found


def _note(note: Note, translate: Translate) -> dict[str, str]:
    return {"code": note.code, "text": filled(note.text, note.params, translate)}


def refusal_document(refusal: Refusal, translate: Translate = same) -> dict[str, str]:
    """A refusal as code, reason and remedy in words."""
    return {
        "code": refusal.code,
        "reason": filled(refusal.reason, refusal.params, translate),
        "remedy": filled(refusal.remedy, refusal.params, translate),
    }
