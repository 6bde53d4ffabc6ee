"""Going down a sheet once: whose row it is, of which month, and what of it cannot be read, with why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.workforce import cells
from zhigong.law.workforce.columns import WHO, Layout, Place, columns
from zhigong.law.workforce.footing import SUM, Footing
from zhigong.law.workforce.sheet import Entry, Problem, Sheet, Worker, packed, texts_of

MOST_PROBLEMS_A_ROW = 20
Row = Sequence[Any]
Column = tuple[int, str, str, str]  # where it stands, its fact, how it is read, its heading


def take_rows(sheet: Sheet, layout: Layout, before: int, rows: Iterable[Row]) -> int:
    """Gather the rows below a head by worker; the number of the last, counted through the workbook."""
    return _Reading(sheet, layout, before).take(rows)


class _Reading:
    """The state of going down one sheet once."""

    def __init__(self, sheet: Sheet, layout: Layout, before: int) -> None:
        self.sheet, self.layout, self.before = sheet, layout, before
        self.above: Worker | None = None
        self.last_own: list[Any] | None = None
        self.last_read: tuple[dict[str, Any], list[str], dict[str, str]] = ({}, [], {})
        self.footing = Footing(layout)
        self.of_worker = self._columns(
            (at, p) for at, p in layout.places.items()
            if p.month is None and columns()[p.fact].of == "worker"
        )  # fmt: skip
        self.may_go_on = not layout.facts.isdisjoint(("month", "year"))
        self.own_columns = {name for _, _, _, name in self.of_worker}
        months: dict[tuple[int | None, int | None], list[tuple[int, Place]]] = {}
        for at, place in layout.places.items():
            if columns()[place.fact].of == "month" and place.fact not in ("year", "month"):
                months.setdefault((place.year, place.month), []).append((at, place))
        self.own = {p.fact: at for at, p in layout.places.items() if p.fact in ("year", "month")}
        self.months = {key: self._columns(places) for key, places in months.items()}
        self.good_months = self._headed()

    def _columns(self, places: Iterable[tuple[int, Place]]) -> list[Column]:
        return [
            (at, place.fact, columns()[place.fact].kind, self.layout.names[at])
            for at, place in places
        ]

    def _headed(self) -> dict[tuple[int | None, int | None], list[Column]]:
        """The months of the head that exist; a thirteenth is a problem of the head itself."""
        if not self.layout.wide:
            return self.months
        good = {}
        for (year, month), places in self.months.items():
            try:
                if month is not None:
                    name = places[0][3]
                    cells.must_be_month(month, name)
                    if year is not None or "year" not in self.own:
                        self._dated(year, month, name)
                good[year, month] = places
            except Refused as refused:
                self._of_head(places, refused.refusals)
        return {key: places for key, places in good.items() if key[1] is not None}

    def _of_head(self, places: list[Column], refusals: tuple[Refusal, ...]) -> None:
        row = self.before + self.layout.last + 1
        self.sheet.problems += [
            Problem(row, refusal, column=name, cell=name)
            for *_, name in places
            for refusal in refusals
        ]

    def take(self, rows: Iterable[Row]) -> int:
        """Every row below the head; the number of the last, counted through the workbook."""
        number = self.before + self.layout.last + 1
        for row in rows:
            number += 1
            texts = texts_of(row)
            if not any(texts):
                self.above = None  # below an empty row nobody's merged cell goes on
            elif told := self.footing.of(texts):
                self.sheet.passed_over += 1
                self.above = None if told == SUM else self.above
            else:
                self.sheet.rows += 1
                self._row(number, row, texts)
        return number

    def _row(self, number: int, row: Row, texts: list[str]) -> None:
        problems: list[Problem] = []
        facts, bad, plain = self._own(number, row, problems)
        worker, carried = self._worker(number, facts)
        if worker is None:
            told = " ".join(filter(None, texts))[:60]
            self.sheet.problems.append(Problem(number, _nobody(), cell=told))
            return
        dated = False
        for (year, month), places in self.good_months.items():
            values, unread = self._facts(number, row, places, problems)
            if month is not None and not values and not unread:
                continue  # no cell of this month is filled: the worker has no such month
            day = self._day(number, row, year, month, problems)
            self._reaches(day)
            worker.packed.append(packed(Entry(number, day, plain, values, bad + unread, carried)))
            plain, bad, dated = {}, [], True
        if not dated:
            worker.packed.append(packed(Entry(number, None, plain, {}, bad, carried)))
        if problems:
            self._tell(worker, problems)

    def _tell(self, worker: Worker, problems: list[Problem]) -> None:
        """Keep the problems of a row: what is wrong with a worker's own facts, told in each row, is said once."""
        said = {(p.column, p.cell) for p in worker.problems if p.column in self.own_columns}
        new = [p for p in problems if (p.column, p.cell) not in said]
        worker.problems += [_of(p, worker) for p in new[:MOST_PROBLEMS_A_ROW]]

    def _own(
        self, number: int, row: Row, problems: list[Problem]
    ) -> tuple[dict[str, Any], list[str], dict[str, str]]:
        """The worker's own facts, as read and as text. Month by month they stand there alike: they are read once."""
        own = [row[at] for at, *_ in self.of_worker if at < len(row)]
        if own != self.last_own:
            facts, bad = self._facts(number, row, self.of_worker, problems)
            plain = {name: _plain(value) for name, value in facts.items() if name not in WHO}
            self.last_own, self.last_read = own, (facts, bad, plain)
        return self.last_read

    def _facts(
        self, number: int, row: Row, places: list[Column], problems: list[Problem]
    ) -> tuple[dict[str, Any], list[str]]:
        """The values of the filled columns of a row, and the names of those that cannot be read."""
        found: dict[str, Any] = {}
        bad = []
        width = len(row)
        for at, fact, kind, name in places:
            cell = row[at] if at < width else None
            if cell is None or cell == "":
                continue
            try:
                value = cells.read(kind, cell, name)
            except Refused as refused:
                bad.append(fact)
                text = cells.as_text(cell)[:60]
                problems += [Problem(number, r, column=name, cell=text) for r in refused.refusals]
            else:
                if value is not None:
                    found[fact] = value
        return found, bad

    def _worker(self, number: int, facts: Mapping[str, Any]) -> tuple[Worker | None, bool]:
        """Whose row it is; a row without name under one that has it belongs to it (merged cells).

        Not so where a row tells of no month or year of its own: nobody has two rows there.
        """
        name, code = facts.get("name") or "", facts.get("code") or ""
        citizen = facts.get("citizen_id") or ""
        if not (name or code or citizen):
            return (self.above if self.may_go_on else None), True
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
            worker.packed.append(packed(Entry(number, None, {}, {}, ["name"])))
        self.above = worker
        return worker, False

    def _day(
        self,
        number: int,
        row: Row,
        year: int | None,
        month: int | None,
        problems: list[Problem],
    ) -> date | None:
        """The first day of the month the values are of; ``None``, with the problem noted, where it is not told."""
        try:
            of, number_of = (year, month) if month is not None else self._month_of(row)
            told = self._year_of(row) if of is None else of
            return self._dated(told, number_of, f"{number_of}")
        except Refused as refused:
            at = self.own.get("month", -1) if month is None else -1
            name = self.layout.names[at] if at >= 0 else ""
            cell = cells.as_text(row[at])[:60] if 0 <= at < len(row) else ""
            problems += [Problem(number, r, column=name, cell=cell) for r in refused.refusals]
            return None

    def _month_of(self, row: Row) -> cells.Month:
        at = self.own.get("month", -1)
        if at < 0 and self.layout.month is not None:
            return self.layout.year, self.layout.month
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

    def _year_of(self, row: Row) -> int | None:
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
