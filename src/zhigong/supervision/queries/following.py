"""What the program and the supervisors look for: letters owed, closings, assessments, blanks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from zhigong.foundation.meanwhile import unchanged
from zhigong.foundation.search.models import SearchEntry
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.supervision.models import (
    Assessment,
    AssessmentRow,
    Assignment,
    Binding,
    FilledText,
    KnownText,
    Letter,
    SourceDocument,
)
from zhigong.supervision.queries import CHANGED, documents_visible_to, in_hand, led_before
from zhigong.supervision.rules import capabilities
from zhigong.supervision.rules.assessment import AssessmentState, Counted, counted
from zhigong.supervision.rules.duedates import LETTER_AFTER
from zhigong.supervision.rules.league import Assessed, missed_in
from zhigong.supervision.rules.workflow import DONE, IN_HAND, AssignmentState

LETTER_AGAIN_DAYS = 30
KIND = "supervision.assignment"  # under which assignments are filed for the search
Found = TypeVar("Found", bound=Model)


def assignment_of(subject: str) -> Assignment | None:
    """The assignment that a deadline runs on, as the trail names it."""
    number = int(subject.rpartition(":")[2])
    return Assignment.objects.select_related("lead").filter(pk=number).first()


def assignments_to_write_about(on: date) -> QuerySet[Assignment]:
    """Matters more than seven days overdue without a letter proposed, sent or set aside lately."""
    lately = Letter.objects.filter(
        Q(state="proposed") | Q(proposed_on__gt=on - timedelta(days=LETTER_AGAIN_DAYS))
    ).values("assignment_id")
    written = Q(urgings__kind="letter", urgings__on__gt=on - timedelta(days=LETTER_AGAIN_DAYS))
    return (
        Assignment.objects.filter(state__in=IN_HAND, last_day__lt=on - timedelta(days=LETTER_AFTER))
        .exclude(pk__in=lately)
        .exclude(written)
        .order_by("id")
    )


def assignments_not_filed(most: int) -> list[int]:
    """Assignments that the search does not know yet, oldest first."""
    filed = SearchEntry.objects.filter(
        pk=Concat(Value(f"{KIND}:"), Cast(OuterRef("pk"), TextField()))
    )
    return list(
        Assignment.objects.filter(~Exists(filed)).order_by("id").values_list("pk", flat=True)[:most]
    )


def silent_since_before(on: date) -> list[int]:
    """Matters underway of which a report was due before a day."""
    rows = Assignment.objects.filter(state=AssignmentState.UNDERWAY, next_report_on__lt=on)
    return list(rows.order_by("id").values_list("pk", flat=True))


def closings_to_sample(first: date, last: date) -> dict[str, list[Assignment]]:
    """Matters closed in a month by supervising unit, for the units of which none was drawn yet."""
    rows = Assignment.objects.filter(closed_on__range=(first, last), state__in=DONE).order_by("id")
    by_unit: dict[str, list[Assignment]] = defaultdict(list)
    drawn = set()
    for row in rows:
        if row.look_back_by is not None:
            drawn.add(row.unit_path)
        elif row.state == AssignmentState.CLOSED:
            by_unit[row.unit_path].append(row)
    return {path: held for path, held in by_unit.items() if path not in drawn}


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """Letters the actor may read: all of the units he reads, and those sent to units he follows."""
    reach = Q() if actor is SYSTEM else Q(pk__in=[])
    for path in actor.paths(capabilities.READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
    if followed := list(actor.paths(capabilities.FOLLOW)):
        reach |= Q(state="sent", assignment__reader_paths__overlap=followed)
    return Letter.objects.filter(reach).select_related("assignment__unit", "assignment__lead")


def lock_letter(pk: int, *, seen_version: int) -> Letter:
    """Lock one letter for change, as ``lock_assignment``."""
    rows = Letter.objects.select_related("assignment__unit", "assignment__lead")
    letter = _locked(rows, pk)
    unchanged(letter, seen_version, code=CHANGED).require()
    return letter


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """The yearly assessments of units the actor reads, and those his units take part in."""
    found = (
        Assessment.objects.all() if actor is SYSTEM else Assessment.objects.filter(_reach(actor))
    )
    return found.select_related("unit").order_by("-year", "-id")


def _reach(actor: Actor) -> Q:
    reach = Q(pk__in=[])
    for path in actor.paths(capabilities.READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
    if followed := list(actor.paths(capabilities.FOLLOW)):
        reach |= Q(reader_paths__overlap=followed)
    return reach


def rows_of(actor: Actor, assessment: Assessment) -> QuerySet[AssessmentRow]:
    """The units' results that the actor may see: all for who reads, else his own units'."""
    rows = assessment.rows.select_related("unit", "assessment")
    if actor is SYSTEM or actor.holds(capabilities.READ, at=assessment.unit_path):
        return rows
    return rows.filter(reader_paths__overlap=list(actor.paths(capabilities.FOLLOW)))


def lock_assessment(pk: int, *, seen_version: int) -> Assessment:
    """Lock one assessment for change, as ``lock_assignment``."""
    found = _locked(Assessment.objects.select_related("unit"), pk)
    unchanged(found, seen_version, code=CHANGED).require()
    return found


def _locked(rows: QuerySet[Found], pk: int) -> Found:
    found = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        refuse(
            "supervision.record.unknown",
            gettext_noop("没有找到这条记录"),
            gettext_noop("请从列表中选择"),
        ).require()
    assert found is not None
    return found


JUDGED = (
    "lead_id", "lead__name", "lead_path", "number", "headline", "original_due", "due",
    "applied_on", "closed_on", "weight", "missed_reports",
)  # fmt: skip
LED = (
    "unit_id", "unit__name", "unit_path",
    *(f"assignment__{name}" for name in JUDGED[3:-1]), "missed_reports",
)  # fmt: skip


def judged_in(unit_path: str, year: int, on: date) -> dict[tuple[int, str, str], list[Counted]]:
    """What units had in hand on a unit's ledger in a year, as it stood on a day, by lead unit.

    In hand: issued by then, and not closed before the year began. What was closed after the day
    counts as open on it. Of what was handed over, the reports missed until then are the earlier
    lead's.
    """
    rows = in_hand(year, on).filter(unit_path=unit_path)
    by_unit: dict[tuple[int, str, str], list[Counted]] = defaultdict(list)
    for pk, name, path, number, headline, *facts in rows.order_by("id").values_list(*JUDGED):
        by_unit[(pk, name, path)].append(
            counted(number, headline, _facts(name, facts, year, on), on)
        )
    for pk, name, path, number, headline, *facts in led_before(year, rows).values_list(*LED):
        assessed = replace(_facts(name, facts, year, on), handed_over=True)
        if assessed.missing_reports:
            by_unit[(pk, name, path)].append(counted(number, headline, assessed, on))
    return dict(by_unit)


def _facts(unit: str, told: list[Any], year: int, on: date) -> Assessed:
    original, due, applied, closed, weight, missed = told
    finished = applied if closed and closed <= on else None
    return Assessed(unit, original, due, finished, weight, missed_in(missed, year, on))


def last_published(actor: Actor) -> Assessment | None:
    """The latest yearly assessment that was published, of those the actor may see."""
    return assessments_visible_to(actor).filter(state=AssessmentState.PUBLISHED).first()


def bindings_of(document: SourceDocument) -> dict[tuple[str, int], Binding]:
    """What people decided about the blanks of a document, by place."""
    rows = Binding.objects.filter(document=document).select_related("unit")
    return {(row.pos, row.start): row for row in rows}


def known_texts(unit_path: str) -> dict[str, str]:
    """The texts kept for a unit: ordinals, names."""
    return dict(KnownText.objects.filter(unit_path=unit_path).values_list("key", "text"))


def filled_texts(document: SourceDocument) -> QuerySet[FilledText]:
    """The texts made of a document, the newest first."""
    return FilledText.objects.filter(document=document).select_related("made_by")


def texts_visible_to(actor: Actor) -> QuerySet[FilledText]:
    """The texts made of documents that the actor may read."""
    seen = documents_visible_to(actor).values("pk")
    return FilledText.objects.filter(document__in=seen).select_related("document__unit")
