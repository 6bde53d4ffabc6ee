"""What a title above a table, or the name of its sheet, says of time: a year, a month, or neither."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from zhigong.law.core.numbers import in_figures
from zhigong.law.workforce.vocabulary import pattern, words


class When(NamedTuple):
    """A year and a month, each ``None`` where it is not told."""

    year: int | None = None
    month: int | None = None


def of_titles(cells: Iterable[str]) -> When:
    """What the cells above a head say: the first year; a month only where they name no other.

    When a sheet was printed or paid out is no month of wages.
    """
    year: int | None = None
    months: set[int] = set()
    for cell in cells:
        text = figures(cell)
        if any(word in text for word in words()["dated"]):
            continue
        if year is None and (found := pattern("year_of_title").search(text)):
            year = int(found["year"])
        if not pattern("months_of_title").search(text):
            months |= {int(found["month"]) for found in pattern("month_of_title").finditer(text)}
    return When(year, months.pop() if len(months) == 1 else None)


def of_name(name: str) -> When:
    """What the name of a sheet says: ``3月``, ``2025年3月工资``, ``202503``, ``2025.03``, ``2025年``."""
    text = figures(name)
    found = pattern("compact_month").match(text) or pattern("month_of_name").match(text)
    if found is not None and 1 <= int(found["month"]) <= 12:
        return When(int(found["year"]), int(found["month"]))
    if text.isdigit() and (year := pattern("year").fullmatch(text)):
        return When(int(year[0]))
    return of_titles([text])


def is_example(name: str) -> bool:
    """Whether a sheet shows how one is filled in, as that of the empty sheet does."""
    return figures(name).casefold().startswith(tuple(words()["examples"]))


def figures(text: str) -> str:
    """A text with Chinese numerals in figures: ``十二月`` is ``12月``."""
    return in_figures(unicodedata.normalize("NFKC", text).strip())
