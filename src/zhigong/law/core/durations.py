"""Fields that are lengths of service: ``3年7个月``, ``3y7m``, or years as a number (``3.5``)."""

from __future__ import annotations

import re
from typing import Any

from zhigong.kernel.period import Span
from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Refused
from zhigong.law.core.fields import Field, quoted, refused
from zhigong.law.core.numbers import decimal_of, in_figures
from zhigong.law.core.numerals import WORDS

MOST_YEARS = 70
MONTHS_A_YEAR = 12
DAYS_OF_A_MONTH = 31
_WORDS: dict[str, Any] = WORDS["duration"]
_BETWEEN = f"[{re.escape(_WORDS['between'])}]*"


def _part(name: str) -> str:
    """One optional part of a length: a whole number and its word."""
    return rf"(?:(?P<{name}>\d+)\s*(?:{'|'.join(_WORDS[name])}){_BETWEEN})?"


_LENGTH = re.compile(_part("years") + _part("months") + _part("days"))


def duration(name: str, meaning: str) -> Field:
    """A length of service, read as a ``Span`` of years, months and days."""
    return Field(name, "text", meaning, _read)


def _read(raw: Any, name: str) -> Span:
    text = halfwidth(raw).strip().casefold() if isinstance(raw, str) else ""
    found = _LENGTH.fullmatch(text) or _LENGTH.fullmatch(_spelled(text)) if text else None
    if found is None:
        return _of_years(raw, name)
    years, months, days = (int(found[part] or 0) for part in ("years", "months", "days"))
    if years > MOST_YEARS or months > MOST_YEARS * MONTHS_A_YEAR or days > DAYS_OF_A_MONTH:
        raise _no_length(raw, name)
    return Span(years + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR, days)


def _spelled(text: str) -> str:
    """A length told in characters, in figures: ``三年半`` is ``3年6个月``."""
    for said, written in _WORDS["halves"].items():
        text = text.replace(said, written)
    return in_figures(text)


def _of_years(raw: Any, name: str) -> Span:
    """Years as a number: ``3.5`` is three years and six months; a rest of a month is told as one day."""
    years = decimal_of(raw, name)
    if not 0 <= years <= MOST_YEARS:
        raise _no_length(raw, name)
    months = years % 1 * MONTHS_A_YEAR
    return Span(int(years), int(months), 1 if months % 1 else 0)


def _no_length(raw: Any, name: str) -> Refused:
    return refused(
        "law.field.not-a-length",
        gettext_noop("“%(field)s”不是工作年限：%(raw)s"),
        gettext_noop("请填写如 3年7个月，或者 3.5（年），最多七十年"),
        name=name,
        raw=quoted(raw),
    )
