"""A spreadsheet as rows with meaning: values by field, reasons against, what to pass over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

from zhigong.foundation.imports.definition import Field, Import
from zhigong.foundation.imports.header import SEARCHED, Header, find_header
from zhigong.foundation.imports.reading import Cells, rows_of
from zhigong.foundation.imports.values import as_text, data, meaning
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused


@dataclass(frozen=True, slots=True)
class ReadRow:
    """``number`` as the spreadsheet counts; ``skipped``: no row of the table (a total, a note)."""

    number: int
    cells: Cells
    values: dict[str, Any]
    refusals: tuple[Refusal, ...] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    header: Header
    rows: Iterator[ReadRow]


def read_sheet(file: IO[bytes], extension: str, definition: Import) -> Sheet:
    """Find the head and read below it. ``Refused`` where there is no table, or a column is missing."""
    rows = rows_of(file, extension)
    first = list(islice(rows, SEARCHED + 1))
    header = find_header(first, definition.fields)
    if header is None:
        raise Refused((_no_head(definition),))
    if missing := header.missing(definition.fields):
        raise Refused(tuple(_no_column(field) for field in missing))
    below = chain(first[header.last + 1 :], rows)
    return Sheet(header, _read(below, header, definition.fields))


def _read(rows: Iterator[Cells], header: Header, fields: Sequence[Field]) -> Iterator[ReadRow]:
    for number, cells in enumerate(rows, header.last + 2):
        texts = [as_text(cell) for cell in cells]
        filled = [text for text in texts if text]
        if not filled:
            continue
        values, refusals = _understood(cells, texts, header, fields)
        skipped = _is_no_row(texts, filled, values, fields, header)
        yield ReadRow(number, cells, values, tuple(refusals), skipped=skipped)


def _understood(
    cells: Cells, texts: Sequence[str], header: Header, fields: Sequence[Field]
) -> tuple[dict[str, Any], list[Refusal]]:
    values: dict[str, Any] = {}
    refusals = []
    for field in fields:
        at = header.columns.get(field.name)
        refusal = None
        values[field.name] = None
        if at is not None and at < len(cells):
            values[field.name], refusal = meaning(cells[at], field.kind, texts[at])
        if refusal is not None:
            refusals.append(_about(field, refusal))
        elif field.required and values[field.name] is None:
            refusals.append(
                Refusal(
                    "imports.empty", gettext_noop("没有填“%(field)s”"), "", {"field": field.label}
                )
            )
    return values, refusals


def _about(field: Field, refusal: Refusal) -> Refusal:
    return Refusal(
        refusal.code, refusal.reason, refusal.remedy, {**refusal.params, "field": field.label}
    )


def _is_no_row(
    texts: Sequence[str],
    filled: Sequence[str],
    values: dict[str, Any],
    fields: Sequence[Field],
    header: Header,
) -> bool:
    """A total or a note below the table, or the head again on a new page."""
    if texts[: len(header.names)] == list(header.names)[: len(texts)]:
        return True
    ends = filled[0].replace(" ", "").startswith(tuple(data()["endings"]))
    required = [f.name for f in fields if f.required]
    unfilled = [name for name in required if values[name] is None]
    return (ends and bool(unfilled)) or (len(filled) <= 2 and len(unfilled) == len(required) > 0)


def _no_head(definition: Import) -> Refusal:
    return Refusal(
        "imports.no-head",
        gettext_noop("表格里没有找到表头"),
        gettext_noop("表头应有这些列：%(columns)s"),
        {"columns": " ".join(str(f.label) for f in definition.fields)},
    )


def _no_column(field: Field) -> Refusal:
    return Refusal(
        "imports.no-column",
        gettext_noop("表格里没有“%(field)s”这一列"),
        gettext_noop("请补上这一列，或把表头改成“%(field)s”"),
        {"field": field.label},
    )
