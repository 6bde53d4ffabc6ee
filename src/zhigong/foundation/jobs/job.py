"""Declare jobs, enqueue them in the caller's transaction, and run one."""

from __future__ import annotations

import logging
import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import procrastinate
from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.jobs.models import DoneJob
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.kernel.verdict import Refused

log = logging.getLogger("zhigong.jobs")
FIRST_WAIT, LONGEST_WAIT = 10, 6 * 3600


class GiveUp(Exception):
    """Trying again would not help."""


class Patience(procrastinate.BaseRetryStrategy):
    """Wait three times as long after each failure; a little chance keeps jobs from a stampede."""

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def get_retry_decision(
        self, *, exception: BaseException, job: QueuedJob
    ) -> procrastinate.RetryDecision | None:
        if isinstance(exception, Refused | GiveUp) or job.attempts + 1 >= self.attempts:
            return None
        wait = min(FIRST_WAIT * 3**job.attempts, LONGEST_WAIT)
        return procrastinate.RetryDecision(
            retry_in={"seconds": wait + random.randrange(wait // 5 + 1)}  # noqa: S311
        )


@dataclass(frozen=True, slots=True)
class Job:
    """A declared job. ``later`` enqueues it; called directly it runs here and now."""

    name: str
    work: Callable[..., None]
    own_transactions: bool = False
    task: Task[Any, Any, Any] = field(init=False)

    def __call__(self, *, actor: Actor, **arguments: Any) -> None:
        self.work(actor=actor, **arguments)

    def later(
        self, *, actor: Actor, key: str = "", at: datetime | None = None, **arguments: Any
    ) -> bool:
        """Enqueue in the current transaction; false where the same key waits or is done already.

        ``at``: not before this moment. The arguments must be plain values (JSON).
        """
        if key and DoneJob.objects.filter(pk=self._key(key)).exists():
            return False
        sent: dict[str, Any] = {
            "actor_id": actor.id,
            "system": actor is SYSTEM,
            "key": self._key(key or secrets.token_urlsafe(12)),
            "arguments": arguments,
        }
        options: dict[str, Any] = {"queueing_lock": sent["key"]} if key else {}
        if at is not None:
            options["schedule_at"] = at
        queued = self.task.configure(task_kwargs=sent, **options).job
        try:
            with transaction.atomic():  # a savepoint: a refused row must not spoil the caller's
                JobManager(DjangoConnector()).defer_job(queued)
        except AlreadyEnqueued:
            return False
        return True

    def _key(self, key: str) -> str:
        return f"{self.name}:{key}"


def job(
    name: str, *, attempts: int = 8, own_transactions: bool = False
) -> Callable[[Callable[..., None]], Job]:
    """Declare a job. ``name`` is permanent: jobs in the queue know it."""

    def declare(work: Callable[..., None]) -> Job:
        declared = Job(name, work, own_transactions)

        def run(*, actor_id: int | None, system: bool, key: str, arguments: dict[str, Any]) -> None:
            run_once(declared, _actor(actor_id, system=system), key, arguments)

        task = app.task(name=name, retry=Patience(attempts))(run)
        object.__setattr__(declared, "task", task)
        return declared

    return declare


def scheduled(
    name: str, cron: str, *, own_transactions: bool = False
) -> Callable[[Callable[..., None]], Job]:
    """Declare a job that runs by itself (``times``): SYSTEM acts. One at a time.

    A run missed by less than a day (the machine was off) is made up for at the start.
    """

    def declare(work: Callable[..., None]) -> Job:
        declared = Job(name, work, own_transactions)

        def run(timestamp: int) -> None:
            run_once(declared, SYSTEM, f"{name}:{timestamp}", {})

        task = app.task(name=name, retry=Patience(4), queueing_lock=name, lock=name)(run)
        object.__setattr__(declared, "task", app.periodic(cron=cron)(task))
        return declared

    return declare


def run_once(declared: Job, actor: Actor, key: str, arguments: dict[str, Any]) -> None:
    """Do a job unless it is done already; note that it is, in the same transaction."""
    begun = time.monotonic()
    if declared.own_transactions:
        if DoneJob.objects.filter(pk=key).exists():
            return
        declared.work(actor=actor, **arguments)
        with transaction.atomic():
            _claim(declared, key)
    else:
        with acting(actor, action=f"job {declared.name}"):
            if not _claim(declared, key):
                return
            declared.work(actor=actor, **arguments)
    log.info("%s done in %.2f s", declared.name, time.monotonic() - begun)


def _claim(declared: Job, key: str) -> bool:
    """Note the job as done; false if it was. One that runs twice at once waits here for the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_donejob (key, name, at) VALUES (%s, %s, %s)"
            " ON CONFLICT (key) DO NOTHING",
            [key, declared.name, clock.now()],
        )
        return bool(cursor.rowcount)


def _actor(actor_id: int | None, *, system: bool) -> Actor:
    """Who acts, with the grants of now. ``GiveUp`` where the account is closed."""
    if system:
        return SYSTEM
    if actor_id is None:
        return NOBODY
    found = import_string(settings.ACTOR_OF)(actor_id)
    if found is None:
        raise GiveUp("the account is closed")
    assert isinstance(found, Actor)
    return found
