"""Answers about a whole case as plain data: words translated, days and sums written out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from zhigong.kernel.verdict import Refusal
from zhigong.law.core.document import refusal_document
from zhigong.law.core.norms import Article
from zhigong.law.core.result import (
    Note,
    Translate,
    cited,
    filled,
    same,
    shown,
)


class Words(msgspec.Struct, frozen=True):
    """A message id with its places."""

    text: str
    params: dict[str, Any] | None = None


def words(text: str, **params: Any) -> Words:
    """A message and what fills its places."""
    return Words(text, params or None)


def spoken(value: Any, translate: Translate = same) -> Any:
    """Plain data for JSON: ``Words`` and notes in words, articles as cited, sums as money."""
    speak = _SPEAK.get(type(value))
    return value if speak is None else speak(value, translate)


def _record(value: dict[str, Any], translate: Translate) -> dict[str, Any]:
    return {key: spoken(part, translate) for key, part in value.items()}


def _list(value: list[Any] | tuple[Any, ...], translate: Translate) -> list[Any]:
    return [spoken(part, translate) for part in value]


def _words(value: Words, translate: Translate) -> str:
    return filled(value.text, value.params, translate)


def _note(value: Note, translate: Translate) -> dict[str, str]:
    return {"code": value.code, "text": filled(value.text, value.params, translate)}


def _article(value: Article, translate: Translate) -> str:
    return cited(value.text, translate)


def _sum(value: Decimal, translate: Translate) -> Any:
    return shown(value, money=True)


def _day(value: date, translate: Translate) -> str:
    return value.isoformat()


_SPEAK: dict[type, Callable[[Any, Translate], Any]] = {
    dict: _record,
    list: _list,
    tuple: _list,
    Words: _words,
    Note: _note,
    Refusal: refusal_document,
    Article: _article,
    Decimal: _sum,
    date: _day,
}
