"""Housekeeping of the queue itself."""

from __future__ import annotations

from datetime import timedelta

from asgiref.sync import async_to_sync
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from zhigong.foundation import clock
from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.models import DoneJob
from zhigong.foundation.jobs.times import daily
from zhigong.kernel.actor import Actor

KEPT_DONE = timedelta(days=90)
KEPT_ROWS_HOURS = 14 * 24


@scheduled("jobs.tidy", daily(3, 10))
def tidy(*, actor: Actor) -> None:
    """Forget succeeded jobs after two weeks and their keys after ninety days; failures stay."""
    DoneJob.objects.filter(at__lt=clock.now() - KEPT_DONE).delete()
    async_to_sync(JobManager(DjangoConnector()).delete_old_jobs)(KEPT_ROWS_HOURS)
