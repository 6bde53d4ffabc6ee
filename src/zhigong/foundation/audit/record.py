"""Write the trail: one function, in the same transaction as the change."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.models import Model

from zhigong.foundation import clock
from zhigong.foundation.audit.models import AuditEvent
from zhigong.kernel.actor import Actor

request_id: ContextVar[str] = ContextVar("request_id", default="")


def subject_of(record: Model) -> str:
    """``mediation.case:42``: how the trail names a record."""
    return f"{record._meta.label_lower}:{record.pk}"


def record(
    actor: Actor,
    verb: str,
    subject: Model | str,
    *,
    unit_path: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> AuditEvent:
    """Write one event of meaning.

    ``verb`` is permanent (``mediation.case.accept``). Only inside a transaction: a trail without
    its change is a lie (``RuntimeError``). ``unit_path`` defaults to the subject's own.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the same transaction as the change")
    if isinstance(subject, Model):
        unit_path = unit_path or getattr(subject, "unit_path", "")
        subject = subject_of(subject)
    return AuditEvent.objects.create(
        at=clock.now(),
        actor_id=actor.id,
        actor_label=actor.label,
        verb=verb,
        subject=subject,
        unit_path=unit_path,
        before=before or {},
        after=after or {},
        note=note,
        request_id=request_id.get(),
    )


def looked(actor: Actor, subject: Model | str, *, what: str, unit_path: str = "") -> AuditEvent:
    """A look into a personal file is an event too; ``what`` names the part that was shown."""
    return record(actor, "looked", subject, unit_path=unit_path, after={"what": what})
