"""The rounds of an assignment: what is reported in the one that runs, and those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhigong.foundation.audit.queries import Happened
from zhigong.supervision.models import Assignment, ProgressReport
from zhigong.supervision.web.words import sentence


@dataclass(frozen=True, slots=True)
class Attempt:
    """一轮办理; ``began``, ``step`` and ``why`` say what opened it, where the trail shows that."""

    number: int
    reports: list[ProgressReport]
    began: datetime | None = None
    step: str = ""
    why: str = ""


def attempts_of(assignment: Assignment, events: Sequence[Happened]) -> list[Attempt]:
    """Every round, the one that runs first; the reports of each, the newest first."""
    opened = {after["attempt"]: one for one in events if "attempt" in (after := one.after)}
    found = []
    for number in range(assignment.attempt, 0, -1):
        reports = [one for one in assignment.reports.all() if one.attempt == number]
        event = opened.get(number)
        if event is None:
            found.append(Attempt(number, reports))
        else:
            step = sentence(event.verb, event.after)
            found.append(Attempt(number, reports, event.at, step, event.note))
    return found
