"""The league table of the year, summed up in the database; ``rules.league`` says what is summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.expressions import RawSQL

from zhigong.foundation.statements import built_once
from zhigong.kernel.actor import Actor
from zhigong.org.queries import units_among
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import in_hand, led_before, open_of, reach_of
from zhigong.supervision.rules.league import SHARES, Outcome, Row, Sums, missed_in, ranked

MISSED = """CASE
    WHEN missed_reports = '{}' OR missed_reports[cardinality(missed_reports)] < %s THEN 0
    WHEN missed_reports[1] >= %s AND missed_reports[cardinality(missed_reports)] <= %s
        THEN cardinality(missed_reports)
    ELSE (SELECT count(*) FROM unnest(missed_reports) AS day WHERE day BETWEEN %s AND %s)
END"""
O = Outcome  # noqa: E741 (as S stands for the states)


def league(actor: Actor, on: date) -> tuple[Row, ...]:
    """Units by their score of this year as it stands on a day, over what the actor sees.

    A unit has at most a few rows for each outcome, however many its assignments are: what is open,
    what was closed this year, and what was missed before matters were handed over, by who led then.
    """
    by_lead: dict[int, list[Group]] = defaultdict(list)
    for found in (_open_ones(actor, on), _open_missed(actor, on), _closed_ones(actor, on)):
        for lead, *group in found:
            by_lead[lead].append(Group(*group))
    for lead, days in _missed_before(actor, on):
        if count := missed_in(days, on.year, on):
            by_lead[lead].append(Group(O.HANDED_OVER, 1, 0, count))
    return ranked((unit.name, _sums(by_lead[unit.pk])) for unit in units_among(by_lead))


class Group(NamedTuple):
    """Assignments of one lead unit with one outcome: how many, their weights, the reports they missed."""

    outcome: str
    n: int
    weights: int
    missed: int


def _held(actor: Actor, on: date) -> QuerySet[Assignment]:
    return in_hand(on.year, on).filter(reach_of(actor))


@built_once
def _open_ones(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """What is open by lead and outcome, from an index alone."""
    return (
        open_of(_held(actor, on))
        .values_list("lead_id", _open_outcome(on))
        .annotate(n=Count("pk"), weights=Sum("weight"), missed=Value(0))
        .order_by()
    )


@built_once
def _open_missed(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """The few of them that missed a report: only those reports, the rest is counted already."""
    return (
        open_of(_held(actor, on))
        .exclude(missed_reports=[])
        .values_list("lead_id", Value(O.NOT_DUE.value))
        .annotate(n=Value(0), weights=Value(0), missed=Sum(missed(on)))
        .order_by()
    )


@built_once
def _closed_ones(actor: Actor, on: date) -> QuerySet[Any, Any]:
    return (
        _held(actor, on)
        .filter(closed_on__isnull=False)
        .values_list("lead_id", outcome(on))
        .annotate(n=Count("pk"), weights=Sum("weight"), missed=Sum(missed(on)))
        .order_by()
    )


@built_once
def _missed_before(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """The days on which those who led before missed a report."""
    return led_before(on.year, _held(actor, on)).values_list("unit_id", "missed_reports")


def _open_outcome(on: date) -> Case:
    """``outcome`` of what is not closed: a matter of its last day alone."""
    return Case(
        When(last_day__lt=on, then=Value(O.OPEN.value)),
        default=Value(O.NOT_DUE.value), output_field=TextField(),
    )  # fmt: skip


def outcome(on: date) -> Case:
    """How an assignment stands on a day, by its kept days; agrees with ``rules.league.outcome_of``."""
    finished, applied = Q(closed_on__isnull=False, applied_on__isnull=False), "applied_on__lte"
    named = (
        (~finished & Q(last_day__lt=on), O.OPEN),
        (~finished, O.NOT_DUE),
        (Q(original_last__isnull=True) | Q(**{applied: F("original_last")}), O.ON_TIME),
        (Q(**{applied: F("last_day")}), O.EXTENDED),
    )
    return Case(
        *(When(condition, then=Value(one.value)) for condition, one in named),
        default=Value(O.LATE.value), output_field=TextField(),
    )  # fmt: skip


def missed(on: date) -> RawSQL:
    """How many report days passed unreported this year; agrees with ``rules.league.missed_in``.

    The days stand in order: only where they reach over the turn of a year are they looked through.
    """
    first = date(on.year, 1, 1)
    return RawSQL(  # noqa: S611 (no value but days, given as parameters)
        MISSED, (first, first, on, first, on), output_field=IntegerField()
    )


def _sums(groups: Iterable[Group]) -> Sums:
    counts, weight, gained, missing = dict.fromkeys(Outcome, 0), 0, Decimal(0), 0
    for group in groups:
        one = Outcome(group.outcome)
        counts[one] += group.n
        missing += group.missed
        if one in SHARES:
            weight += group.weights
            gained += SHARES[one] * group.weights
    return Sums(weight, gained, missing, counts)
