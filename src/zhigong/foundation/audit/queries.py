"""Reading the trail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet

from zhigong.foundation.audit.models import LOOKS, AuditEvent
from zhigong.foundation.audit.record import subject_of
from zhigong.kernel.actor import Actor

READ = "audit.read"
READ_TRAIL = """
SELECT id, at, actor_label, verb, before, after, note FROM audit_trail(%s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a page tells it."""

    pk: int
    at: datetime
    actor_label: str
    verb: str
    before: dict[str, Any]
    after: dict[str, Any]
    note: str


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


def _read(subject: Model, *, course: int, looks: int) -> list[Happened]:
    with connection.cursor() as cursor:
        cursor.execute(READ_TRAIL, [subject_of(subject), course, looks])
        return [
            Happened(pk, at, label, verb, json.loads(before), json.loads(after), note)
            for pk, at, label, verb, before, after, note in cursor.fetchall()
        ]


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """The events of the units over which the actor may read the trail, newest first."""
    reach = Q(pk__in=[])
    for path in actor.paths(READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
        if path.count("/") == 1:  # the root reads events that belong to no unit
            reach |= Q(unit_path="")
    return AuditEvent.objects.filter(reach).order_by("-id")
