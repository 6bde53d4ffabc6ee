"""A long batch is shared among the processors of the machine, and no more of it is read than they can answer soon."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing import get_all_start_methods
from typing import Any

import pytest

from zhigong.law import batch
from zhigong.law.batch import answer_lines

HAS_FORK = "fork" in get_all_start_methods()


@pytest.mark.parametrize(("has", "used"), [(1, 1), (2, 2), (8, 8), (9, 8), (64, 8)])
def test_eight_processes_at_most(has: int, used: int, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = {0: set(range(has)), 1: {0}}  # 0 is the process itself
    monkeypatch.setattr(os, "sched_getaffinity", mine.__getitem__, raising=False)
    assert batch.processes() == used
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: has)
    assert batch.processes() == used


def test_one_process_where_nobody_knows_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert batch.processes() == 1


class Pool:
    """Answers at once and in this process; knows how it was made and how often it was asked."""

    made: tuple[Any, ...] = ()
    asked = 0

    def __init__(self, *made: Any) -> None:
        Pool.made, Pool.asked = made, 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *failed: object) -> None:
        pass

    def submit(self, answer: Callable[..., bytes], *chunk: Any) -> Future[bytes]:
        Pool.asked += 1
        done: Future[bytes] = Future()
        done.set_result(answer(*chunk))
        return done


def lines(count: int) -> io.BytesIO:
    """Claims of the same length, one to a chunk."""
    claims = [{"rule": "notice_pay", "last_month_wage": "1", "id": 100 + n} for n in range(count)]
    return io.BytesIO("".join(json.dumps(claim) + "\n" for claim in claims).encode())


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> type[Pool]:
    monkeypatch.setattr(batch, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(batch, "CHUNK", len(lines(1).getvalue()) - 1)
    monkeypatch.setattr(batch, "_answer_and_clean", batch.answer_chunk)  # nothing to clean here
    Pool.made, Pool.asked = (), 0
    return Pool


@pytest.mark.parametrize(
    ("processors", "chunks", "shared"), [(1, 3, False), (2, 1, False), (2, 2, True), (3, 2, True)]
)
def test_one_chunk_or_one_processor_needs_no_other_process(
    processors: int, chunks: int, shared: bool, pool: type[Pool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "processes", lambda: processors)
    answers = [json.loads(line) for line in answer_lines(lines(chunks))]
    assert [one["claims"][0]["id"] for one in answers] == [100 + n for n in range(chunks)]
    assert pool.asked == (chunks if shared else 0)
    if shared:
        workers, context, _ = pool.made
        assert workers == processors
        assert context.get_start_method() == ("fork" if HAS_FORK else "spawn")


@pytest.mark.parametrize(("processors", "ahead"), [(2, 6), (4, 12)])
def test_each_process_has_one_chunk_in_work_and_two_waiting(
    processors: int, ahead: int, pool: type[Pool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "processes", lambda: processors)
    answers = answer_lines(lines(40))
    assert json.loads(next(answers))["claims"][0]["id"] == 100
    assert pool.asked == ahead
    assert json.loads(next(answers))["claims"][0]["id"] == 101
    assert pool.asked == ahead + 1
    assert len(list(answers)) == 38
