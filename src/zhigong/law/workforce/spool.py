"""Answers put aside on disk: the sheet of totals comes first in a workbook and is known last."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import IO, TypeVar

import msgspec

from zhigong.law.workforce.answers import Answer, Unsolved
from zhigong.law.workforce.lines import Line
from zhigong.law.workforce.shares import LENGTH, Share

T = TypeVar("T")
_answer = msgspec.msgpack.Decoder(Answer).decode
_line = msgspec.msgpack.Decoder(Line).decode
_problem = msgspec.msgpack.Decoder(Unsolved).decode


class Spool:
    """Temporary files, written once and read as often as wanted: answers, lines, problems. Memory stays flat."""

    def __init__(self) -> None:
        self.files: list[IO[bytes]] = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115 - closed by the with-block
        self.count = 0  # lines

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self.files:
            file.close()

    def keep(self, share: Share) -> None:
        """Put the answers of a share of the workers aside."""
        for file, content in zip(
            self.files, (share.answers, share.lines, share.problems), strict=True
        ):
            file.write(content)
        self.count += share.count

    def __iter__(self) -> Iterator[Answer]:
        return self._each(0, _answer)

    def lines(self) -> Iterator[Line]:
        """The lines of the page of workers."""
        return self._each(1, _line)

    def problems(self) -> Iterator[Unsolved]:
        """What could not be computed, worker by worker."""
        return self._each(2, _problem)

    def _each(self, at: int, decode: Callable[[bytes], T]) -> Iterator[T]:
        file, place = self.files[at], 0
        while True:
            file.seek(place)  # others may read in between
            head = file.read(LENGTH)
            if len(head) < LENGTH:
                return
            size = int.from_bytes(head, "big")
            content = file.read(size)
            place += LENGTH + size
            yield decode(content)
