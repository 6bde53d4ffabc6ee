"""The worker that runs jobs and schedules, as a child of the program."""

from __future__ import annotations

import os
import signal
import sys
import threading

import django

from zhigong.program.serving.children import PARENT
from zhigong.program.serving.orphans import end_with

CONCURRENCY = 2


def main() -> int:
    """Work until told to stop; the job in hand is finished first."""
    end_with(int(os.environ[PARENT]))
    os.nice(5)  # people at a page come first
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    django.setup()
    from zhigong.foundation.jobs.worker import run_worker  # noqa: PLC0415 (needs Django set up)

    stop = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stop.set())
    run_worker(stop, concurrency=CONCURRENCY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
