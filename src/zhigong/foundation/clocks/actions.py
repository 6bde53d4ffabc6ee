"""Start, pause and end the deadlines of a record, always within the step that causes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhigong.foundation import clock as time
from zhigong.foundation.clocks.models import Clock, ClockState


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as the law's arithmetic gives it, ready to run on a record."""

    label: str
    start: date
    due: date
    basis: str = ""
    provisional: bool = False
    working: list[dict[str, str]] = field(default_factory=list)


def start_clock(subject: str, name: str, deadline: Due, *, unit_path: str) -> Clock:
    """Start a deadline; one of the same name that still runs is an error of the caller."""
    return Clock.objects.create(
        subject=subject,
        name=name,
        label=deadline.label,
        start=deadline.start,
        due=deadline.due,
        basis=deadline.basis,
        provisional=deadline.provisional,
        working=deadline.working,
        unit_path=unit_path,
    )


def end_clocks(subject: str, names: Iterable[str], state: ClockState) -> None:
    """Mark running or paused deadlines as met or dropped today; none running is no error."""
    Clock.objects.filter(subject=subject, name__in=list(names), ended_on__isnull=True).update(
        state=state, ended_on=time.today(), paused_on=None
    )


def pause_clocks(subject: str, names: Iterable[str]) -> None:
    Clock.objects.filter(subject=subject, name__in=list(names), state=ClockState.RUNNING).update(
        state=ClockState.PAUSED, paused_on=time.today()
    )


def days_paused(subject: str, name: str) -> int:
    """How many days a deadline has stood still until today; 0 where it runs or there is none."""
    paused = Clock.objects.filter(subject=subject, name=name, state=ClockState.PAUSED).first()
    if paused is None:
        return 0
    assert paused.paused_on is not None
    return (time.today() - paused.paused_on).days


def resume_clocks(subject: str, names: Iterable[str]) -> None:
    """Let paused deadlines run on; their due day moves by the days they stood still.

    Reminders begin anew for the new day.
    """
    for paused in Clock.objects.select_for_update().filter(
        subject=subject, name__in=list(names), state=ClockState.PAUSED
    ):
        assert paused.paused_on is not None
        days = (time.today() - paused.paused_on).days
        paused.due += timedelta(days=days)
        paused.paused_days += days
        paused.state, paused.paused_on = ClockState.RUNNING, None
        if days:
            paused.reminded = paused.missed_on = None
        paused.save()


def clocks_of(subject: str) -> list[Clock]:
    """All deadlines of a record, running ones first, then by due day."""
    return sorted(
        Clock.objects.filter(subject=subject), key=lambda c: (c.ended_on is not None, c.due)
    )
