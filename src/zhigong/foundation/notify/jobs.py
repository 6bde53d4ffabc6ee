"""Schedules of the notify engine."""

from __future__ import annotations

from datetime import timedelta

from zhigong.foundation import clock
from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.foundation.notify.actions import deliver
from zhigong.foundation.notify.models import Delivery, Notice
from zhigong.kernel.actor import Actor

__all__ = ["deliver", "tidy"]

KEPT = timedelta(days=365)


@scheduled("notify.tidy", daily(3, 40))
def tidy(*, actor: Actor) -> None:
    """Forget notices and messages after a year."""
    Notice.objects.filter(at__lt=clock.now() - KEPT).delete()
    Delivery.objects.filter(queued_at__lt=clock.now() - KEPT).delete()
