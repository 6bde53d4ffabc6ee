"""Answers put aside on disk: the sheet of totals comes first in a workbook and is known last."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO

import msgspec

from zhigong.law.workforce.answers import Answer

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Answer).decode


class Spool:
    """A temporary file of answers, written once and read as often as wanted. Memory stays flat."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the with-block
        self.claims = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.file.close()

    def keep(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """Pass answers on, keeping each."""
        for answer in answers:
            content = _encode(answer)
            self.file.write(len(content).to_bytes(4, "big") + content)
            self.claims += max(len(answer.claims), 1)
            yield answer

    def __iter__(self) -> Iterator[Answer]:
        at = 0
        while True:
            self.file.seek(at)
            head = self.file.read(4)
            if len(head) < 4:
                return
            size = int.from_bytes(head, "big")
            content = self.file.read(size)
            at += 4 + size
            yield _decode(content)
