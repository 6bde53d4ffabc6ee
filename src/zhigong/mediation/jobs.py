"""What happens to cases by itself: people are told, the term ends, an unsent request is forgotten."""

from __future__ import annotations

from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions.drafts import forget_old_drafts
from zhigong.mediation.actions.ending import expire_all
from zhigong.mediation.actions.filing import file_missing
from zhigong.mediation.actions.notices import remind_of_hearings, remind_of_payments, said
from zhigong.mediation.actions.tally import recount
from zhigong.mediation.actions.workforce import workforce_job

__all__ = [  # the worker finds all of them here
    "count_anew", "expire", "file_cases", "forget_drafts", "payments", "said", "tomorrow",
    "workforce_job",
]  # fmt: skip


@scheduled("mediation.expire", daily(0, 20))
def expire(*, actor: Actor) -> None:
    """After midnight: close the cases whose fifteen days are over without agreement."""
    expire_all()


@scheduled("mediation.forget-drafts", daily(2, 50))
def forget_drafts(*, actor: Actor) -> None:
    """Forget requests that were begun and not touched for thirty days, with their files."""
    forget_old_drafts(actor=actor)


@scheduled("mediation.tomorrow", daily(17, 0))
def tomorrow(*, actor: Actor) -> None:
    """Late in the afternoon: remind of the meetings of the day after."""
    remind_of_hearings()


@scheduled("mediation.payments", daily(8, 30))
def payments(*, actor: Actor) -> None:
    """In the morning: remind of what is to be paid, tell what did not come."""
    remind_of_payments()


@scheduled("mediation.file", daily(2, 10), own_transactions=True)
def file_cases(*, actor: Actor) -> None:
    """At night: file cases that the search does not know, as those of before there was one."""
    file_missing(actor=actor)


@scheduled("mediation.recount", daily(3, 40))
def count_anew(*, actor: Actor) -> None:
    """At night: one sum of each figure in place of the day's changes."""
    recount()
