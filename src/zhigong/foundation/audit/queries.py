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


def trail_of(subject: Model | str) -> QuerySet[AuditEvent]:
    """Everything that happened to a record, newest first. The caller has checked the record."""
    name = subject if isinstance(subject, str) else subject_of(subject)
    return AuditEvent.objects.filter(subject=name).order_by("-id")


COURSE_AND_LOOKS = """
(SELECT at, actor_label, verb, after, note FROM audit_auditevent
    WHERE subject = %(subject)s AND verb NOT IN ('looked', 'secrets.reveal')
    ORDER BY id DESC LIMIT %(course)s)
UNION ALL
(SELECT at, actor_label, verb, after, note FROM audit_auditevent
    WHERE subject = %(subject)s AND verb IN ('looked', 'secrets.reveal')
    ORDER BY id DESC LIMIT %(looks)s)
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a page tells it."""

    at: datetime
    actor_label: str
    verb: str
    after: dict[str, Any]
    note: str


def course_and_looks(
    subject: Model, *, course: int, looks: int
) -> tuple[list[Happened], list[Happened]]:
    """What was done to a record, and apart from it who looked into it; each the newest first.

    Whoever looks leaves an event, so a record that is looked at often would hide its own course.
    The caller has checked the record.
    """
    asked: dict[str, str | int] = {"subject": subject_of(subject), "course": course, "looks": looks}
    with connection.cursor() as cursor:
        cursor.execute(COURSE_AND_LOOKS, asked)
        found = [
            Happened(at, label, verb, json.loads(after), note)
            for at, label, verb, after, note in cursor.fetchall()
        ]
    done = [one for one in found if one.verb not in LOOKS]
    return done, [one for one in found if one.verb in LOOKS]


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """The events of the units over which the actor may read the trail, newest first."""
    reach = Q(pk__in=[])
    for path in actor.paths(READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
        if path.count("/") == 1:  # the root reads events that belong to no unit
            reach |= Q(unit_path="")
    return AuditEvent.objects.filter(reach).order_by("-id")
