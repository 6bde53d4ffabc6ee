"""Yearly assessment and the league table of units (SUP-08).

Score = 100 × Σ(weight × (on time 1.0 / extended 0.8 / late 0.6 / open and due 0)) / Σ weight, less
one point for each missing report, not below 0. What is not yet due does not count, and of a matter
that another unit took on only the reports missed until then stay with the earlier lead. On time is
measured by the original date; a matter closed within a granted extension counts as extended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    HANDED_OVER = "handed_over"


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
    """One assignment of a unit; ``finished`` is the day completion was applied for and confirmed,
    ``missing_reports`` how many report days passed unreported within the year that is judged;
    ``handed_over`` where the unit led it only until another took it on."""

    unit: str
    original_due: date | None
    due: date | None
    finished: date | None = None
    weight: int = 1
    missing_reports: int = 0
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """What a unit's score is made of: weights of what is judged, of them gained, reports missed."""

    weight: int
    gained: Decimal
    missing_reports: int
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line of the table; units with equal scores share a rank."""

    rank: int
    unit: str
    score: Decimal
    counts: Mapping[Outcome, int]
    missing_reports: int


def outcome_of(assessed: Assessed, on: date) -> Outcome:
    """How an assignment stands on a day, by its original date."""
    if assessed.handed_over:
        return Outcome.HANDED_OVER
    original = due(assessed.original_due).last if assessed.original_due else None
    current = due(assessed.due).last if assessed.due else original
    if assessed.finished is None:
        return Outcome.OPEN if current and on > current else Outcome.NOT_DUE
    if original is None or assessed.finished <= original:
        return Outcome.ON_TIME
    if current and assessed.finished <= current:
        return Outcome.EXTENDED
    return Outcome.LATE


def missed_in(days: Iterable[date], year: int, on: date) -> int:
    """How many of the report days that a unit let pass lie in a year, up to a day.

    A matter open over the turn of a year is in hand in both; each missed report takes its point off
    once, in the year its day lies in.
    """
    return sum(1 for day in days if day.year == year and day <= on)


def sums_of(assignments: Sequence[Assessed], on: date) -> Sums:
    """A unit's assignments summed up for its score on a day; what is not yet due has no weight."""
    judged = [(a, outcome_of(a, on)) for a in assignments]
    return Sums(
        weight=sum(a.weight for a, o in judged if o in SHARES),
        gained=sum((SHARES[o] * a.weight for a, o in judged if o in SHARES), Decimal(0)),
        missing_reports=sum(a.missing_reports for a in assignments),
        counts={outcome: sum(o is outcome for _, o in judged) for outcome in Outcome},
    )


def score_of(sums: Sums) -> Decimal | None:
    """The score, two places; ``None`` where nothing is to be judged yet."""
    if not sums.weight:
        return None
    missing = sums.missing_reports * MISSING_REPORT
    value = max(Decimal(0), Decimal(100) * sums.gained / sums.weight - missing)
    return value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def score(assignments: Sequence[Assessed], on: date) -> Decimal | None:
    """The score of one unit, two places; ``None`` where nothing is to be judged yet."""
    return score_of(sums_of(assignments, on))


def ranked(units: Iterable[tuple[str, Sums]]) -> tuple[Row, ...]:
    """Units by score; equal scores share a rank, names decide only the order of printing."""
    scored = [(value, unit, sums) for unit, sums in units if (value := score_of(sums)) is not None]
    scored.sort(key=lambda row: (-row[0], row[1]))
    ranks: dict[Decimal, int] = {}
    for place, (value, _, _) in enumerate(scored, start=1):
        ranks.setdefault(value, place)
    return tuple(
        Row(ranks[value], unit, value, sums.counts, sums.missing_reports)
        for value, unit, sums in scored
    )


def league_table(assignments: Iterable[Assessed], on: date) -> tuple[Row, ...]:
    """The table of assignments one by one: the definition of what ``queries.league`` counts."""
    by_unit: dict[str, list[Assessed]] = {}
    for assessed in assignments:
        by_unit.setdefault(assessed.unit, []).append(assessed)
    return ranked((unit, sums_of(held, on)) for unit, held in by_unit.items())
