"""Schedules of the files engine."""

from __future__ import annotations

from zhigong.foundation.files.actions import sweep_orphans
from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.kernel.actor import Actor


@scheduled("files.sweep", daily(3, 30), own_transactions=True)
def sweep(*, actor: Actor) -> None:
    """Remove contents that no row names."""
    sweep_orphans()
