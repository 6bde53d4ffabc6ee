"""Reading the trail."""

from __future__ import annotations

from django.db.models import Model, Q, QuerySet

from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.audit.record import subject_of
from zhigong.kernel.actor import Actor

READ = "audit.read"


def trail_of(subject: Model | str) -> QuerySet[AuditEvent]:
    """Everything that happened to a record, newest first. The caller has checked the record."""
    name = subject if isinstance(subject, str) else subject_of(subject)
    return AuditEvent.objects.filter(subject=name).order_by("-id")


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """The events of the units over which the actor may read the trail, newest first."""
    reach = Q(pk__in=[])
    for path in actor.paths(READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
        if path.count("/") == 1:  # the root reads events that belong to no unit
            reach |= Q(unit_path="")
    return AuditEvent.objects.filter(reach).order_by("-id")
