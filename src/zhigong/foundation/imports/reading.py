"""The rows of a spreadsheet, whatever made it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused

Cells = list[Any]
MOST_COLUMNS = 300
MOST_ROWS = 1_048_576


def rows_of(file: IO[bytes], extension: str) -> Iterator[Cells]:
    """The rows of the first visible sheet with anything in it. ``Refused`` where it is no sheet."""
    file.seek(0)
    return _csv_rows(file.read()) if extension == "csv" else _sheet_rows(file)


def _sheet_rows(file: IO[bytes]) -> Iterator[Cells]:
    with _refusing():
        book = CalamineWorkbook.from_filelike(file)
        for described in book.sheets_metadata:
            if described.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(described.name)
            if (
                sheet.height and sheet.width
            ):  # total_height counts from zero: a head alone would be nothing
                return (list(row[:MOST_COLUMNS]) for row in sheet.iter_rows())
    return iter(())


@contextmanager
def _refusing() -> Iterator[None]:
    """What cannot be read is refused in words.

    The reader panics at some damaged files, and a panic is no ``Exception``: nothing above would
    make a page of it.
    """
    try:
        yield
    except PasswordError as error:
        raise _locked() from error
    except CalamineError as error:
        raise _unreadable() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the class cannot be imported
            raise
        raise _unreadable() from error


def _csv_rows(content: bytes) -> Iterator[Cells]:
    text = decoded(content)
    sample = text[:20_000]
    delimiter = max(",\t;", key=lambda mark: sample.count(mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        first = next(reader, None)
    except csv.Error as error:
        raise _unreadable() from error
    return _checked(chain([] if first is None else [first], reader))


def _checked(rows: Iterator[list[str]]) -> Iterator[Cells]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable() from error
        yield list(row[:MOST_COLUMNS])


def decoded(content: bytes) -> str:
    """Text in the encodings that spreadsheets write: with a mark, else UTF-8, else GB18030."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _locked() -> Refused:
    return Refused(
        (
            Refusal(
                "imports.encrypted",
                gettext_noop("表格加了密码，打不开"),
                gettext_noop("请去掉密码再上传"),
            ),
        )
    )


def _unreadable() -> Refused:
    return Refused(
        (
            Refusal(
                "imports.unreadable",
                gettext_noop("表格打不开"),
                gettext_noop("请在 WPS 或 Excel 中另存为 .xlsx 再传"),
            ),
        )
    )
