"""What waits for me: one query for the whole platform."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from zhigong.foundation.inbox.models import Waiting
from zhigong.kernel.actor import Actor


def waiting_for(actor: Actor) -> QuerySet[Waiting]:
    """Everything the actor is waited for, the most urgent first."""
    reach = Q(pk__in=[])
    if actor.id is not None:
        reach |= Q(holder_id=actor.id)
    for grant in actor.grants:
        reach |= Q(
            holder_id__isnull=True,
            capability=grant.capability,
            unit_path__gte=grant.unit_path,
            unit_path__lt=grant.unit_path + "~",
        )
    return Waiting.objects.filter(reach).order_by(F("due").asc(nulls_last=True), "id")
