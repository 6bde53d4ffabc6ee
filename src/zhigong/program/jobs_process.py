"""The worker that runs jobs and schedules, as a child of the program."""

from __future__ import annotations

import os
import sys

import django

from zhigong.program.children import PARENT
from zhigong.program.orphans import end_with

CONCURRENCY = 2


def main() -> int:
    """Work until told to stop; the job in hand is finished first."""
    end_with(int(os.environ[PARENT]))
    os.nice(5)  # people at a page come first
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415 (needs Django set up)
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    assert isinstance(app.connector, DjangoConnector)

    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=CONCURRENCY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
