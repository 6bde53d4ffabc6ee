"""Reading documents and assignments. Every list is bounded by what the actor may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When

from zhigong.foundation.meanwhile import unchanged
from zhigong.foundation.statements import built_once
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.models import Unit
from zhigong.org.queries import children_of
from zhigong.supervision.models import Assignment, Correction, FormerLead, SourceDocument
from zhigong.supervision.rules import capabilities, reading
from zhigong.supervision.rules.dividing import UnitProfile
from zhigong.supervision.rules.lights import ENOUGH_PROGRESS, Light, Shown, Standing, light_of
from zhigong.supervision.rules.origins import ANSWERED, InstructionClass
from zhigong.supervision.rules.words import Origin
from zhigong.supervision.rules.workflow import (
    BEFORE_ISSUE,
    DONE,
    IN_HAND,
    OUT,
    AssignmentState,
)

S = AssignmentState
CHANGED = "supervision.changed-meanwhile"
OPEN = (*BEFORE_ISSUE, *IN_HAND, S.SUSPENDED)
GOING = [s for s in IN_HAND if s is not S.ISSUED]


def reach_of(actor: Actor, way: str = "") -> Q:
    """The condition that an assignment is one the actor may know of.

    ``way`` leads from the rows asked to the assignment (``"assignment__"``).
    """
    if actor is SYSTEM:
        return Q()
    reach = _over(actor, way)
    if followed := list(actor.paths(capabilities.FOLLOW)):
        reach |= Q(**{f"{way}reader_paths__overlap": followed})
    return reach


def _over(actor: Actor, way: str = "") -> Q:
    reach = Q(pk__in=[])
    for path in actor.paths(capabilities.READ):
        start, end = path, path + "~"
        reach |= Q(**{f"{way}unit_path__gte": start, f"{way}unit_path__lt": end})
    return reach


def documents_visible_to(actor: Actor) -> QuerySet[SourceDocument]:
    """The documents on the books of units the actor may read, newest first."""
    found = SourceDocument.objects.all() if actor is SYSTEM else SourceDocument.objects.filter(
        _over(actor)
    )  # fmt: skip
    return found.select_related("unit").order_by("-id")


def assignments_visible_to(actor: Actor) -> QuerySet[Assignment]:
    """The assignments the actor may know of, newest first, with their units.

    Not with the document: under row security the planner takes documents for few and walks all of
    them for every row before the page is cut (a quarter of a second at 50 thousand assignments).
    """
    return Assignment.objects.filter(reach_of(actor)).select_related("unit", "lead").order_by("-id")


def listed(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """For one page of rows: their lead units are fetched after the page is cut, not joined to all of
    the thousands that are sorted before it."""
    return rows.select_related(None).prefetch_related("lead").only(*SHOWN_IN_ROWS)


SHOWN_IN_ROWS = (
    "id", "headline", "number", "origin", "state", "lead_id", "progress", "time_class", "due",
    "original_due", "issued_on", "next_report_on", "last_day",
)  # fmt: skip


def assignments_from(actor: Actor, subjects: Collection[str]) -> list[Assignment]:
    """The visible assignments that come from records of a module above, oldest first."""
    found = assignments_visible_to(actor).filter(origin_subject__in=[s for s in subjects if s])
    return list(found.order_by("id"))


def owing_answer() -> Q:
    """The condition that an origin is owed an answer; agrees with ``Assignment.owes_answer``."""
    binding = Q(origin=Origin.INSTRUCTION, origin_facts__binding=InstructionClass.MUST_ANSWER)
    wanted = Q(origin__in=[o.value for o in ANSWERED]) | binding
    ended = Q(state__in=[*DONE, S.WITHDRAWN], answered_on__isnull=True, origin_subject="")
    return ended & wanted


def assignment_files(actor: Actor) -> QuerySet[Assignment]:
    """As ``assignments_visible_to``, with everything that the assignment's page shows."""
    return assignments_visible_to(actor).prefetch_related(
        "document",
        "joined__unit",
        "reports__file",
        "reports__figures__unit",
        "extension_requests",
        "urgings__by",
        "countersigns__unit",
    )


def lock_assignment(pk: int, *, seen_version: int | None = None) -> Assignment:
    """Lock one assignment for change; refuse if someone changed it after the page was shown."""
    found = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("unit", "lead")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        refuse(
            "supervision.assignment.unknown",
            gettext_noop("没有找到这个督查事项"),
            gettext_noop("请核对编号；与您单位无关的事项在这里看不到"),
        ).require()
    assert found is not None
    unchanged(found, seen_version, code=CHANGED).require()
    return found


def lock_document(pk: int, *, seen_version: int | None = None) -> SourceDocument:
    """Lock one document for change, as ``lock_assignment``."""
    found = (
        SourceDocument.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        refuse(
            "supervision.document.unknown",
            gettext_noop("没有找到这份来文"),
            gettext_noop("请从列表中选择"),
        ).require()
    assert found is not None
    unchanged(found, seen_version, code=CHANGED).require()
    return found


def corrections_for(unit_path: str) -> list[reading.Correction]:
    """What the unit's people corrected so far, in order of time: examples for the next reading."""
    rows = Correction.objects.filter(unit_path=unit_path).order_by("id")
    return [reading.Correction(row.text, reading.Role(row.role)) for row in rows]


def units_under(unit: Unit) -> list[Unit]:
    """Who can be given a task: the units directly below, then the unit itself."""
    return [*children_of(unit), unit]


def profiles_of(units: Iterable[Unit]) -> list[UnitProfile]:
    """Units with the words of their functions, as dividing wants them."""
    return [
        UnitProfile(u.name, tuple(u.functions), (u.short_name,) if u.short_name else ())
        for u in units
    ]


def standing_of(assignment: Assignment, on: date) -> Standing:
    """What the light of an assignment is judged by."""
    return Standing(
        state=S(assignment.state),
        issued=assignment.issued_on,
        due=assignment.due,
        progress=assignment.progress,
        report_missing=_missing(assignment, on),
        original_due=assignment.original_due,
    )


def _missing(assignment: Assignment, on: date) -> bool:
    expected = assignment.next_report_on
    return assignment.state == S.UNDERWAY and expected is not None and expected < on


def shown(assignment: Assignment, on: date) -> Shown:
    """The light of an assignment on a day, with its reason."""
    return light_of(standing_of(assignment, on), on)


def lit(light: Light, on: date) -> Q:
    """The condition that an assignment shows a light on a day; agrees with ``shown``."""
    late = Q(state__in=[*BEFORE_ISSUE, *IN_HAND], last_day__lt=on)
    open_and_late = late & Q(closed_on__isnull=True)  # as the index of open ones wants it
    slow = Q(state__in=GOING) & ~late & _slow(on)
    conditions = {
        Light.RED: open_and_late,
        Light.BLUE: Q(state__in=[*BEFORE_ISSUE, S.ISSUED]) & ~late,
        Light.YELLOW: slow,
        Light.GREEN: Q(state__in=GOING) & ~late & ~slow,
        Light.GREY: Q(state__in=[*OUT, S.SUSPENDED]),
        Light.DONE: Q(state__in=DONE),
    }
    return conditions[light]


def _slow(on: date) -> Q:
    near = Q(near_from__lte=on, progress__lt=ENOUGH_PROGRESS)
    return Q(state=S.UNDERWAY, next_report_on__lt=on) | near


OUT_OF_COUNT = "out"  # grey as well, but no longer among the assignments there are


def lighted(on: date) -> Case:
    """The light of each row on a day as a column, in one pass; agrees with ``lit`` and ``shown``.

    What is most of ten years' rows comes first: the others' conditions are not looked at for it.
    """
    named: tuple[tuple[Q, str], ...] = (
        (Q(state__in=DONE), Light.DONE),
        (Q(state__in=OUT), OUT_OF_COUNT),
        (Q(state=S.SUSPENDED), Light.GREY),
        (Q(last_day__lt=on), Light.RED),
        (Q(state__in=[*BEFORE_ISSUE, S.ISSUED]), Light.BLUE),
        (_slow(on), Light.YELLOW),
    )
    return Case(
        *(When(condition, then=Value(str(name))) for condition, name in named),
        default=Value(str(Light.GREEN)), output_field=TextField(),
    )  # fmt: skip


def closed_since(day: date) -> Q:
    """What is not closed, or was closed on the day or later: what pages count, not ten years' rows."""
    return Q(closed_on__isnull=True) | Q(closed_on__gte=day)


def counts_by_light(actor: Actor, on: date) -> dict[Light, int]:
    """How many visible assignments show each light; of what is done, this year's.

    What is closed is done and nothing else is: each is counted from an index of its own.
    """
    rows = Assignment.objects.filter(reach_of(actor))
    counts = by_name(open_of(rows).values_list(lighted(on)).annotate(n=Count("pk")).order_by())
    counts[Light.DONE] = rows.filter(closed_on__gte=date(on.year, 1, 1)).count()
    return counts


def open_of(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Of some rows what is not closed: what pages count of it stands in ``assignment_live``."""
    return rows.filter(closed_on__isnull=True)


def by_name(found: Iterable[tuple[str, int]]) -> dict[Light, int]:
    """Counts by the names that ``lighted`` gives, as lights."""
    counts = dict.fromkeys(Light, 0)
    for name, n in found:
        counts[Light.GREY if name == OUT_OF_COUNT else Light(name)] += n
    return counts


def first_late(actor: Actor, on: date, most: int) -> list[Assignment]:
    """What is late, the longest first."""
    return _read(_late_keys(actor, on, most))


def first_coming(actor: Actor, on: date, days: int, most: int) -> list[Assignment]:
    """What comes due within so many days, the soonest first."""
    return _read(_coming_keys(actor, on, days, most))


@built_once
def _late_keys(actor: Actor, on: date, most: int) -> QuerySet[Any, Any]:
    rows = Assignment.objects.filter(reach_of(actor), lit(Light.RED, on))
    return rows.order_by("last_day", "id").values_list("pk")[:most]


@built_once
def _coming_keys(actor: Actor, on: date, days: int, most: int) -> QuerySet[Any, Any]:
    return coming_assignments(actor, on, days).values_list("pk")[:most]


def _read(keys: list[tuple[int]]) -> list[Assignment]:
    """Rows of a page that were found by their keys, which an index holds; in the order of the keys."""
    few = Assignment.objects.filter(pk__in=[pk for (pk,) in keys]).select_related("lead")
    found = {row.pk: row for row in few.only(*SHOWN_IN_ROWS, "lead__name")}
    return [found[pk] for (pk,) in keys]


def coming_assignments(actor: Actor, on: date, days: int) -> QuerySet[Assignment]:
    """What comes due within so many days, the soonest first."""
    until = on + timedelta(days=days)
    return (
        assignments_visible_to(actor)
        .filter(state__in=IN_HAND, last_day__range=(on, until), closed_on__isnull=True)
        .order_by("last_day", "id")
    )


def in_hand(year: int, on: date) -> QuerySet[Assignment]:
    """What units had in hand in a year, as it stood on a day: issued by then, and not closed before
    the year began. What is stopped, withdrawn or merged is not judged."""
    return Assignment.objects.filter(
        closed_since(date(year, 1, 1)),
        issued_on__lte=on,
        lead__isnull=False,
    ).exclude(state__in=[*BEFORE_ISSUE, *OUT, S.SUSPENDED])


def led_before(year: int, rows: QuerySet[Assignment]) -> QuerySet[FormerLead]:
    """Who led some matters until they were handed over, in a year or later: what was missed in a
    year was missed before the hand-over."""
    return FormerLead.objects.filter(
        assignment__in=rows, until__gte=date(year, 1, 1)
    ).exclude(missed_reports=[]).order_by("id")  # fmt: skip
