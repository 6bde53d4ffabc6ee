"""What every action on a record shares: put it on the books, take a step, keep a file."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record, subject_of
from zhigong.foundation.clocks.actions import Due
from zhigong.foundation.files.actions import keep_upload
from zhigong.foundation.files.models import StoredFile
from zhigong.governance.actions.filing import advance, file_record
from zhigong.governance.models import Record
from zhigong.governance.permissions import may, may_add_file, may_keep
from zhigong.governance.queries.locking import lock
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.law.calendar.working import OFFICIAL
from zhigong.org.models import Unit
from zhigong.org.queries import unit_by_id

Kept = TypeVar("Kept", bound=Record)
# Steps that are only taken with a word why.
WITH_WORDS = frozenset(
    {"tell", "file", "return", "withdraw", "decline", "close_short", "report", "report_kept",
     "reopen", "drop", "miss", "cancel", "feed_back", "verify", "strike", "retire"}
)  # fmt: skip


def put_on_books(
    made: Record, *, actor: Actor, unit_id: int, committee_id: int | None, capability: str
) -> None:
    """Say whose a new record is, who may read it, and where it begins. The caller saves it."""
    unit = unit_by_id(unit_id)
    may_keep(actor, unit.path, capability).require()
    committee = unit_by_id(committee_id) if committee_id else None
    made.unit, made.unit_path, made.committee = unit, unit.path, committee
    made.reader_paths = readers(committee)
    made.state = made.life.initial
    made.added_by_id, made.added_on = actor.id, clock.today()


def readers(committee: Unit | None) -> list[str]:
    """The committee's path and everything above it, so that one overlap finds its people."""
    if committee is None:
        return []
    parts = committee.path.strip("/").split("/")
    return ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]


@transaction.atomic
def take_step(
    *,
    actor: Actor,
    model: type[Kept],
    record_id: int,
    seen_version: int,
    verb: str,
    note: str = "",
    facts: object = None,
) -> Kept:
    """A step that changes nothing but the state: lock, ask, advance; with a word where one is due."""
    found = lock(model, record_id, seen_version=seen_version)
    may(actor, found, verb, facts=facts).require()
    if verb in WITH_WORDS:
        need_words(note)
    advance(found, found.life, verb, actor=actor, note=note.strip())
    return found


@transaction.atomic
def keep_file(
    *,
    actor: Actor,
    model: type[Kept],
    record_id: int,
    seen_version: int,
    upload: UploadedFile[bytes],
) -> StoredFile:
    """Keep a file with a record: the original, the minutes, the proof."""
    found = lock(model, record_id, seen_version=seen_version)
    may_add_file(actor, found).require()
    stored = with_record(actor, found, upload)
    assert stored is not None
    touch(found)
    return stored


def with_record(
    actor: Actor, kept: Record, upload: UploadedFile[bytes] | None
) -> StoredFile | None:
    """Keep an upload with a record, where there is one."""
    if upload is None:
        return None
    return keep_upload(
        actor=actor,
        upload=upload,
        subject=subject_of(kept),
        module="governance",
        unit_path=kept.unit_path,
    )


def note(actor: Actor, kept: Record, verb: str, text: str = "", **after: object) -> None:
    """A change without a step: pages that others have open are out of date, the trail says what."""
    touch(kept)
    record(actor, f"governance.{verb}", kept, after=dict(after), note=text)


def touch(kept: Record) -> None:
    kept.version += 1
    kept.save()
    file_record(kept)


def need_words(text: str) -> None:
    """Refuse a step without a word why."""
    if not text.strip():
        refuse(
            "governance.no-words",
            gettext_noop("没有写明情况"),
            gettext_noop("请写一两句，别人会看到"),
        ).require()


def need_past(day: date) -> None:
    """Refuse a day that has not come."""
    if day > clock.today():
        refuse(
            "governance.not-yet",
            gettext_noop("%(day)s 还没有到"),
            gettext_noop("请填写实际发生的日期"),
            day=day,
        ).require()


def need_order(first: date | None, then: date, what: str, follows: str) -> None:
    """Refuse a day before the one it follows from; both are named, by message ids."""
    if first is not None and then < first:
        refuse(
            "governance.days-reversed",
            gettext_noop("%(what)s %(then)s 早于%(follows)s %(first)s"),
            gettext_noop("请核对两个日期，后发生的不能写在前面"),
            what=what,
            then=then,
            follows=follows,
            first=first,
        ).require()


def deadline(label: str, due: date, *, basis: str = "", start: date | None = None) -> Due:
    """A clock up to a day; provisional where that year's days off are not published yet."""
    known = OFFICIAL.is_published(due.year)
    return Due(
        label=label, start=start or clock.today(), due=due, basis=basis, provisional=not known
    )
