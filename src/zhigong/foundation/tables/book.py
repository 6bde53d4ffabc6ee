"""Several pages as one .xlsx, in constant memory; knows neither Django nor what the pages are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any, BinaryIO, Protocol

from rustpy_xlsxwriter import FastExcel, Format

from zhigong.foundation.documents.words import clean

LONGEST = 32_000  # a cell of the format holds 32 767
EXACT_FIGURES = 15  # a spreadsheet's numbers lose the sixteenth
MONEY = "#,##0.00"
INDENT = 2.0  # characters that a step in takes
LINE, HIGHEST = 16.5, 408.75  # points: a line of Chinese text; more than that no row may have


class Page(Protocol):
    """A page: columns are named by their place, from zero.

    ``formula`` adds a last column: its heading, and a formula in which ``{row}`` is the row. ``title``
    stands above the head.
    """

    @property
    def name(self) -> str: ...
    @property
    def head(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Iterable[Sequence[Any]]: ...
    @property
    def widths(self) -> Sequence[float]: ...
    @property
    def money(self) -> frozenset[int]: ...
    @property
    def wrapped(self) -> frozenset[int]: ...
    @property
    def days(self) -> frozenset[int]: ...
    @property
    def formula(self) -> tuple[str, str] | None: ...
    @property
    def title(self) -> str: ...


def write_book(target: str | BinaryIO, pages: Sequence[Page]) -> None:
    """Write pages one after another; rows are asked for as they are written."""
    book = FastExcel(target)
    book.format(datetime_format="yyyy-mm-dd")
    for page in pages:
        _add(book, page)
    book.save()


def _add(book: FastExcel, page: Page) -> None:
    names = [*page.head, *([page.formula[0]] if page.formula else ())]
    top = 2 if page.title else 0
    title = Format().set_bold().set_font_size(13)
    book.sheet(
        page.name,
        _records(page.rows, page.head),
        column_widths=list(page.widths[: len(names)]),
        column_formats=[_format(page, at) for at in range(len(names))],
        header_format=Format()
        .set_bold()
        .set_background_color("#EDF0F3")
        .set_text_wrap()
        .set_align("vcenter"),
        header_row=top,
        merge_ranges=[(0, 0, 0, min(len(names), 10) - 1, page.title, title)]
        if page.title
        else None,
        row_heights=_heights(page, top + 1),
        formula_columns={page.formula[0]: page.formula[1]} if page.formula else None,
        autofilter=not page.title,
        page_setup={"landscape": True, "paper_size": 9, "fit_to_pages": (1, 0), "repeat_rows": top},
    )
    book.freeze(row=top + 1, sheet=page.name)


def _heights(page: Page, first: int) -> dict[int, float] | None:
    """Heights of the rows whose text takes several lines, by their place on the sheet.

    Excel finds them itself; Calc shows one line where none is told. Rows that can be asked for but once
    (a generator) have none.
    """
    if not page.wrapped or iter(page.rows) is page.rows:
        return None
    wrapped = [(at, page.widths[at] - INDENT) for at in sorted(page.wrapped)]
    lines = (max(_lines(row[at], width) for at, width in wrapped) for row in page.rows)
    return {at: min(LINE * count, HIGHEST) for at, count in enumerate(lines, first) if count > 1}


def _lines(value: Any, width: float) -> int:
    """How many lines a text takes in a column: Chinese is twice as wide as a figure."""
    text = str(value)
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    wide = (len(part.encode("gb18030", "replace")) for part in text.split("\n"))
    return sum(max(1, ceil(one / width)) for one in wide)


def _format(page: Page, at: int) -> Format:
    found = Format().set_align("top")
    if at in page.money:
        found = found.set_num_format(MONEY)
    if at in page.days:
        found = found.set_num_format("yyyy-mm-dd")
    # A step in from the edge: beside figures, which end there, words would run into them.
    return found.set_text_wrap().set_align("left").set_indent(1) if at in page.wrapped else found


def _records(rows: Iterable[Sequence[Any]], head: Sequence[str]) -> Iterator[dict[str, Any]]:
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(head, map(_cell, row), strict=True))
    if empty:
        yield dict.fromkeys(head, None)


def _cell(value: Any) -> Any:
    """Text stays text whatever it looks like; numbers too long to be exact become text."""
    if value is None or value == "":
        return None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value if len(str(value).strip("-").replace(".", "")) <= EXACT_FIGURES else str(value)
    if isinstance(value, date | float | bool):
        return value
    return clean(str(value))[:LONGEST]
