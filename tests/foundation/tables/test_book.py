"""A workbook: text of several lines stands in a row that is high enough for it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from zhigong.foundation.tables.book import HIGHEST, LINE, write_book


@dataclass(frozen=True)
class Page:
    rows: Iterable[Sequence[Any]]
    title: str = ""
    name: str = "一"
    head: Sequence[str] = ("甲", "乙")
    widths: Sequence[float] = (10, 20)
    money: frozenset[int] = frozenset()
    wrapped: frozenset[int] = frozenset({1})
    days: frozenset[int] = frozenset()
    formula: tuple[str, str] | None = None


def heights(page: Page) -> dict[str, float]:
    """The rows of a page that are told how high they are."""
    target = io.BytesIO()
    write_book(target, [page])
    sheet = ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row ([^>]*)>", sheet)
    told = [dict(re.findall(r'(\w+)="([^"]*)"', row)) for row in rows]
    return {row["r"]: float(row["ht"]) for row in told if "ht" in row}


LONG = [("1", "短"), ("2", "一\n二\n三"), ("3", "字" * 11), ("4", "字" * 9), ("5", "行\n" * 60)]


def test_rows_are_as_high_as_their_lines() -> None:
    assert heights(Page(LONG)) == {"3": 3 * LINE, "4": 2 * LINE, "6": HIGHEST}


def test_a_title_moves_the_rows_down() -> None:
    assert heights(Page(LONG[:2], title="题")) == {"5": 3 * LINE}


def test_what_can_be_asked_once_and_what_wraps_nowhere_is_left_alone() -> None:
    assert heights(Page(row for row in LONG)) == {}
    assert heights(Page(LONG, wrapped=frozenset())) == {}
