"""Documents line by line: order kept, memory flat, more than one process where it pays."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_all_start_methods, get_context
from typing import BinaryIO

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core.result import Translate, same
from zhigong.law.language import translator
from zhigong.law.reading import document
from zhigong.law.rulebook import assess, refused_document

CHUNK = 128 * 1024  # bytes of input a process takes at a time
AHEAD = 2  # chunks waiting for each process: what bounds memory
MOST_PROCESSES = 8

Chunk = tuple[int, bytes]

REMEDY = gettext_noop("请改正这一行；其他各行已照常计算")
encoder = msgspec.json.Encoder()


def answer_lines(source: BinaryIO, language: str = "") -> Iterator[bytes]:
    """Answers to the documents of ``source``, one a line, in the order they came.

    A line that is no JSON is answered with a refusal that names it; empty lines are skipped. Input
    of more than one chunk is shared among the processors.
    """
    chunks = _chunks(source)
    first = next(chunks, None)
    if first is None:
        return
    second = next(chunks, None)
    if second is None or processes() < 2:
        yield answer_chunk(*first, language)
        if second is not None:
            yield answer_chunk(*second, language)
        for chunk in chunks:
            yield answer_chunk(*chunk, language)
        return
    yield from _shared([first, second], chunks, language)


def processes() -> int:
    """How many processes may run at once."""
    try:
        return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    except AttributeError:
        return min(os.cpu_count() or 1, MOST_PROCESSES)


def _chunks(source: BinaryIO) -> Iterator[Chunk]:
    """Whole lines in chunks, each with the number of its first line."""
    number = 1
    while chunk := source.read(CHUNK):
        chunk += source.readline()  # to the end of the line that was cut
        yield number, chunk
        number += chunk.count(b"\n")


def _shared(begun: list[Chunk], rest: Iterator[Chunk], language: str) -> Iterator[bytes]:
    """The chunks answered by several processes, given back in order."""
    context = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
    waiting: deque[Future[bytes]] = deque()
    with ProcessPoolExecutor(processes(), context, _settle) as pool:
        for chunk in chain(begun, rest):
            waiting.append(pool.submit(_answer_and_clean, *chunk, language))
            if len(waiting) >= processes() * (1 + AHEAD):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _settle() -> None:
    """A process that only answers: the law is never garbage, and each chunk cleans up after itself."""
    gc.freeze()
    gc.disable()


def _answer_and_clean(number: int, lines: bytes, language: str) -> bytes:
    answers = answer_chunk(number, lines, language)
    gc.collect()
    return answers


def answer_chunk(number: int, lines: bytes, language: str) -> bytes:
    """The answers to some lines, joined; ``number`` is the number of the first."""
    translate = translator(language)
    answers = [
        answer_line(line, number + index, translate)
        for index, line in enumerate(lines.split(b"\n"))
        if line and not line.isspace()
    ]
    return b"\n".join([*answers, b""])


def answer_line(line: bytes, number: int, translate: Translate = same) -> bytes:
    """The answer to one line of JSON, as JSON; a refusal of the whole line names it."""
    try:
        found = assess(document(line, REMEDY, number), None, translate, written=True)
    except Refused as refused:
        found = refused_document(refused.refusals[0], translate)
    return encoder.encode({"line": number, **found} if "refusals" in found else found)
