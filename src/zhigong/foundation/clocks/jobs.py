"""Every morning: find the deadlines that reached a mark or were missed, a job for each."""

from __future__ import annotations

from datetime import timedelta

from zhigong.foundation import clock as time
from zhigong.foundation.audit.record import record
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.foundation.clocks.reminders import RULES, call_of, mark_reached, rule_of
from zhigong.foundation.jobs.job import job, scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.kernel.actor import Actor


@scheduled("clocks.remind", daily(8, 0))
def remind(*, actor: Actor) -> None:
    """Look through the running deadlines up to the farthest mark: one walk along an index."""
    today = time.today()
    farthest = max((mark for rule in RULES.values() for mark in rule.marks), default=0)
    near = Clock.objects.filter(state=ClockState.RUNNING, due__lte=today + timedelta(days=farthest))
    for found in near.order_by("due").iterator():
        mark = mark_reached(found, today)
        missed = found.due < today and found.missed_on is None
        if mark is not None or missed:
            call.later(actor=actor, clock_id=found.pk, key=f"{found.pk}:{found.due}:{mark}")


@job("clocks.call")
def call(*, actor: Actor, clock_id: int) -> None:
    """Mark one deadline as missed where it is, and tell whom its rule names. Once for each mark."""
    today = time.today()
    found = Clock.objects.select_for_update().filter(pk=clock_id, state=ClockState.RUNNING).first()
    if found is None:  # met meanwhile
        return
    mark, rule = mark_reached(found, today), rule_of(found)
    if found.due < today and found.missed_on is None:
        found.missed_on = today
        record(
            actor, "clocks.missed", found.subject, unit_path=found.unit_path,
            after={"label_words": found.label, "due": found.due.isoformat()},
        )  # fmt: skip
    if mark is not None and rule is not None:
        rule.tell(call_of(found, mark, today))
        found.reminded = mark
    found.save(update_fields=["missed_on", "reminded"])
