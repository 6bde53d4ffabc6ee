"""The workers of a sheet answered some at a time, by this process or by several; the order stays.

What a share comes to is ready to be put aside: packed answers, the lines of the workbook, problems, sums.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context

import msgspec

from zhigong.law.batch import AHEAD
from zhigong.law.core.result import Translate
from zhigong.law.workforce.answers import Answer, Answering, Unsolved
from zhigong.law.workforce.lines import Line, lines_of
from zhigong.law.workforce.sheet import Sheet
from zhigong.law.workforce.totals import Totals

SIZE = 50  # workers of a share
LENGTH = 4  # bytes before each item, telling how long it is
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Share:
    """What some workers come to. ``count``: how many lines; ``unchecked``: months without a minimum wage."""

    answers: bytes
    lines: bytes
    problems: bytes
    count: int
    totals: Totals
    unchecked: frozenset[str]


def shares(sheet: Sheet, translate: Translate, processes: int = 1) -> Iterator[Share]:
    """Every worker answered, in the order of the sheet."""
    starts = range(0, len(sheet.workers), SIZE)
    if processes < 2 or len(starts) < 2 or "fork" not in get_all_start_methods():
        answering = Answering(sheet, translate)
        return (_share(answering, start) for start in starts)
    return _shared(sheet, translate, starts, processes)


def _shared(
    sheet: Sheet, translate: Translate, starts: Iterable[int], processes: int
) -> Iterator[Share]:
    """The shares of several processes, which have the sheet from this one as it is."""
    waiting: deque[Future[Share]] = deque()
    with ProcessPoolExecutor(processes, get_context("fork"), _settle, (sheet, translate)) as pool:
        for start in starts:
            waiting.append(pool.submit(_share_here, start))
            if len(waiting) >= processes * (1 + AHEAD):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_here: list[Answering] = []  # of a process that only answers


def _settle(sheet: Sheet, translate: Translate) -> None:
    gc.freeze()
    gc.disable()
    _here[:] = [Answering(sheet, translate)]


def _share_here(start: int) -> Share:
    share = _share(_here[0], start)
    gc.collect()
    return share


def _share(answering: Answering, start: int) -> Share:
    """Answer some workers, from the one at ``start``."""
    totals = Totals()
    answers: list[bytes] = []
    lines: list[bytes] = []
    problems: list[bytes] = []
    before = set(answering.asking.unchecked)
    for answer in answering.of(start, start + SIZE):
        totals.add(answer)
        answers.append(_packed(answer))
        lines += map(_packed, lines_of(answer, answering.translate))
        problems += map(_packed, answer.problems)
    return Share(
        b"".join(answers), b"".join(lines), b"".join(problems), len(lines), totals,
        frozenset(answering.asking.unchecked - before),
    )  # fmt: skip


def _packed(item: Answer | Line | Unsolved) -> bytes:
    content = _encode(item)
    return len(content).to_bytes(LENGTH, "big") + content
