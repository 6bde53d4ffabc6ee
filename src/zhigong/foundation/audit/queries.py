"""Reading the trail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from zhigong.foundation import clock
from zhigong.foundation.audit.models import LOOKS, AuditEvent
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.statements import rows_of
from zhigong.kernel.actor import SYSTEM, Actor

READ = "audit.read"
READ_TRAIL = """
SELECT id, at::text, actor_label, verb, before::text, after::text, note
FROM audit_trail(%s::text, %s::int, %s::int)
"""


class Happened(NamedTuple):
    """An event as a page tells it: as the database said it, and understood only when asked."""

    pk: int
    said_at: str
    actor_label: str
    verb: str
    said_before: str
    said_after: str
    note: str

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.said_at)

    @property
    def before(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.said_before)
        return found

    @property
    def after(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.said_after)
        return found


def trail_of(subject: Model, *, most: int = 60) -> list[Happened]:
    """What happened to a record, the newest first.

    Whoever sees the record sees its course: the database asks the record's own policy. Of any other
    record come only the events that the actor caused himself or may read anyway.
    """
    found = _read(subject, course=most, looks=most)
    return sorted(found, key=lambda event: -event.pk)[:most]


def course_and_looks(
    subject: Model, *, course: int, looks: int
) -> tuple[list[Happened], list[Happened]]:
    """What was done to a record, and apart from it who looked into it; each the newest first.

    Whoever looks leaves an event, so a record that is looked at often would hide its own course.
    Shown as by ``trail_of``.
    """
    found = _read(subject, course=course, looks=looks)
    done = [one for one in found if one.verb not in LOOKS]
    return done, [one for one in found if one.verb in LOOKS]


def course_of(subject: str, *, most: int) -> list[Happened]:
    """What was done to a record that is known by its name in the trail, the newest first."""
    found = map(Happened._make, rows_of(READ_TRAIL, [subject, most, 0]))
    return sorted(found, key=lambda event: -event.pk)


def _read(subject: Model, *, course: int, looks: int) -> list[Happened]:
    return list(map(Happened._make, rows_of(READ_TRAIL, [subject_of(subject), course, looks])))


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """The events of the units over which the actor may read the trail, newest first."""
    reach = Q(pk__in=[])
    for path in actor.paths(READ):
        reach |= _at_or_below(path)
        if path.count("/") == 1:  # the root reads events that belong to no unit
            reach |= Q(unit_path="")
    return AuditEvent.objects.filter(reach).order_by("-at", "-id")


def _at_or_below(path: str) -> Q:
    return Q(unit_path__gte=path, unit_path__lt=path + "~")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows the trail; ``None`` and empty narrow nothing, an empty tuple leaves nothing.

    ``looks``: people's looks into what identifies a person (the system opens a mobile to send a message
    to it, and is nobody who reads). Both days count.
    """

    actors: tuple[int, ...] | None = None
    label: str = ""
    verbs: tuple[str, ...] = ()
    looks: bool = False
    subjects: tuple[str, ...] | None = None
    path: str = ""
    since: date | None = None
    until: date | None = None


def events_wanted(actor: Actor, wanted: Wanted) -> QuerySet[AuditEvent]:
    """The events of ``events_visible_to`` that are asked for, newest first."""
    given = [
        (wanted.actors is not None, Q(actor_id__in=wanted.actors or ())),
        (wanted.label, Q(actor_id=None, actor_label=wanted.label)),
        (wanted.verbs, Q(verb__in=wanted.verbs)),
        (wanted.looks, Q(verb__in=LOOKS) & ~Q(actor_id=None, actor_label=SYSTEM.label)),
        (wanted.subjects is not None, Q(subject__in=wanted.subjects or ())),
        (wanted.path, _at_or_below(wanted.path)),
    ]
    narrow = Q()
    for asked, condition in given:
        narrow &= condition if asked else Q()
    if wanted.since is not None:
        narrow &= Q(at__gte=_midnight(wanted.since))
    if wanted.until is not None:
        narrow &= Q(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return events_visible_to(actor).filter(narrow)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.LOCAL)


def sees(subject: str) -> bool:
    """Whether the acting person sees the record itself: its own policy is asked.

    What is no row of a table (a list, a key ring, an address) has nothing of its own to hide.
    """
    label, _colon, key = subject.partition(":")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return True
    if key in {"", "*"}:
        return True
    try:
        return bool(QuerySet(model).filter(pk=key).exists())
    except (ValueError, ValidationError):
        return False
