"""What a rule answers: an amount, a value or a date, with the way that led there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal
from zhigong.law.core.norms import (
    Article,
    Citations,
    glossed,
)
from zhigong.law.core.parameters import Row

Day = date
CENT = Decimal("0.01")
Value = Decimal | int | str | date | bool | list[str]
Translate = Callable[[str], str]
APART = gettext_noop("；")  # the same, of words that may hold commas
CODED = gettext_noop("%(words)s（%(code)s）")  # words, and what a program calls it
_HEAD = re.compile(r" ?[（(，,：:；;]")  # behind these a meaning is only explained
BETWEEN = gettext_noop("、")  # what stands between several words
CHINESE = gettext_noop("中文")  # what it is translated to tells a language from Chinese


def same(message: str) -> str:
    """The message itself: no translation."""
    return message


class Line(msgspec.Struct, gc=False):
    """One step of the working: what was found, its value, by which article, and how.

    ``what``, and ``value`` where it is words, are message ids whose places ``params`` fills; ``how`` is arithmetic (``6200 × 6``).
    """

    what: str
    value: Value
    basis: Article | None
    how: str = ""
    params: dict[str, Any] | None = None
    money: bool = False


class Note(msgspec.Struct, gc=False):
    """A warning, or a change of facts that would change the answer; ``text`` is a message id."""

    code: str
    text: str
    params: dict[str, Any] | None = None


class Item(msgspec.Struct, gc=False):
    """The answer for one part of a claim (one benefit, one month, one item of an award)."""

    name: str
    label: str
    amount: Decimal | None = None
    value: Value | None = None
    date: Day | None = None
    basis: Article | None = None
    payer: str = ""
    params: dict[str, Any] | None = None


class Result(msgspec.Struct, gc=False):
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

    def item(
        self,
        name: str,
        label: str,
        *,
        amount: Decimal | None = None,
        value: Value | None = None,
        date: Day | None = None,
        basis: Article | None = None,
        payer: str = "",
        params: dict[str, Any] | None = None,
    ) -> None:
        """Add the answer for one part, as an ``Item``."""
        self.items.append(Item(name, label, amount, value, date, basis, payer, params))

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


def head(meaning: str) -> str:
    """The head of a field's meaning, without what explains it."""
    return _HEAD.split(meaning, maxsplit=1)[0]


def shown(value: Any, money: bool = False) -> Any:
    """A value as JSON carries it: plain decimals as text, days as ISO, the rest as it is."""
    if money and type(value) is Decimal:
        return str(value.quantize(CENT, ROUND_HALF_UP))
    show = SHOWN.get(type(value))
    return value if show is None else show(value)


def _number(value: Decimal) -> str:
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


told_day = lru_cache(maxsize=16_384)(date.isoformat)  # the same days stand in claim after claim
SHOWN: dict[type, Callable[[Any], str]] = {Decimal: _number, int: str, date: told_day}


class Notebook:
    """A translation that leaves words in Chinese and notes the messages whose places were filled.

    What is stored keeps the words that were read on the day; ``respoken`` says them in another language from
    ``messages``: the words → their message id and what stood in its places.
    """

    def __init__(self) -> None:
        self.messages: dict[str, dict[str, Any]] = {}

    def __call__(self, message: str) -> str:
        return message

    def noted(self, text: str, params: dict[str, Any]) -> str:
        """The message filled, and noted."""
        places = {key: shown(value) for key, value in params.items()}
        told = filled(text, places)
        self.messages[told] = {"id": text, "places": places}
        return told


def respoken(value: Any, messages: dict[str, dict[str, Any]], translate: Translate) -> Any:
    """A stored answer in the words of ``translate``; words that nobody noted are message ids or stay."""
    if isinstance(value, dict):
        return {
            key: part if key == "version" else respoken(part, messages, translate)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [respoken(part, messages, translate) for part in value]
    if not isinstance(value, str) or not value:
        return value
    if value in messages:
        return filled(messages[value]["id"], messages[value]["places"], translate)
    return named(value, translate)


def filled(text: str, params: dict[str, Any] | None, translate: Translate = same) -> str:
    """A message translated, with its places filled (words among them translated too)."""
    if translate is same or not text:
        return _filled(text, params) if params else text
    if params and isinstance(translate, Notebook):
        return translate.noted(text, params)
    text = translate(text)
    if not params:
        return text
    return text % {key: _placed(value, translate) for key, value in params.items()}


def _filled(text: str, params: dict[str, Any]) -> str:
    """A message with its places filled; words stand as they are, and nothing is copied for them."""
    places = params
    for key, value in params.items():
        if type(value) is not str:
            if places is params:
                places = params.copy()
            places[key] = _placed(value, same)
    return text % places


def _placed(value: Any, translate: Translate) -> Any:
    """What stands in a place of a message: words translated, several of them as a list is spoken.

    ``{"words" or "meaning": …, "code": …}`` are words with what a program calls it; of a meaning, its head.
    """
    if type(value) is str:
        return value if translate is same or not value else translate(value)
    if isinstance(value, list):
        between = translate(APART if value and isinstance(value[0], dict) else BETWEEN)
        return between.join([str(_placed(part, translate)) for part in value])
    if isinstance(value, dict):
        words = translate(value["words"]) if "words" in value else head(translate(value["meaning"]))
        return translate(CODED) % {"words": words, "code": value["code"]}
    return translate(value) if isinstance(value, str) and value else shown(value)


def speaks_chinese(translate: Translate) -> bool:
    """Whether a translation leaves messages as they are."""
    return translate is same or translate(CHINESE) == CHINESE


def cited(text: str, translate: Translate = same) -> str:
    """An article as it is cited; in another language with its gloss."""
    return text if translate is same or speaks_chinese(translate) else glossed(text)


def named(text: str, translate: Translate) -> str:
    """What names a source, or is a message: glossed where it is cited so, else translated."""
    told = cited(text, translate)
    return told if told != text else translate(text)
