"""Rows of cells into workers: each row understood, its person found, what cannot be read kept with why.

Rows of one worker may stand anywhere in the sheet, so they are gathered; each is kept as some hundred
bytes and taken apart again when its worker's turn comes. That is all the memory a sheet takes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.core.parameters import ParameterTable, kept_table
from zhigong.law.workforce import cells
from zhigong.law.workforce.columns import (
    SEARCHED,
    WHO,
    Layout,
    Place,
    columns,
    find_layout,
    must_be_complete,
    words,
)

MOST_PROBLEMS_A_ROW = 20


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


_encode = msgspec.msgpack.Encoder().encode
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


@dataclass
class Sheet:
    """A sheet that was read: its columns, its workers, and what is wrong with rows of nobody."""

    layout: Layout
    ask: Ask
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


def texts_of(row: Sequence[Any]) -> list[str]:
    """A row as it reads."""
    return [cells.as_text(cell) for cell in row]


def read(
    rows: Iterable[Sequence[Any]], ask: Ask, corrections: Mapping[int, str] | None = None
) -> Sheet:
    """Find the head and gather what stands below it by worker.

    ``corrections`` says of columns (from zero) what they are (``due``, ``due@2025-01``, empty: none).
    ``Refused`` where there is no table, or columns are missing that nothing can do without.
    """
    source = iter(rows)
    first = [list(row) for row in islice(source, SEARCHED + 2)]
    layout = find_layout([texts_of(row) for row in first])
    if layout is not None and corrections:
        layout = layout.corrected(corrections)
    layout = must_be_complete(layout)
    below = chain(first[layout.last + 1 :], source)
    sheet = Sheet(layout, ask)
    _Reading(sheet).take(enumerate(below, layout.last + 2))
    if not sheet.workers and not sheet.problems:
        raise Refused((_empty_sheet(),))
    return sheet


class _Reading:
    """The state of going down a sheet once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.layout = sheet, sheet.layout
        self.above: Worker | None = None
        self.of_worker = [
            (at, p) for at, p in self.layout.places.items()
            if p.month is None and columns()[p.fact].of == "worker"
        ]  # fmt: skip
        self.own_columns = {self.layout.names[at] for at, _ in self.of_worker}
        self.months: dict[tuple[int | None, int | None], list[tuple[int, Place]]] = {}
        for at, place in self.layout.places.items():
            if columns()[place.fact].of == "month" and place.fact not in ("year", "month"):
                self.months.setdefault((place.year, place.month), []).append((at, place))
        self.own = {
            p.fact: at for at, p in self.layout.places.items() if p.fact in ("year", "month")
        }
        self.good_months = self._headed()

    def _headed(self) -> dict[tuple[int | None, int | None], list[tuple[int, Place]]]:
        """The months of the head that exist; a thirteenth is a problem of the head itself."""
        if not self.layout.wide:
            return self.months
        good = {}
        for (year, month), places in self.months.items():
            try:
                if month is not None:
                    name = self.layout.names[places[0][0]]
                    cells.must_be_month(month, name)
                    if year is not None or "year" not in self.own:
                        self._dated(year, month, name)
                good[year, month] = places
            except Refused as refused:
                self._of_head(places, refused.refusals)
        return {key: places for key, places in good.items() if key[1] is not None}

    def _of_head(self, places: list[tuple[int, Place]], refusals: tuple[Refusal, ...]) -> None:
        for at, _ in places:
            for refusal in refusals:
                name = self.layout.names[at]
                self.sheet.problems.append(
                    Problem(self.layout.last + 1, refusal, column=name, cell=name)
                )

    def take(self, rows: Iterable[tuple[int, Sequence[Any]]]) -> None:
        """Every row below the head."""
        head = [name for name in self.layout.names if name]
        for number, row in rows:
            filled = [text for text in map(cells.as_text, row) if text]
            if not filled:
                self.above = None  # below an empty row nobody's merged cell goes on
                continue
            if self._is_no_row(filled, head):
                self.sheet.passed_over += 1
                continue
            self.sheet.rows += 1
            self._row(number, row)

    def _is_no_row(self, filled: list[str], head: list[str]) -> bool:
        """A total, a note below the table, or the head again on a new page."""
        first = filled[0].replace(" ", "").casefold()
        if filled == head or (len(filled) > 1 and filled == head[: len(filled)]):
            return True
        return first.startswith(tuple(words()["ends"]))

    def _row(self, number: int, row: Sequence[Any]) -> None:
        problems: list[Problem] = []
        facts, bad = self._facts(number, row, self.of_worker, problems)
        worker, carried = self._worker(number, facts)
        if worker is None:
            told = " ".join(filter(None, texts_of(row)))[:60]
            self.sheet.problems.append(Problem(number, _nobody(), cell=told))
            return
        plain = {k: _plain(v) for k, v in facts.items() if k not in WHO and v is not None}
        dated = False
        for (year, month), places in self.good_months.items():
            values, unread = self._facts(number, row, places, problems)
            known = {k: v for k, v in values.items() if v is not None}
            if month is not None and not known and not unread:
                continue  # no cell of this month is filled: the worker has no such month
            day = self._day(number, row, year, month, problems)
            self._reaches(day)
            entry = Entry(number, day, plain, known, [*bad, *unread], carried)
            worker.packed.append(_encode(entry))
            plain, bad, dated = {}, [], True
        if not dated:
            worker.packed.append(_encode(Entry(number, None, plain, {}, bad, carried)))
        # A worker's own facts stand in each of his rows: what is wrong with one is said once.
        said = {(p.column, p.cell) for p in worker.problems if p.column in self.own_columns}
        new = [p for p in problems if (p.column, p.cell) not in said]
        worker.problems += [_of(p, worker) for p in new[:MOST_PROBLEMS_A_ROW]]

    def _facts(
        self,
        number: int,
        row: Sequence[Any],
        places: list[tuple[int, Place]],
        problems: list[Problem],
    ) -> tuple[dict[str, Any], list[str]]:
        """The values of some columns of a row, and the names of those that cannot be read."""
        found: dict[str, Any] = {}
        bad = []
        for at, place in places:
            cell = row[at] if at < len(row) else None
            try:
                found[place.fact] = cells.read(
                    columns()[place.fact].kind, cell, self.layout.names[at]
                )
            except Refused as refused:
                bad.append(place.fact)
                for refusal in refused.refusals:
                    text = cells.as_text(cell)[:60]
                    name = self.layout.names[at]
                    problems.append(Problem(number, refusal, column=name, cell=text))
        return found, bad

    def _worker(self, number: int, facts: Mapping[str, Any]) -> tuple[Worker | None, bool]:
        """Whose row it is; a row without name under one that has it belongs to it (merged cells)."""
        name, code = facts.get("name") or "", facts.get("code") or ""
        citizen = facts.get("citizen_id") or ""
        if not (name or code or citizen):
            return self.above, True
        key = f"c:{code}" if code else f"i:{citizen}" if citizen else f"n:{name}"
        worker = self.sheet.workers.get(key)
        if worker is None:
            worker = Worker(len(self.sheet.workers) + 1, key, name, code, number)
            self.sheet.workers[key] = worker
            if name:
                self.sheet.names.setdefault(name, []).append(key)
        elif name and worker.name and name != worker.name:
            worker.problems.append(
                _of(Problem(number, _two_names(code or citizen[-4:], worker.name, name)), worker)
            )
            worker.packed.append(_encode(Entry(number, None, {}, {}, ["name"])))
        self.above = worker
        return worker, False

    def _day(
        self,
        number: int,
        row: Sequence[Any],
        year: int | None,
        month: int | None,
        problems: list[Problem],
    ) -> date | None:
        """The first day of the month the values are of; ``None``, with the problem noted, where it is not told."""
        try:
            if month is None:
                year, month = self._month_of(row)
            told = self._year_of(row) if year is None else year
            return self._dated(told, month, f"{month}")
        except Refused as refused:
            problems += [Problem(number, refusal) for refusal in refused.refusals]
            return None

    def _month_of(self, row: Sequence[Any]) -> cells.Month:
        at = self.own.get("month", -1)
        cell = row[at] if 0 <= at < len(row) else None
        found: cells.Month | None = cells.read("month", cell, self.layout.names[at])
        if found is None:
            raise Refused((_no_month(),))
        return found

    def _reaches(self, day: date | None) -> None:
        sheet = self.sheet
        if day is not None:
            sheet.first = day if sheet.first is None else min(sheet.first, day)
            sheet.last = day if sheet.last is None else max(sheet.last, day)

    def _year_of(self, row: Sequence[Any]) -> int | None:
        at = self.own.get("year")
        found = (
            cells.read("year", row[at], self.layout.names[at])
            if at is not None and at < len(row)
            else None
        )
        return int(found) if found is not None else None

    def _dated(self, year: int | None, month: int, text: str) -> date:
        year = year or self.layout.year or self.sheet.ask.year
        if year is None:
            raise Refused((_no_year(text),))
        found = date(year, month, 1)
        if found > self.sheet.ask.on:
            raise Refused((_future(found, self.sheet.ask.on),))
        return found


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else f"{value}"


def _of(problem: Problem, worker: Worker) -> Problem:
    return msgspec.structs.replace(problem, person=worker.label)


def _empty_sheet() -> Refusal:
    return Refusal(
        "law.workforce.no-rows",
        gettext_noop("表头下面没有职工"),
        gettext_noop("请从表头的下一行起，一人一月一行填写"),
    )


def _nobody() -> Refusal:
    return Refusal(
        "law.workforce.nobody",
        gettext_noop("这一行没有姓名、工号或者身份证号，不知道是谁的"),
        gettext_noop("请补上姓名或者工号"),
    )


def _two_names(code: str, one: str, other: str) -> Refusal:
    return Refusal(
        "law.workforce.two-names",
        gettext_noop("编号 %(code)s 有两个姓名：%(one)s、%(other)s，此人的各行都没有计算"),
        gettext_noop("请核对工号或者身份证号"),
        {"code": code, "one": one, "other": other},
    )


def _no_month() -> Refusal:
    return Refusal(
        "law.workforce.month-missing",
        gettext_noop("没有填月份"),
        gettext_noop("请填写 2025-01 这样的月份"),
    )


def _no_year(text: str) -> Refusal:
    return Refusal(
        "law.workforce.year-missing",
        gettext_noop("只有月份“%(cell)s”，不知道是哪一年"),
        gettext_noop("请在标题或者年份列写明年份，或把月份写成 2025-01"),
        {"cell": text[:40]},
    )


def _future(month: date, on: date) -> Refusal:
    return Refusal(
        "law.workforce.future",
        gettext_noop("%(month)s 还没有到（今天是 %(on)s）"),
        gettext_noop("请核对年份和月份"),
        {"month": f"{month:%Y-%m}", "on": on},
    )
