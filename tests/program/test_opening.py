"""What happens until the first page is there, and in which order."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from zhigong.program.database.chosen import ROOT
from zhigong.program.failure import Failure
from zhigong.program.serving.opening import DemoRows, Opening


class Ended:
    """A process that has ended with this status."""

    def __init__(self, status: int) -> None:
        self.status, self.stdout = status, None

    def poll(self) -> int:
        return self.status

    def wait(self) -> int:
        return self.status


def rows_that_end(monkeypatch, *statuses: int) -> tuple[DemoRows, list[int]]:
    begun: list[int] = []

    def begin(self) -> None:
        self._tries += 1
        begun.append(statuses[len(begun)])
        self._process = Ended(begun[-1])

    monkeypatch.setattr(DemoRows, "begin", begin)
    return DemoRows().__enter__(), begun


def test_the_demo_is_made_only_when_the_first_page_is_there(monkeypatch):
    rows, begun = rows_that_end(monkeypatch, 0)
    answered = iter([False, False, True])
    monkeypatch.setattr(Opening, "_answers", lambda self: next(answered))
    monkeypatch.setattr(Opening, "_print", lambda self: None)
    opening = Opening("127.0.0.1", 1, rows)

    assert [opening.is_done(), opening.is_done(), begun] == [False, False, []]
    assert [opening.is_done(), opening.is_done(), begun] == [False, True, [0]]


def test_making_the_demo_is_tried_twice(monkeypatch):
    rows, begun = rows_that_end(monkeypatch, 1, 1)

    assert [rows.ready(), rows.ready()] == [False, False]
    with pytest.raises(Failure):
        rows.ready()
    assert begun == [1, 1]


def test_what_workers_share_holds_no_connection_and_no_thread():
    asked = (
        "from zhigong.program.serving.web_process import load_once; load_once();"
        "import threading; from django.db import connections;"
        "print(threading.active_count(), [c.connection for c in connections.all()])"
    )
    settings = {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "zhigong.config.settings",
    }

    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", asked],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split("\n")[0] == "1 [None]"
