"""Jobs for the tests, and a worker process that runs them."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import django

if __name__ == "__main__":  # the worker process of a test
    django.setup()

from zhigong.foundation.audit.record import record
from zhigong.foundation.jobs import worker
from zhigong.foundation.jobs.job import job
from zhigong.kernel.actor import Actor


@job("sample.note")
def note(*, actor: Actor, text: str) -> None:
    """Leave a trace in the database."""
    record(actor, "sample.note", text)


@job("sample.slow")
def slow(*, actor: Actor, folder: str) -> None:
    """The first run hangs until its worker is killed; a later one ends."""
    record(actor, "sample.slow", folder)
    started = Path(folder) / "started"
    first = not started.exists()
    started.touch()
    if first:
        time.sleep(120)


@job("sample.fail", attempts=2)
def fail(*, actor: Actor) -> None:
    record(actor, "sample.fail", "half done")
    raise OSError("the other side is down")


@job("sample.long", own_transactions=True)
def long(*, actor: Actor) -> None:
    from django.db import connection  # noqa: PLC0415

    assert not connection.in_atomic_block


def main() -> None:
    worker.HEARTBEAT, worker.SILENT = 0.3, 1.0
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    sys.modules.setdefault("tests.foundation.jobs.sample_jobs", sys.modules["__main__"])
    worker.run_worker(stop, recover_every=0.3)
    assert os.getpid()


if __name__ == "__main__":
    main()
