"""What happens to cases by itself: the term ends, an unsent request is forgotten."""

from __future__ import annotations

from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions.drafts import forget_old_drafts
from zhigong.mediation.actions.ending import expire_all
from zhigong.mediation.actions.workforce import workforce_job

__all__ = ["expire", "forget_drafts", "workforce_job"]  # the worker finds all of them here


@scheduled("mediation.expire", daily(0, 20))
def expire(*, actor: Actor) -> None:
    """After midnight: close the cases whose fifteen days are over without agreement."""
    expire_all()


@scheduled("mediation.forget-drafts", daily(2, 50))
def forget_drafts(*, actor: Actor) -> None:
    """Forget requests that were begun and not touched for thirty days, with their files."""
    forget_old_drafts(actor=actor)
