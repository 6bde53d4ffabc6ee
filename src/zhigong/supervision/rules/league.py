"""Yearly assessment and the league table of units (SUP-08).

Score = 100 × Σ(weight × (on time 1.0 / extended 0.8 / late 0.6 / open and due 0)) / Σ weight, less
one point for each missing report, not below 0. What is not yet due does not count. On time is
measured by the original date; a matter closed within a granted extension counts as extended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from zhigong.supervision.rules.duedates import due


class Outcome(StrEnum):
    """How an assignment ended, as the assessment sees it."""

    ON_TIME = "on_time"
    EXTENDED = "extended"
    LATE = "late"
    OPEN = "open"
    NOT_DUE = "not_due"


SHARES = {
    Outcome.ON_TIME: Decimal("1.0"),
    Outcome.EXTENDED: Decimal("0.8"),
    Outcome.LATE: Decimal("0.6"),
    Outcome.OPEN: Decimal(0),
}
MISSING_REPORT = Decimal(1)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assignment of a unit; ``finished`` is the day completion was applied for and confirmed."""

    unit: str
    original_due: date | None
    due: date | None
    finished: date | None = None
    weight: int = 1
    missing_reports: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line of the table; units with equal scores share a rank."""

    rank: int
    unit: str
    score: Decimal
    counts: dict[Outcome, int]
    missing_reports: int


def outcome_of(assessed: Assessed, on: date) -> Outcome:
    """How an assignment stands on a day, by its original date."""
    original = due(assessed.original_due).last if assessed.original_due else None
    current = due(assessed.due).last if assessed.due else original
    if assessed.finished is None:
        return Outcome.OPEN if current and on > current else Outcome.NOT_DUE
    if original is None or assessed.finished <= original:
        return Outcome.ON_TIME
    if current and assessed.finished <= current:
        return Outcome.EXTENDED
    return Outcome.LATE


def score(assignments: Sequence[Assessed], on: date) -> Decimal | None:
    """The score of one unit, two places; ``None`` where nothing is to be judged yet."""
    judged = [(a, outcome_of(a, on)) for a in assignments]
    counted = [(a, o) for a, o in judged if o is not Outcome.NOT_DUE]
    weight = sum(a.weight for a, _ in counted)
    if not weight:
        return None
    gained = sum((SHARES[o] * a.weight for a, o in counted), Decimal(0))
    missing = sum(a.missing_reports for a in assignments) * MISSING_REPORT
    value = max(Decimal(0), Decimal(100) * gained / weight - missing)
    return value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def league_table(assignments: Iterable[Assessed], on: date) -> tuple[Row, ...]:
    """Units by score; equal scores share a rank, names decide only the order of printing."""
    by_unit: dict[str, list[Assessed]] = {}
    for assessed in assignments:
        by_unit.setdefault(assessed.unit, []).append(assessed)
    scored = [
        (value, unit, held)
        for unit, held in by_unit.items()
        if (value := score(held, on)) is not None
    ]
    scored.sort(key=lambda row: (-row[0], row[1]))
    return tuple(
        Row(
            rank=1 + sum(1 for other, _, _ in scored if other > value),
            unit=unit,
            score=value,
            counts=_counts(held, on),
            missing_reports=sum(a.missing_reports for a in held),
        )
        for value, unit, held in scored
    )


def _counts(held: Sequence[Assessed], on: date) -> dict[Outcome, int]:
    outcomes = [outcome_of(a, on) for a in held]
    return {outcome: outcomes.count(outcome) for outcome in Outcome}
