"""Rows as .xlsx or .csv, in constant memory."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any

from django.utils import timezone
from rustpy_xlsxwriter import write_worksheet

from zhigong.foundation.documents.words import clean

LONGEST = 32_000  # a cell of the format holds 32 767
EXACT_FIGURES = 15  # a spreadsheet's numbers lose the sixteenth


def workbook(rows: Iterable[Sequence[Any]], head: Sequence[str], *, sheet: str = "") -> IO[bytes]:
    """An open temporary file with the workbook; read from its beginning. The caller closes it.

    Text stays text whatever it looks like: a formula, a long number, leading zeros.
    """
    names = _unique(head)
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (the caller closes it)
    try:
        write_worksheet(
            _records(rows, names),
            file.name,
            sheet_name=_sheet_name(sheet),
            freeze_row=1,
            bold_headers=True,
            datetime_format="yyyy-mm-dd hh:mm",
            autofilter=True,
        )
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def comma_separated(
    rows: Iterable[Sequence[Any]], head: Sequence[str], *, sheet: str = ""
) -> IO[bytes]:
    """As ``workbook``, as .csv that spreadsheets open in Chinese; ``sheet`` names nothing in it.

    What a spreadsheet would take for a formula gets a mark before it: here text is not told from one.
    """
    file = tempfile.NamedTemporaryFile(suffix=".csv")  # noqa: SIM115 (the caller closes it)
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([str(one) for one in head])
    writer.writerows([_without_formula(cell(value)) for value in row] for row in rows)
    text.detach()
    file.seek(0)
    return file


def _without_formula(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    risky = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if risky else value


def _records(rows: Iterable[Sequence[Any]], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(names, map(cell, row), strict=True))
    if empty:
        yield dict.fromkeys(names, "")


def cell(value: Any) -> Any:
    """What a spreadsheet can hold of a value."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).replace(
            tzinfo=None
        )
    if isinstance(value, date | float | bool):
        return value
    if isinstance(value, int | Decimal):
        return value if len(str(value).strip("-").replace(".", "")) <= EXACT_FIGURES else str(value)
    return clean(str(value))[:LONGEST]


def _unique(head: Sequence[str]) -> list[str]:
    names: list[str] = []
    for name in head:
        text = clean(str(name)) or "-"
        while text in names:
            text += " "
        names.append(text)
    return names


def _sheet_name(text: str) -> str:
    return "".join(c for c in text if c not in "[]:*?/\\'")[:31].strip() or "Sheet1"
