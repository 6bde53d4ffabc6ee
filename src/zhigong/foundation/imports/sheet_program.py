"""Read one spreadsheet in a process of its own: bytes in at standard input, rows out, pickled.

A file of a few kilobytes can make the library ask for half a terabyte (one cell in the last corner)
or read without end (a broken end tag). Such a process is ended by the limits that it sets itself,
and nothing else falls with it. It is started by its path, isolated, and knows nothing of the site.
"""

from __future__ import annotations

import io
import pickle
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

MOST_MEMORY = 2 << 30  # bytes of address space
MOST_SECONDS = 30  # of work; 5,000 workers of a year take less than one
MOST_COLUMNS = 300
AT_ONCE = 500  # rows of a message

LOCKED, UNREADABLE, END = "locked", "unreadable", "end"


def main(seconds: int) -> None:
    """Say some rows of a sheet and which one it is, until ``END``; or ``LOCKED`` or ``UNREADABLE``."""
    _limit(seconds)
    say = sys.stdout.buffer
    try:
        for at, (name, visible, rows) in enumerate(_sheets(sys.stdin.buffer.read())):
            while True:  # a sheet with nothing in it says one empty list
                some = list(islice(rows, AT_ONCE))
                pickle.dump((at, name, visible, some), say)
                if len(some) < AT_ONCE:
                    break
        told = END
    except BrokenPipeError:
        return  # nobody wants the rest
    except BaseException as error:
        told = LOCKED if type(error).__name__ == "PasswordError" else UNREADABLE
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
    for described in book.sheets_metadata:
        visible = described.visible == SheetVisibleEnum.Visible
        yield described.name, visible, _rows(book, described.name) if visible else iter(())


def _rows(book: Any, name: str) -> Iterator[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    # ``total_height`` counts from zero: a head alone would be nothing.
    if sheet.height and sheet.width:
        yield from (list(row[:MOST_COLUMNS]) for row in sheet.iter_rows())


if __name__ == "__main__":
    main(int(sys.argv[1]))
