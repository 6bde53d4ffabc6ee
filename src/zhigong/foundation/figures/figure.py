"""What a live figure is, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from zhigong.kernel.text import gettext_noop


class Counted(StrEnum):
    """What a figure counts."""

    PEOPLE = "people"
    CASES = "cases"
    ITEMS = "items"
    TIMES = "times"
    UNIONS = "unions"
    YUAN = "yuan"
    PERCENT = "percent"


COUNTED: dict[str, str] = {
    Counted.PEOPLE: gettext_noop("人"),
    Counted.CASES: gettext_noop("件"),
    Counted.ITEMS: gettext_noop("项"),
    Counted.TIMES: gettext_noop("次"),
    Counted.UNIONS: gettext_noop("个"),
    Counted.YUAN: gettext_noop("元"),
    Counted.PERCENT: gettext_noop("%"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit with everything below it, and a period with both its days.

    A figure of a moment (members on the register) is counted at the end of ``until``.
    """

    path: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Found:
    """A value and how many rows lie behind it; no value where there is nothing to divide by."""

    value: Decimal | None
    rows: int


@dataclass(frozen=True, slots=True)
class Line:
    """A counted row as the drill-down shows it."""

    label: str
    url: str = ""
    note: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """``for_number`` and ``for_rows``: any one of these capabilities over the unit lets the actor know
    the number, or also what was counted. ``at_moment``: a stock at the end of the period, else what
    happened within it. ``count`` is one statement; ``rows`` are what it counted.
    """

    code: str
    title: str
    counted: Counted
    for_number: tuple[str, ...]
    for_rows: tuple[str, ...]
    count: Callable[[Asked], Found]
    rows: Callable[[Asked], QuerySet[Any]]
    line: Callable[[Any], Line]
    at_moment: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure as it was counted: never changed afterwards, only taken anew."""

    figure: Figure
    asked: Asked
    value: Decimal | None
    rows: int
    at: datetime
    url: str = ""


@dataclass
class _Register:
    figures: dict[str, Figure] = field(default_factory=dict)
    unit_name: Callable[[str], str] = str


REGISTER = _Register()


def register(figure: Figure) -> None:
    """Name a figure; its code is permanent and belongs to one module only."""
    known = REGISTER.figures.get(figure.code)
    assert known is None or known.title == figure.title, f"{figure.code} is taken"
    assert figure.code.count(".") == 1, figure.code
    REGISTER.figures[figure.code] = figure


def name_units_by(name_of: Callable[[str], str]) -> None:
    """Told by ``org``: how a unit at a path is called, for the drill-down's heading."""
    REGISTER.unit_name = name_of
