"""Schedules of the web engine."""

from __future__ import annotations

from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.foundation.web.once import forget_old_keys
from zhigong.kernel.actor import Actor


@scheduled("web.forget-keys", daily(3, 20))
def forget_keys(*, actor: Actor) -> None:
    """Remove the one-time keys of forms sent days ago."""
    forget_old_keys()
