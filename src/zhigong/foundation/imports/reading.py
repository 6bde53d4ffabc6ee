"""The rows of a spreadsheet, whatever made it."""

from __future__ import annotations

import codecs
import csv
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

from zhigong.foundation.imports.sheet_program import (
    END,
    LOCKED,
    MOST_COLUMNS,
    MOST_SECONDS,
    UNREADABLE,
)
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused

Cells = list[Any]
KINDS = {kind.__name__: kind for kind in (date, datetime, time, timedelta)}
PROGRAM = Path(__file__).with_name("sheet_program.py")


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of a workbook. Its rows are to be read before the next sheet is asked for."""

    name: str
    visible: bool
    rows: Iterator[Cells]


def tabs_of(file: IO[bytes], extension: str) -> Iterator[Tab]:
    """Every sheet of a file in order, hidden ones without rows. ``Refused`` where it is no workbook."""
    file.seek(0)
    content = file.read()
    if extension == "csv":
        yield Tab("", True, _csv_rows(content))
        return
    for (_, name, visible), told in groupby(_told(content), key=itemgetter(0, 1, 2)):
        yield Tab(name, visible, (row for *_, rows in told for row in rows))


def rows_of(file: IO[bytes], extension: str) -> Iterator[Cells]:
    """The rows of the first visible sheet with anything in it. ``Refused`` where it is no sheet."""
    for tab in tabs_of(
        file, extension
    ):  # what cannot be opened is refused here, not at the first row
        first = next(tab.rows, None) if tab.visible else None
        if first is not None:
            return chain([first], tab.rows)
    return iter(())


Told = tuple[int, str, bool, list[Cells]]  # which sheet, its name, whether it is shown, some rows


def _told(content: bytes) -> Iterator[Told]:
    """Rows as a process of its own reads them, which is ended when nobody asks for more."""
    command = [sys.executable, "-I", str(PROGRAM), str(MOST_SECONDS)]
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as child:  # noqa: S603 (our own)
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with suppress(BrokenPipeError):
                child.stdin.write(content)
                child.stdin.close()
            while isinstance(told := _next(child.stdout), tuple):
                yield told
        finally:
            child.kill()
    if told != END:
        raise REFUSED.get(told, _endless)()


def _next(stream: IO[bytes]) -> Told | str:
    """The next message; an empty one where the process ended in the middle, by its limits or a fault."""
    try:
        told = _Plain(stream).load()
    except (EOFError, pickle.UnpicklingError):
        return ""
    assert isinstance(told, (tuple, str))
    return told


class _Plain(pickle.Unpickler):
    """Cells are numbers, texts, days and times. Nothing else comes out of a stranger's file."""

    def find_class(self, module: str, name: str) -> type:
        if module == "datetime" and name in KINDS:
            return KINDS[name]
        raise pickle.UnpicklingError(f"{module}.{name}")


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


def _endless() -> Refused:
    return Refused(
        (
            Refusal(
                "imports.endless",
                gettext_noop("表格读不完：可能已损坏，也可能在很远的格子里有内容"),
                gettext_noop("请把要用的行复制到新表，另存为 .xlsx 再传"),
            ),
        )
    )


REFUSED = {LOCKED: _locked, UNREADABLE: _unreadable}
