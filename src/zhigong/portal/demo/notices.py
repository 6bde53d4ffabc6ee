"""What the demo's people were told on past days, and that they have read the older of it.

A job would tell all of it after the demo is made: hundreds of notices of one moment, none of them read.
So what a step queued is told at once, on the step's own day; its job finds it done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import F

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.jobs.job import Job
from zhigong.foundation.jobs.queued import do_queued
from zhigong.foundation.notify.actions import mark_read
from zhigong.foundation.notify.models import Delivery
from zhigong.foundation.notify.queries import notices_of
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM

NINE = time(9, 5)
LATELY = timedelta(days=2)  # what is younger waits to be read


class Told:
    """Tells after each step what the step queued."""

    def __init__(self, job: Job) -> None:
        self._job, self._last = job, 0

    def now(self) -> None:
        """With the clock as it stands; what was queued before this was told before."""
        self._last = do_queued(self._job, after=self._last)


def sent_on_their_days() -> None:
    """What went out of the house on past days has gone: the first start does not send it now."""
    with acting(SYSTEM, action="demo"):
        past = Delivery.objects.filter(sent_at__isnull=True, queued_at__lt=clock.now() - LATELY)
        past.update(sent_at=F("queued_at"))


def read_the_older(accounts: Iterable[Account]) -> None:
    """Each of them read the next morning what he was told until two days ago."""
    until = clock.now() - LATELY
    for account in accounts:
        actor = actor_of(account)
        with acting(actor, action="demo"):
            older = list(notices_of(actor).filter(at__lt=until).values_list("pk", "at"))
        for pk, at in older:
            with clock.frozen(_next_morning(at)), acting(actor, action="demo"):
                mark_read(actor=actor, notice_id=pk)


def _next_morning(at: datetime) -> datetime:
    day = at.astimezone(clock.LOCAL).date() + timedelta(days=1)
    return datetime.combine(day, NINE, tzinfo=clock.LOCAL)
