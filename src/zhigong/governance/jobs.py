"""What happens by itself: the year's meetings are planned from the rules, records are filed."""

from __future__ import annotations

from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.governance.actions.filing import file_missing
from zhigong.governance.actions.meetings import plan_all
from zhigong.governance.rules.meetings import HEADLINES
from zhigong.kernel.actor import Actor


@scheduled("governance.file", daily(2, 30), own_transactions=True)
def file_records(*, actor: Actor) -> None:
    """At night: file records that the search does not know, as those of before there was one."""
    file_missing(actor=actor)


@scheduled("governance.plan", daily(1, 40))
def plan(*, actor: Actor) -> None:
    """At night: this year's meetings of every rule that are not planned yet."""
    plan_all(headlines=HEADLINES)
