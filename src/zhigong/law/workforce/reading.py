"""Going through a workbook once: which of its sheets hold a table, and of which month each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.workforce.columns import SEARCHED, Layout, find_layout, must_be_complete, no_head
from zhigong.law.workforce.rows import Row, take_rows
from zhigong.law.workforce.sheet import Ask, OneTab, Problem, Sheet, Tab, texts_of
from zhigong.law.workforce.titles import When, is_example, of_name

LOOKED_AT = SEARCHED + 12  # rows: a head and some of what stands below it
Corrections = Mapping[tuple[int, str], str]


def read(rows: Iterable[Row], ask: Ask, corrections: Corrections | None = None) -> Sheet:
    """Rows that are a workbook by themselves, as ``read_book``."""
    return read_book([OneTab(rows)], ask, corrections)


def read_book(tabs: Iterable[Tab], ask: Ask, corrections: Corrections | None = None) -> Sheet:
    """Find the head of every sheet and gather what stands below it by worker.

    ``corrections`` says of columns, by their place (from zero) and heading, what they are (``due``,
    ``due@2025-01``, empty: none); a column of the heading on another sheet is the same.
    ``Refused`` where there is no table, or columns are missing that nothing can do without.
    """
    sheet = Sheet(ask)
    refused: list[Refused] = []
    end = 0  # rows of the sheets so far
    for tab in tabs:
        top = _Top.of(tab)
        if not tab.visible or not top.filled or is_example(tab.name):
            if tab.visible and top.filled:
                sheet.unread.append(tab.name)
            elif not tab.visible:
                sheet.hidden.append(tab.name)
            continue
        try:
            layout = top.layout(corrections or {})
        except Refused as why:
            if top.found is not None:
                refused.append(why)
            _unread(sheet, tab, top, end, why)
            end += len(top.first)
            continue
        sheet.tabs.append((end, tab.name))
        sheet.layouts.append(layout)
        sheet.read.append(tab.name)
        end = take_rows(sheet, layout, end, top.below(layout))
    _must_tell(sheet, refused)
    return sheet


@dataclass(frozen=True, slots=True)
class Table:
    """The first table of a workbook: its sheet, its columns, and the first rows as they read."""

    name: str
    layout: Layout
    texts: list[list[str]]


def first_table(tabs: Iterable[Tab]) -> Table:
    """The table that a person is asked about: the first whole one, else the first. ``Refused`` for none."""
    first: Table | None = None
    for tab in tabs:
        if not tab.visible or is_example(tab.name):
            continue
        top = _Top.of(tab)
        if top.found is None:
            continue
        try:
            return Table(tab.name, top.layout({}), top.texts)
        except Refused:
            first = first or Table(tab.name, top.found.dated(*top.when()), top.texts)
    if first is None:
        raise no_head()
    return first


def _unread(sheet: Sheet, tab: Tab, top: _Top, end: int, why: Refused) -> None:
    """Keep that a sheet was not read: as a note, and a table that lacks a column as a problem too."""
    sheet.unread.append(tab.name)
    if top.found is None:
        return
    sheet.tabs.append((end, tab.name))
    sheet.problems += [Problem(end + top.found.last + 1, one) for one in why.refusals]


def _must_tell(sheet: Sheet, refused: list[Refused]) -> None:
    """Refuse a workbook that tells of nobody, with the reason of its first table."""
    if not sheet.layouts:
        if not refused and sheet.hidden:
            raise Refused((_only_hidden(sheet.hidden),))
        raise (refused or [no_head()])[0]
    if not sheet.workers and not sheet.problems:
        raise Refused((_empty_sheet(),))


class _Top:
    """The first rows of a sheet, in which its head is looked for, and the rest still to come."""

    def __init__(self, tab: Tab, first: list[list[Any]], rest: Iterable[Row]) -> None:
        self.tab, self.first, self.rest = tab, first, rest
        self.texts = [texts_of(row) for row in first]
        self.filled = any(map(any, self.texts)) or len(first) == LOOKED_AT  # more may come below
        self.found = find_layout(self.texts[: SEARCHED + 2])

    @classmethod
    def of(cls, tab: Tab) -> _Top:
        source = iter(tab.rows)
        return cls(tab, [list(row) for row in islice(source, LOOKED_AT)], source)

    def layout(self, corrections: Corrections) -> Layout:
        """The columns of the sheet, as a person said and of the month that stands outside the table."""
        if self.found is None:
            raise no_head()
        layout = _dated(self.found, of_name(self.tab.name), self.tab.name)
        return must_be_complete(layout.corrected(_of_this(layout, corrections)))

    def when(self) -> When:
        """What the title says of time, else the name of the sheet."""
        name = of_name(self.tab.name)
        title = self.found
        return When((title and title.year) or name.year, (title and title.month) or name.month)

    def below(self, layout: Layout) -> Iterable[Row]:
        """What stands below the head."""
        return chain(self.first[layout.last + 1 :], self.rest)


def _of_this(layout: Layout, corrections: Corrections) -> dict[int, str]:
    """The corrections of a table: by place where the heading stands there, else wherever it stands."""
    found: dict[int, str] = {}
    for (at, heading), key in corrections.items():
        places = [place for place, name in enumerate(layout.names) if name == heading]
        found |= dict.fromkeys([at] if at in places else places, key)
    return found


def _dated(layout: Layout, name: When, told: str) -> Layout:
    """The layout with year and month from the name of its sheet; refused where its title says another month."""
    own = layout.wide or "month" in layout.facts
    year, month = layout.year or name.year, layout.month or name.month
    if not own and ((layout.month and name.month and layout.month != name.month)
                    or (layout.year and name.year and layout.year != name.year)):  # fmt: skip
        raise Refused((_another_month(layout, told),))
    if layout.year and name.year and layout.year != name.year:
        year = None  # of months that say no year nothing is guessed
    return layout.dated(year, None if own else month)


def _empty_sheet() -> Refusal:
    return Refusal(
        "law.workforce.no-rows",
        gettext_noop("表头下面没有职工"),
        gettext_noop("请从表头的下一行起，一人一月一行填写"),
    )


def _only_hidden(names: list[str]) -> Refusal:
    return Refusal(
        "law.workforce.hidden-only",
        gettext_noop("表格里只有隐藏的工作表：%(names)s"),
        gettext_noop("请在 WPS 或 Excel 里取消隐藏，保存后再试"),
        {"names": "、".join(names)[:200]},
    )


def _another_month(layout: Layout, name: str) -> Refusal:
    title = f"{layout.year or ''}-{layout.month or ''}".strip("-")
    return Refusal(
        "law.workforce.another-month",
        gettext_noop("工作表名是“%(name)s”，标题写的却是 %(title)s，不知道是哪个月"),
        gettext_noop("请把标题和工作表名改成一致，或者加一列月份；这张工作表没有计算"),
        {"name": name[:40], "title": title},
    )
