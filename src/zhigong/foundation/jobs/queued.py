"""Do what is queued of one job in the transaction that queued it: for makers of past days.

The rows of the queue stay as they are; a worker that takes one later finds it done. (``worker.run_due``
takes rows as a worker does and so cannot be used within the transaction that wrote them.)
"""

from __future__ import annotations

import json
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from zhigong.foundation.jobs.job import Job, run_once
from zhigong.kernel.actor import SYSTEM


def do_queued(declared: Job, *, after: int = 0) -> int:
    """Do, as the system, all that waits of a job beyond a row; the last row that was seen."""
    waiting = ProcrastinateJob.objects.filter(
        status="todo", task_name=declared.name, id__gt=after
    ).order_by("id")
    for row in waiting:
        sent: Any = row.args
        kept = json.loads(sent) if isinstance(sent, str) else sent
        assert kept["system"], f"{declared.name} was queued by a person"
        run_once(declared, SYSTEM, kept["key"], kept["arguments"])
        after = row.pk
    return after
