"""What supervision counts for others: tasks that units lead, closed, and closed in time."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from zhigong.foundation.figures.counting import number_of, share_of
from zhigong.foundation.figures.figure import Asked, Counted, Figure, Line, register
from zhigong.kernel.text import gettext_noop
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules.capabilities import FOLLOW, READ
from zhigong.supervision.rules.workflow import OUT

# By the original date (SUP-06), after days off.
IN_TIME = Q(original_last__isnull=True) | Q(applied_on__lte=F("original_last"))


def led(asked: Asked) -> QuerySet[Assignment]:
    """Assignments led by the unit and those below it."""
    return Assignment.objects.filter(
        lead_path__gte=asked.path, lead_path__lt=asked.path + "~"
    ).exclude(state__in=OUT)


def issued(asked: Asked) -> QuerySet[Assignment]:
    return led(asked).filter(issued_on__range=(asked.since, asked.until))


def closed(asked: Asked) -> QuerySet[Assignment]:
    return led(asked).filter(closed_on__range=(asked.since, asked.until))


def in_time(asked: Asked) -> QuerySet[Assignment]:
    return closed(asked).filter(IN_TIME)


def line(assignment: Assignment) -> Line:
    day = assignment.closed_on or assignment.issued_on
    return Line(
        assignment.headline, assignment.get_absolute_url(), assignment.number, day
    )  # fmt: skip


SEEN = (READ, FOLLOW)
FIGURES = (
    Figure("supervision.issued", gettext_noop("承办督查事项"), Counted.CASES, SEEN, SEEN,
           lambda a: number_of(issued(a)), issued, line),
    Figure("supervision.closed", gettext_noop("销号督查事项"), Counted.CASES, SEEN, SEEN,
           lambda a: number_of(closed(a)), closed, line),
    Figure("supervision.closed_in_time", gettext_noop("按期销号督查事项"), Counted.CASES, SEEN, SEEN,
           lambda a: number_of(in_time(a)), in_time, line),
    Figure("supervision.in_time_rate", gettext_noop("督查事项按期办结率"), Counted.PERCENT, SEEN, SEEN,
           lambda a: share_of(closed(a), IN_TIME), closed, line),
)  # fmt: skip


def offer_figures() -> None:
    for one in FIGURES:
        register(one)
