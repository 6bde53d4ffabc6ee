"""Three views of one ledger, and the trend: grouped and counted in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Greatest, TruncMonth

from zhigong.foundation.statements import built_once
from zhigong.kernel.actor import Actor
from zhigong.kernel.period import add_months, month_end
from zhigong.org.queries import dissolved_units, units_among
from zhigong.supervision.models import Assignment, JoinedUnit, SourceDocument
from zhigong.supervision.queries import (
    OUT_OF_COUNT,
    by_name,
    documents_visible_to,
    lighted,
    lit,
    reach_of,
)
from zhigong.supervision.rules.duedates import receive_by
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.problems import Problem
from zhigong.supervision.rules.workflow import (
    ASSIGNMENT,
    BEFORE_ISSUE,
    IN_HAND,
    OUT,
    AssignmentState,
)

S = AssignmentState
NEWEST, REQUIREMENTS = 12, 60  # documents and their requirements on the leader's page
Rows = list[dict[str, Any]]
NO_LIGHTS = {one.value: 0 for one in Light}


def grouped(rows: QuerySet[Assignment], on: date, *by: str) -> Rows:
    """Rows counted by some columns, in one pass: for each group how many there are, how many show
    each light, and their mean progress. What is withdrawn or merged is grey and counts nowhere else.
    """
    return _together(by_light(rows, on, *by), by)


def by_light(rows: QuerySet[Assignment], on: date, *by: str) -> QuerySet[Any, Any]:
    """Some rows counted by some columns and by light, with the sum of their progress."""
    return (
        rows.values_list(*by, lighted(on)).annotate(n=Count("pk"), done=Sum("progress")).order_by()
    )


def _together(found: Iterable[tuple[Any, ...]], by: Sequence[str]) -> Rows:
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for *names, light, n, done in found:
        empty = {"all": 0, "progress": 0, **NO_LIGHTS}
        group = groups.setdefault(tuple(names), {**dict(zip(by, names, strict=True)), **empty})
        if light == OUT_OF_COUNT:
            group[Light.GREY.value] += n
        else:
            group[light] += n
            group["all"] += n
            group["progress"] += done
    for group in groups.values():
        group["mean"] = group.pop("progress") / group["all"] if group["all"] else 0
    return list(groups.values())


# 任务: by document and requirement


def documents_with_tasks(actor: Actor) -> QuerySet[SourceDocument]:
    """The documents of the assignments that the actor sees, the newest first."""
    seen = Assignment.objects.filter(reach_of(actor), document_id=OuterRef("pk"))
    return SourceDocument.objects.filter(Exists(seen)).order_by("-id")


def by_requirement(actor: Actor, on: date, documents: Sequence[int]) -> Rows:
    """For some documents, each requirement with lights and progress, in the order of the text."""
    found = _together(_of_documents(actor, on, tuple(documents)), BY_REQUIREMENT)
    return sorted(found, key=lambda one: (-one["document_id"], one["requirement"]))


BY_REQUIREMENT = ("document_id", "requirement")


@built_once
def _of_documents(actor: Actor, on: date, documents: tuple[int, ...]) -> QuerySet[Any, Any]:
    rows = Assignment.objects.filter(reach_of(actor), document_id__in=documents)
    return by_light(rows, on, *BY_REQUIREMENT)


def by_origin(actor: Actor, on: date) -> Rows:
    """What came from elsewhere than a document, by where it came from."""
    rows = Assignment.objects.filter(reach_of(actor), document__isnull=True)
    return sorted(grouped(rows, on, "origin"), key=lambda one: one["origin"])


@built_once
def _newest_documents(actor: Actor) -> QuerySet[Any, Any]:
    return documents_visible_to(actor).values_list("pk", "title")[:NEWEST]


def newest_requirements(actor: Actor, on: date) -> Rows:
    """The requirements of the newest documents, for the leader's page, with the title of each."""
    newest = dict(_newest_documents(actor))
    found = [
        {**one, "title": newest[one["document_id"]]}
        for one in by_requirement(actor, on, list(newest))
        if one["requirement"]
    ]
    return found[:REQUIREMENTS]


# 责任: by lead unit, or by leader


def by_lead(actor: Actor, on: date, asked: Q) -> Rows:
    """What each lead unit holds, with lights, by name; ``asked`` narrows to some that are open.

    What is closed is done and shows no other light: it is counted apart, from an index alone.
    """
    rows = Assignment.objects.filter(reach_of(actor), lead__isnull=False)
    open_ones = rows.filter(asked, closed_on__isnull=True)
    found = {one["lead_id"]: one for one in grouped(open_ones, on, "lead_id")}
    for lead, n in () if asked else closed_of_leads(rows):
        one = found.setdefault(lead, {"lead_id": lead, "all": 0, **NO_LIGHTS})
        one["all"] += n
        one[Light.DONE.value] += n
    units = units_among(found)
    return [{**found[unit.pk], "name": unit.name, "state": unit.state} for unit in units]


def closed_of_leads(rows: QuerySet[Assignment]) -> QuerySet[Any, tuple[int, int]]:
    """How many of some rows are closed, by lead unit."""
    closed = rows.filter(closed_on__isnull=False)
    return closed.values_list("lead_id").annotate(n=Count("*")).order_by()


def by_leader(actor: Actor, on: date, asked: Q) -> Rows:
    """What each responsible leader holds, with lights, by name."""
    rows = Assignment.objects.filter(reach_of(actor), asked).exclude(leader="")
    found = [{**one, "name": one["leader"]} for one in grouped(rows, on, "leader")]
    return sorted(found, key=lambda one: one["name"])


def joined_by(actor: Actor, units: Sequence[int]) -> dict[int, int]:
    """How many open assignments each unit joins."""
    rows = (
        JoinedUnit.objects.filter(
            reach_of(actor, "assignment__"), unit_id__in=list(units),
            assignment__state__in=[*IN_HAND, S.SUSPENDED], assignment__closed_on__isnull=True,
        )
        .values_list("unit_id")
        .annotate(n=Count("pk"))
        .order_by()
    )  # fmt: skip
    return dict(rows)


# 问题: what went wrong, why, and what to do


def problem(kind: Problem, on: date) -> Q:
    """The condition of a problem on a day."""
    conditions = {
        Problem.LATE: lit(Light.RED, on) & Q(state__in=IN_HAND),
        Problem.SILENT: Q(state=S.UNDERWAY, next_report_on__lt=on),
        Problem.NOT_RECEIVED: _not_received(received_too_late(on)),
        Problem.RETURNED: Q(setback=Problem.RETURNED, state__in=IN_HAND),
        Problem.DECLINED: Q(setback=Problem.DECLINED, state__in=IN_HAND),
        Problem.HANDED_OVER: Q(setback=Problem.HANDED_OVER, state__in=IN_HAND),
        Problem.NO_LEAD: Q(lead__in=dissolved_units(), state__in=MOVABLE),
        Problem.LOOK_BACK: Q(state=S.CLOSED, look_back_by__isnull=False),
    }
    return conditions[kind]


def _not_received(last: date) -> Q:
    """Issued by a day, or handed over by then: who takes over has days of his own to sign."""
    later = Q(setback=Problem.HANDED_OVER, setback_on__gt=last)
    return Q(state=S.ISSUED, issued_on__lte=last) & ~later


MOVABLE = sorted(ASSIGNMENT.step("hand_over").sources)


def received_too_late(on: date) -> date:
    """The last day of issue for which two working days to sign have passed."""
    day = on
    while receive_by(day) >= on:
        day -= timedelta(days=1)
    return day


def problems(actor: Actor, on: date) -> QuerySet[Assignment]:
    """Assignments with a problem; ``problem`` names the gravest."""
    return (
        Assignment.objects.filter(reach_of(actor), any_problem(on))
        .prefetch_related("lead")
        .only("headline", "number", "lead_id", "last_day", "progress", "leader")
        .annotate(
            problem=Case(
                *(When(problem(kind, on), then=Value(kind.value)) for kind in Problem),
                default=Value(""),
                output_field=CharField(),
            )
        )
    )


def any_problem(on: date) -> Q:
    """The condition that something is wrong; none of it is with what was closed and not drawn."""
    anything = Q()
    for kind in Problem:
        anything |= problem(kind, on)
    return OPEN_OR_DRAWN & anything


OPEN = Q(closed_on__isnull=True)
OPEN_OR_DRAWN = OPEN | Q(look_back_by__isnull=False)  # what ``assignment_live`` holds


def counts_by_problem(actor: Actor, on: date) -> dict[Problem, int]:
    """How many assignments have each problem, in one statement; one can have several."""
    counted = {kind.value: Count("pk", filter=problem(kind, on)) for kind in Problem}
    row = Assignment.objects.filter(reach_of(actor), OPEN_OR_DRAWN).aggregate(**counted)
    return {kind: row[kind.value] for kind in Problem}


# The leader's page


def counts_for_leader(actor: Actor, on: date) -> tuple[dict[Light, int], dict[str, int]]:
    """How many show each light (as ``counts_by_light``), and the other figures of the leader's page:
    one pass over what is open or drawn, and one over what was closed this year."""
    groups = _open_for_leader(actor, on)
    figures = {name: sum(group[2 + at] for group in groups) for at, name in enumerate(_asked(on))}
    done = closed_month = 0
    for this_month, issued_month, n in _closed_for_leader(actor, on):
        done += n
        closed_month += n if this_month else 0
        figures["issued_month"] += n if issued_month else 0
    counts = by_name((group[0], group[1]) for group in groups)
    return {**counts, Light.DONE: done}, {**figures, "closed_month": closed_month}


def _asked(on: date) -> dict[str, Q]:
    return {
        "coming": Q(state__in=IN_HAND, last_day__range=(on, _in_days(on, 30))),
        "issued_month": OPEN & Q(issued_on__gte=on.replace(day=1)) & ~Q(state__in=OUT),
        "extension": Q(state=S.EXTENSION_ASKED),
        "verify": Q(state__in=[S.COMPLETION_ASKED, S.VERIFYING]),
        "look_back": problem(Problem.LOOK_BACK, on),
    }


@built_once
def _open_for_leader(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """By light: how many are open, and how many are as each of ``_asked`` says."""
    counted = {name: Count("pk", filter=one) for name, one in _asked(on).items()}
    return (
        Assignment.objects.filter(reach_of(actor), OPEN_OR_DRAWN)
        .values_list(lighted(on))
        .annotate(n=Count("pk", filter=OPEN), **counted)
        .order_by()
    )


@built_once
def _closed_for_leader(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """What was closed this year: whether this month, whether issued this month, how many."""
    month = on.replace(day=1)
    return (
        Assignment.objects.filter(reach_of(actor), closed_on__gte=date(on.year, 1, 1))
        .annotate(
            this_month=Case(When(closed_on__gte=month, then=Value(1)), default=Value(0)),
            begun=Case(When(issued_on__gte=month, then=Value(1)), default=Value(0)),
        )
        .values_list("this_month", "begun")
        .annotate(n=Count("pk"))
        .order_by()
    )


def _in_days(on: date, days: int) -> date:
    return on + timedelta(days=days)


MONTHS = 12
_NEXT = ExpressionWrapper(F("last_day") + timedelta(days=1), output_field=DateTimeField())
_DAY_AFTER = Cast(_NEXT, DateField())  # a day plus an interval is a moment to PostgreSQL


def trend(actor: Actor, on: date) -> Rows:
    """The last twelve months: issued and closed in each, and how many were late when it ended.

    From the dates of the rows themselves, open and closed: late at the end of a month is what had
    passed its last day and was not closed by then; what is stopped, withdrawn or merged today counts
    nowhere. What was closed before the first of the months cannot have been late at any of them.
    """
    ends = _ends(on)
    groups = [*_trend_of_open(actor, on), *_trend_of_closed(actor, on)]
    return [_month(end, groups) for end in ends]


def _ends(on: date) -> list[date]:
    return [month_end(add_months(on.replace(day=1), -back)) for back in range(MONTHS - 1, -1, -1)]


@built_once
def _trend_of_open(actor: Actor, on: date) -> QuerySet[Any, Any]:
    return _by_month(actor, on).filter(OPEN)


@built_once
def _trend_of_closed(actor: Actor, on: date) -> QuerySet[Any, Any]:
    return _by_month(actor, on).filter(closed_on__gte=_ends(on)[0].replace(day=1))


def _by_month(actor: Actor, on: date) -> QuerySet[Any, Any]:
    """What was issued by the months in which it was, passed its last day, was closed; and how many."""
    first = _ends(on)[0].replace(day=1)
    earlier = Value(first - timedelta(days=1), output_field=DateField())  # whichever month it was
    return (
        Assignment.objects.filter(reach_of(actor), issued_on__isnull=False)
        .exclude(state__in=[*BEFORE_ISSUE, *OUT, S.SUSPENDED])
        .annotate(
            issued=TruncMonth(Greatest("issued_on", earlier)), closed=TruncMonth("closed_on"),
            passed=TruncMonth(
                Case(When(last_day__lt=on, then=Greatest(_DAY_AFTER, earlier)), output_field=DateField()),
                output_field=DateField(),
            ),
        )
        .values_list("issued", "passed", "closed")
        .annotate(n=Count("pk"))
        .order_by()
    )  # fmt: skip


def _month(
    end: date, groups: Sequence[tuple[date, date | None, date | None, int]]
) -> dict[str, Any]:
    """A month's counts from groups of (issued in, late since, closed in, how many)."""
    month = end.replace(day=1)
    return {
        "month": month,
        "issued": sum(n for issued, _p, _c, n in groups if issued == month),
        "closed": sum(n for _i, _p, closed, n in groups if closed == month),
        "late": sum(
            n
            for _i, passed, closed, n in groups
            if passed is not None and passed <= month and (closed is None or closed > month)
        ),
    }
