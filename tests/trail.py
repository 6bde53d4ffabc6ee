"""What stands in the trail and in the inbox, whoever a test lets act: read as the system."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.models import AuditEvent, AuditFact
from zhigong.foundation.inbox.models import Waiting
from zhigong.kernel.actor import SYSTEM

M = TypeVar("M", bound=Model)


def events(**wanted: Any) -> list[AuditEvent]:
    """Events, the oldest first."""
    return _as_system(AuditEvent.objects.filter(**wanted))


def facts(**wanted: Any) -> list[AuditFact]:
    """What triggers kept of grave tables, the oldest first."""
    return _as_system(AuditFact.objects.filter(**wanted))


def entries(**wanted: Any) -> list[Waiting]:
    """What waits, for whomever."""
    return _as_system(Waiting.objects.filter(**wanted))


def _as_system(rows: QuerySet[M]) -> list[M]:
    """Read within a savepoint that is taken back: afterwards acts who acted before."""
    with transaction.atomic():
        announce_actor(SYSTEM)
        found = list(rows.order_by("pk"))
        transaction.set_rollback(True)
    return found
