"""Read one spreadsheet in a process of its own: bytes in at standard input, rows out, pickled.

A file of a few kilobytes can make the library ask for half a terabyte (one cell in the last corner)
or read without end (a broken end tag). Such a process is ended by the limits that it sets itself,
and nothing else falls with it. It is started by its path, isolated, and knows nothing of the site.
"""

from __future__ import annotations

import io
import pickle
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

MOST_MEMORY = 2 << 30  # bytes of address space
MOST_SECONDS = 30  # of work; 5,000 workers of a year take less than one
MOST_COLUMNS = 300
AT_ONCE = 500  # rows of a message

LOCKED, UNREADABLE, END = "locked", "unreadable", "end"
SEALED = "EncryptedPackage".encode("utf-16-le")  # what an .xlsx with a password is wrapped in
LARGEST_PART = 300 << 20  # bytes of a sheet looked through for formulas that failed


def main(seconds: int) -> None:
    """Say some rows of a sheet and which one it is, until ``END``; or ``LOCKED`` or ``UNREADABLE``."""
    _limit(seconds)
    say, content = sys.stdout.buffer, sys.stdin.buffer.read()
    try:
        for at, (name, visible, rows) in enumerate(_sheets(content)):
            while True:  # a sheet with nothing in it says one empty list
                some = list(islice(rows, AT_ONCE))
                pickle.dump((at, name, visible, some), say)
                if len(some) < AT_ONCE:
                    break
        told = END
    except BrokenPipeError:
        return  # nobody wants the rest
    except BaseException as error:
        told = (
            LOCKED if type(error).__name__ == "PasswordError" or SEALED in content else UNREADABLE
        )
    pickle.dump(told, say)


def _limit(seconds: int) -> None:
    with suppress(ValueError, OSError):  # macOS knows no limit of address space
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what it read is nobody's to find


def _sheets(content: bytes) -> Iterator[tuple[str, bool, Iterator[list[Any]]]]:
    """Each sheet: its name, whether it is shown, and its rows; of a hidden one none are read."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 (within limits)

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    failed = _failed(content)
    for described in book.sheets_metadata:
        name, visible = described.name, described.visible == SheetVisibleEnum.Visible
        yield name, visible, _rows(book, name, failed.get(name, {})) if visible else iter(())


def _rows(book: Any, name: str, failed: dict[int, dict[int, str]]) -> Iterator[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    # ``total_height`` counts from zero: a head alone would be nothing.
    if not (sheet.height and sheet.width):
        return
    left = sheet.start[1]  # empty columns before the first are left out
    for at, cells in enumerate(sheet.iter_rows()):
        row = list(cells[:MOST_COLUMNS])
        for column, shown in failed.get(at, {}).items():
            if 0 <= column - left < len(row):
                row[column - left] = shown
        yield row


# --- formulas that failed -------------------------------------------------------------------------

_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_FAILED = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(.*?)</c>', re.DOTALL
)
_SHOWN = re.compile(rb"<v>(#[^<]{1,20})</v>")


def _failed(content: bytes) -> dict[str, dict[int, dict[int, str]]]:
    """By sheet of an .xlsx the cells whose formula failed, as they show it: the library gives them as empty."""
    found: dict[str, dict[int, dict[int, str]]] = {}
    with suppress(BadZipFile, KeyError, NotImplementedError), ZipFile(io.BytesIO(content)) as book:
        targets = {
            one[b"Id"]: one[b"Target"].decode().removeprefix("/xl/")
            for one in _tags(b"Relationship", book.read("xl/_rels/workbook.xml.rels"))
        }
        for one in _tags(b"sheet", book.read("xl/workbook.xml")):
            part = "xl/" + targets[one[b"r:id"]]
            if book.getinfo(part).file_size <= LARGEST_PART:
                found[unescape(one[b"name"].decode())] = _failed_cells(book.read(part))
    return found


def _tags(name: bytes, xml: bytes) -> Iterator[dict[bytes, bytes]]:
    return (dict(_ATTRIBUTE.findall(tag)) for tag in re.findall(rb"<" + name + rb"\b([^>]*)>", xml))


def _failed_cells(xml: bytes) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for letters, row, cell in _FAILED.findall(xml) if b't="e"' in xml else ():
        if shown := _SHOWN.search(cell):
            found.setdefault(int(row) - 1, {})[_column(letters)] = shown[1].decode()
    return found


def _column(letters: bytes) -> int:
    """``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


if __name__ == "__main__":
    main(int(sys.argv[1]))
