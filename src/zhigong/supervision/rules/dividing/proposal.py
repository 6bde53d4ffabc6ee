"""One proposal for one task, put together from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.dividing.items import items_of
from zhigong.supervision.rules.dividing.proposed import (
    Division,
    Frame,
    Reason,
    Suggestion,
    Tag,
    UnitProfile,
)
from zhigong.supervision.rules.dividing.timing import deliverable_of, rhythm_of, timing_of
from zhigong.supervision.rules.dividing.units import suggest_units
from zhigong.supervision.rules.dividing.words import spoken
from zhigong.supervision.rules.reading import Reading, Role, Task, TaskKind
from zhigong.supervision.rules.reading.clauses import without_duty


def divide(
    reading: Reading,
    task: Task,
    units: Sequence[UnitProfile],
    *,
    on: date,
    term_ends: date | None = None,
) -> Division:
    """The proposal for a leaf task of a reading; ``on`` is the day of issue."""
    text = _body(reading, task)
    congress = spoken("term").search(reading.title) is not None
    timing = timing_of(task, text, Frame(on, term_ends, congress))
    lead, co_units = suggest_units(task, text, units)
    return Division(
        task=task.id,
        items=items_of(task, text),
        timing=timing,
        deliverable=deliverable_of(text, timing.kind),
        rhythm=rhythm_of(text, timing, on),
        tags=tags_of(text),
        lead=lead,
        co_units=co_units,
    )


def _body(reading: Reading, task: Task) -> str:
    """The words that say what to do: without headings and brackets that only name units."""
    if task.clause:
        return without_duty(task.clause)
    if task.kind is TaskKind.STANDING:
        return task.title
    roles = {p.pos: p.role for p in reading.passages}
    held = {p.pos: p.text for p in reading.passages}
    texts = [held[pos] for pos in task.passages if roles[pos] is not Role.HEADING]
    return without_duty("".join(texts or [held[pos] for pos in task.passages]))


def tags_of(text: str) -> tuple[Tag, ...]:
    """Which of the three tests the words meet."""
    return tuple(tag for tag in Tag if spoken(tag.value).search(text))


def with_lead(division: Division, unit: str) -> Division:
    """The division led by another unit, chosen by a person; the old lead is not kept as joining."""
    why = Reason(gettext_noop("由经办人指定"))
    others = tuple(s for s in division.co_units if s.unit != unit)
    return replace(division, lead=Suggestion(unit, why), co_units=others)
