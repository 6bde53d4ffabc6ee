"""What was read of a workbook: its sheets, its workers with their rows, and what could not be read.

Rows of one worker may stand anywhere in the sheet, so they are gathered; each is kept as some hundred
bytes and taken apart again when its worker's turn comes. That is all the memory a sheet takes here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Protocol

import msgspec

from zhigong.kernel.verdict import Refusal
from zhigong.law.core.parameters import ParameterTable, kept_table
from zhigong.law.workforce import cells
from zhigong.law.workforce.columns import Layout


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a whole sheet: where it applies, from which day it is seen, since when it is claimed."""

    place: str
    on: date
    filed: date | None = None
    year: int | None = None  # of months whose heading has none
    table: ParameterTable = field(default_factory=kept_table)


class Problem(msgspec.Struct, frozen=True):
    """What of the sheet could not be computed: row, person, column, what stood there, and why."""

    row: int
    refusal: Refusal
    person: str = ""
    column: str = ""
    cell: str = ""
    month: str = ""


class Entry(msgspec.Struct, array_like=True):
    """What one row tells of one month (of none, where only the worker's own facts stand in it).

    ``bad`` names facts of the row that could not be read: no claim that needs one is computed for it.
    """

    row: int
    month: date | None
    facts: dict[str, str]
    values: dict[str, Decimal]
    bad: list[str]
    carried: bool = False


packed = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Entry).decode


@dataclass(slots=True)
class Worker:
    """A person of the sheet: the rows that are his, packed, and what could not be read of them."""

    position: int
    key: str
    name: str
    code: str
    row: int
    packed: list[bytes] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """As people call him: the name, else the staff number."""
        return self.name or self.code

    def entries(self) -> Iterator[Entry]:
        """His rows in the order of the sheet."""
        return map(_decode, self.packed)


class Tab(Protocol):
    """A sheet of a workbook, its rows to be read before the next is asked for. Of a hidden one none are."""

    @property
    def name(self) -> str: ...
    @property
    def visible(self) -> bool: ...
    @property
    def rows(self) -> Iterable[Sequence[Any]]: ...


@dataclass(frozen=True, slots=True)
class OneTab:
    """Rows that are a workbook by themselves."""

    rows: Iterable[Sequence[Any]]
    name: str = ""
    visible: bool = True


@dataclass
class Sheet:
    """A workbook that was read: its tables, its workers, and what is wrong with rows of nobody.

    Rows are counted on through the whole workbook; ``where`` says which row of which sheet one is.
    """

    ask: Ask
    layouts: list[Layout] = field(default_factory=list)
    tabs: list[tuple[int, str]] = field(default_factory=list)  # rows before each sheet, its name
    read: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # sheets in which no table of wages was found
    hidden: list[str] = field(default_factory=list)
    workers: dict[str, Worker] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    passed_over: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)
    first: date | None = None  # the first and the last month that any row tells of
    last: date | None = None

    def namesakes(self, worker: Worker) -> int:
        """How many people of the sheet have the worker's name."""
        return len(self.names.get(worker.name, ())) if worker.name else 1

    def where(self, row: int) -> tuple[str, int]:
        """The sheet (empty where there is but one) and the row on it."""
        if not self.several:
            return "", row - (self.tabs[0][0] if self.tabs else 0)
        before, name = self.tabs[bisect_left(self.tabs, (row, "")) - 1]
        return name, row - before

    def told(self, row: int) -> str:
        """A row as a message names it: ``12``, or ``3月!12`` where there are several sheets."""
        name, number = self.where(row)
        return f"{name}!{number}" if name else f"{number}"

    @property
    def several(self) -> bool:
        """Whether a row must be told with its sheet."""
        return len(self.tabs) > 1

    @property
    def facts(self) -> frozenset[str]:
        """The facts that some column tells."""
        return frozenset[str]().union(*(layout.facts for layout in self.layouts))

    @property
    def unknown(self) -> list[str]:
        """Headings that were not recognised."""
        return _each_once(layout.unknown for layout in self.layouts)

    @property
    def doubled(self) -> list[str]:
        """Headings that came again on one sheet, and were not read again."""
        return _each_once(layout.doubled for layout in self.layouts)


def _each_once(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(lists)))


def texts_of(row: Sequence[Any]) -> list[str]:
    """A row as it reads."""
    return [cells.as_text(cell) for cell in row]
