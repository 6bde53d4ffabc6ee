"""What happens by itself: the year's meetings are planned from the rules."""

from __future__ import annotations

from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.governance.actions.meetings import plan_all
from zhigong.governance.rules.meetings import HEADLINES
from zhigong.kernel.actor import Actor


@scheduled("governance.plan", daily(1, 40))
def plan(*, actor: Actor) -> None:
    """At night: this year's meetings of every rule that are not planned yet."""
    plan_all(headlines=HEADLINES)
