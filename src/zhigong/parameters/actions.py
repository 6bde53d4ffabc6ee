"""Propose, confirm, reject, withdraw and end rows of law. Stored calculations never change."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from zhigong.foundation import clock
from zhigong.foundation.workflow import advance, begin
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.law.core.parameters import Row
from zhigong.parameters.models import ParameterRow
from zhigong.parameters.permissions import may, may_propose, reach
from zhigong.parameters.queries import lock_row, lock_same
from zhigong.parameters.rules.rows import checked_row, unit_of
from zhigong.parameters.rules.workflow import ROW


@transaction.atomic
def propose_row(*, actor: Actor, row: Row) -> ParameterRow:
    """Put a row forward for a second person to confirm. It changes no calculation yet.

    Refuses what ``rules.rows.checked_row`` refuses, and a second proposal for the same parameter,
    place and day while one waits.
    """
    (may_propose(actor) & checked_row(row, clock.today())).require()
    assert row.checked is not None
    assert actor.id is not None
    try:
        with transaction.atomic():
            found = ParameterRow.objects.create(
                name=row.name,
                place=row.place,
                value=str(row.value),
                start=row.start,
                end=row.end,
                unit=unit_of(row.name),
                source=row.source.strip(),
                url=row.url,
                checked=row.checked,
                confidence=row.confidence,
                note=row.note.strip(),
                unit_path=reach(actor),
                proposed_by_id=actor.id,
                proposed_at=clock.now(),
            )
    except IntegrityError:
        refuse(
            "parameters.row.proposed-already",
            gettext_noop("同一参数、地区、起始日已有一行在等复核"),
            gettext_noop("请先处理那一行，或改起始日"),
        ).require()
    begin(found, ROW, actor=actor)
    return found


@transaction.atomic
def confirm_row(*, actor: Actor, row_id: int, seen_version: int) -> ParameterRow:
    """Bring a proposed row into force; the proposer may not. The row it corrects goes out."""
    row = lock_row(row_id, seen_version=seen_version)
    may(actor, row, "confirm").require()
    replaced = lock_same(row)
    if replaced is not None:
        advance(replaced, ROW, "replace", actor=actor, after={"by": row.pk})
    row.confirmed_by_id, row.confirmed_at = actor.id, clock.now()
    advance(row, ROW, "confirm", actor=actor, after={"value": row.value})
    return row


@transaction.atomic
def reject_row(*, actor: Actor, row_id: int, seen_version: int, why: str) -> ParameterRow:
    """Send a proposal back with the reason; the proposer may propose it anew."""
    row = lock_row(row_id, seen_version=seen_version)
    may(actor, row, "reject").require()
    if not why.strip():
        refuse(
            "parameters.row.no-reason",
            gettext_noop("没有写退回的原因"),
            gettext_noop("请写哪里与出处不符"),
        ).require()
    advance(row, ROW, "reject", actor=actor, note=why.strip())
    return row


@transaction.atomic
def withdraw_row(*, actor: Actor, row_id: int, seen_version: int) -> ParameterRow:
    """The proposer takes his proposal back before it is confirmed."""
    row = lock_row(row_id, seen_version=seen_version)
    may(actor, row, "withdraw").require()
    advance(row, ROW, "withdraw", actor=actor)
    return row


@transaction.atomic
def ask_end(*, actor: Actor, row_id: int, seen_version: int, why: str) -> ParameterRow:
    """Ask that a row in force be taken out; it stays in force until a second person agrees."""
    row = lock_row(row_id, seen_version=seen_version)
    may(actor, row, "ask_end").require()
    if not why.strip():
        refuse(
            "parameters.row.no-reason",
            gettext_noop("没有写停用的原因"),
            gettext_noop("请写为什么不再使用这一行"),
        ).require()
    row.end_asked_by_id = actor.id
    advance(row, ROW, "ask_end", actor=actor, note=why.strip())
    return row


@transaction.atomic
def end_row(*, actor: Actor, row_id: int, seen_version: int) -> ParameterRow:
    """Agree that a row goes out of force; who asked for it may not."""
    row = lock_row(row_id, seen_version=seen_version)
    may(actor, row, "end").require()
    row.ended_by_id = actor.id
    advance(row, ROW, "end", actor=actor)
    return row


@transaction.atomic
def keep_row(*, actor: Actor, row_id: int, seen_version: int) -> ParameterRow:
    """Leave a row in force whose end was asked for."""
    row = lock_row(row_id, seen_version=seen_version)
    may(actor, row, "keep").require()
    row.end_asked_by_id = None
    advance(row, ROW, "keep", actor=actor)
    return row
