"""What happens to matters by itself, besides the reminders of ``foundation.clocks``."""

from __future__ import annotations

from zhigong.foundation import clock
from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.kernel.actor import Actor
from zhigong.supervision.actions.filing import file_missing
from zhigong.supervision.actions.reminding import draw_look_backs, keep_missed, propose_letters


@scheduled("supervision.keep-missed", daily(0, 20))
def keep(*, actor: Actor) -> None:
    """Just after midnight: keep which report days passed without a report."""
    keep_missed(clock.today())


@scheduled("supervision.file", daily(2, 20), own_transactions=True)
def file_assignments(*, actor: Actor) -> None:
    """At night: file assignments that the search does not know, as those of before there was one."""
    file_missing(actor=actor)


@scheduled("supervision.propose-letters", daily(7, 30))
def propose(*, actor: Actor) -> None:
    """Before the working day: propose a 督办函 for what is more than seven days overdue."""
    propose_letters(clock.today())


@scheduled("supervision.draw-look-backs", daily(3, 40))
def draw(*, actor: Actor) -> None:
    """At night: draw which closed matters are looked back upon."""
    draw_look_backs(clock.today())
