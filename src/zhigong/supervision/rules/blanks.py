"""Filling blanks: what may fill which, for what period, and the text with what is known put in.

A blank that nobody bound stays as it was written; nothing is guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from zhigong.kernel.period import add_months
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.supervision.rules.reading.placeholders import placeholders_in
from zhigong.supervision.rules.reading.vocabulary import canonical

AROUND = 24  # characters
TERM_MONTHS = 60  # 工会法 第十六条
_HUNDREDTH = Decimal("0.01")


class Way(StrEnum):
    """How a blank is filled."""

    FIGURE = "figure"
    SETTING = "setting"
    HAND = "hand"


WAYS: dict[str, str] = {
    Way.FIGURE: gettext_noop("平台的数字"),
    Way.SETTING: gettext_noop("常用文字"),
    Way.HAND: gettext_noop("由人填写"),
}


class PeriodKind(StrEnum):
    """For what time a figure is counted."""

    TERM = "term"
    YEAR = "year"
    SINCE = "since"


PERIODS: dict[str, str] = {
    PeriodKind.TERM: gettext_noop("本届以来（来文之日前五年）"),
    PeriodKind.YEAR: gettext_noop("今年以来"),
    PeriodKind.SINCE: gettext_noop("自某日至今"),
}
SETTINGS: dict[str, str] = {
    "site.district_name": gettext_noop("区名"),
    "site.union_name": gettext_noop("工会名称"),
    "site.place_name": gettext_noop("地名"),
    "site.party_congress_name": gettext_noop("党的全国代表大会名称"),
    "congress.ordinal": gettext_noop("本次代表大会序数"),
    "congress.previous.ordinal": gettext_noop("上次代表大会序数"),
}
TYPES: dict[str, str] = {
    "congress_name": gettext_noop("党的代表大会"),
    "place": gettext_noop("区名"),
    "place_name": gettext_noop("地名"),
    "organisation": gettext_noop("单位名称"),
    "ordinal": gettext_noop("本次大会序数"),
    "previous_ordinal": gettext_noop("上次大会序数"),
    "count": gettext_noop("数量"),
    "percent": gettext_noop("百分比"),
    "official": gettext_noop("领导职务"),
    "date": gettext_noop("日期"),
    "document_number": gettext_noop("文号"),
    "blank": gettext_noop("空格"),
    "unknown": gettext_noop("未知"),
}


NUMBERS = frozenset({"count", "percent"})
_ANYTHING = frozenset({"blank", "unknown"})  # nothing says whether a word or a number is wanted


def ways_of(kind: str) -> tuple[Way, ...]:
    """In what ways a blank of a kind may be filled: a number where a number is wanted, a name where
    a name is; by hand whichever it is."""
    if kind in _ANYTHING:
        return tuple(Way)
    return (Way.FIGURE, Way.HAND) if kind in NUMBERS else (Way.SETTING, Way.HAND)


def may_fill(kind: str, way: str) -> Verdict:
    """Whether a blank of a kind may be filled in a way."""
    if way in ways_of(kind):
        return ALLOWED
    if way == Way.FIGURE:
        return refuse(
            "supervision.blank.wants-words",
            gettext_noop("这个空白要填文字，不能用平台的数字"),
            gettext_noop("请选“常用文字”，或选“由人填写”"),
        )
    return refuse(
        "supervision.blank.wants-number",
        gettext_noop("这个空白要填数字，不能用常用文字"),
        gettext_noop("请选“平台的数字”，或选“由人填写”"),
    )


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank of a document: where it stands, what is written there, and what it wants."""

    pos: str
    start: int
    token: str
    type: str
    setting: str
    sentence: str

    @property
    def key(self) -> str:
        return f"{self.pos}:{self.start}"

    @property
    def around(self) -> tuple[str, str]:
        """The words before and after it, enough to know it by."""
        end = self.start + len(self.token)
        return self.sentence[max(0, self.start - AROUND) : self.start], self.sentence[end:][:AROUND]


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a sentence: from where, instead of which characters."""

    start: int
    token: str
    value: str


def blanks_of(passages: Iterable[tuple[str, str]]) -> tuple[Blank, ...]:
    """The blanks of sentences given as (position, text), in the order of the text."""
    return tuple(
        Blank(
            pos,
            found.start,
            text[found.start :][: len(found.text)],
            found.type,
            found.setting,
            text,
        )
        for pos, text in passages
        for found in placeholders_in(canonical(text))
    )


def period_of(kind: str, *, dated: date, since: date | None, on: date) -> tuple[date, date]:
    """The days a figure is counted for: the term before the document, this year, or since a day."""
    if kind == PeriodKind.TERM:
        return add_months(dated, -TERM_MONTHS) + timedelta(days=1), min(dated, on)
    if kind == PeriodKind.SINCE and since is not None:
        return since, on
    return date(on.year, 1, 1), on


def filled(text: str, fillings: Iterable[Filling]) -> str:
    """The sentence with its values in place; whatever does not stand where it was is left alone."""
    for one in sorted(fillings, key=lambda f: f.start, reverse=True):
        end = one.start + len(one.token)
        if one.value and text[one.start : end] == one.token:
            text = text[: one.start] + one.value + text[end:]
    return text


def text_in(token: str, text: str) -> str:
    """A text in place of the marks of a blank; what it shares with the words beside them stands once.

    ``第X次`` takes 三 as well as 第三次; ``党的XX大`` takes 二十大.
    """
    marks = _words()["marks"]
    if not any(char in marks for char in token):
        return text.strip()  # 【待定】: the whole of it is the blank
    head = token[: next((n for n, char in enumerate(token) if char in marks), 0)]
    rest = token[len(head) :].lstrip(marks)
    core = text.strip().removeprefix(head)
    return head + (core.removesuffix(rest) or core) + rest


def number_in(token: str, value: Decimal) -> str:
    """A number in place of the blank of ``XX余万元``: the counter stays, in its order of magnitude.

    "More than" falls away: the number is known now.
    """
    words = _words()
    rest = token.lstrip(words["marks"])
    for more in words["more_than"]:
        rest = rest.removeprefix(more)
    scale = words["scales"].get(rest[:1], 1)
    scaled = (value / scale).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    return f"{scaled:f}".rstrip("0").rstrip(".") + rest


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("blanks.toml").read_text("utf8"))
