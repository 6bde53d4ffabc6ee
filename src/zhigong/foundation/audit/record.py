"""Write the trail: one function, in the same transaction as the change."""

from __future__ import annotations

import json
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.models import Model

from zhigong.foundation import clock
from zhigong.kernel.actor import Actor

# Row security would have to show the writer a row that is given back, and who leaves an event need not
# be able to read it: a plain INSERT asks for nothing back.
WRITE = """
INSERT INTO audit_auditevent
    (at, actor_id, actor_label, verb, subject, unit_path, before, after, note, request_id)
VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb, %s::jsonb, %s, %s)
"""
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
) -> None:
    """Write one event of meaning.

    ``verb`` is permanent (``mediation.case.accept``). Only inside a transaction: a trail without
    its change is a lie (``RuntimeError``). ``unit_path`` defaults to the subject's own.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the same transaction as the change")
    if isinstance(subject, Model):
        unit_path = unit_path or getattr(subject, "unit_path", "")
        subject = subject_of(subject)
    values = [
        clock.now(), actor.id, actor.label, verb, subject, unit_path,
        json.dumps(before or {}), json.dumps(after or {}), note, request_id.get(),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)


def looked(actor: Actor, subject: Model | str, *, what: str, unit_path: str = "") -> None:
    """A look into a personal file is an event too; ``what`` names the part that was shown."""
    record(actor, "looked", subject, unit_path=unit_path, after={"what": what})
