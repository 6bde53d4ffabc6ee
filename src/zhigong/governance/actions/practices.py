"""经验做法和批示肯定: register, verify by another, make known, count who took it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.files.queries import files_of
from zhigong.governance.actions.filing import advance, begin
from zhigong.governance.actions.steps import (
    need_order,
    need_past,
    need_words,
    note,
    put_on_books,
    with_record,
)
from zhigong.governance.models import Adopter, Endorsement, Practice, Promotion
from zhigong.governance.permissions import may, may_edit_practice
from zhigong.governance.queries.locking import lock
from zhigong.governance.rules.capabilities import RECORD
from zhigong.governance.rules.practices import ENDORSEMENT, PRACTICE, Event, Level
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id


@dataclass(frozen=True, slots=True)
class Case:
    """A practice as its author tells it."""

    headline: str
    text: str
    result: str
    origin_id: int
    since: date


@dataclass(frozen=True, slots=True)
class Praise:
    """An endorsement: whose office, at which level, when, of what, and where it can be read."""

    role: str
    level: str
    dated: date
    headline: str
    text: str
    reference: str
    practice_id: int | None = None


@transaction.atomic
def write_practice(*, actor: Actor, unit_id: int, case: Case) -> Practice:
    """整理经验做法. Refuses a beginning that has not come."""
    practice = Practice()
    _put(practice, case)
    put_on_books(practice, actor=actor, unit_id=unit_id, committee_id=None, capability=RECORD)
    practice.save()
    begin(practice, PRACTICE, actor=actor)
    return practice


@transaction.atomic
def edit_practice(*, actor: Actor, record_id: int, seen_version: int, case: Case) -> Practice:
    """修改, until it is put forward."""
    practice = lock(Practice, record_id, seen_version=seen_version)
    may_edit_practice(actor, practice).require()
    _put(practice, case)
    note(actor, practice, "practice.edit")
    return practice


def _put(practice: Practice, case: Case) -> None:
    need_past(case.since)
    practice.headline, practice.text = case.headline.strip(), case.text.strip()
    practice.result, practice.since = case.result.strip(), case.since
    practice.origin = unit_by_id(case.origin_id)


@transaction.atomic
def submit_practice(*, actor: Actor, record_id: int, seen_version: int) -> Practice:
    """提请核实. Refuses a practice without evidence."""
    practice = lock(Practice, record_id, seen_version=seen_version)
    may(actor, practice, "submit", facts=files_of(practice).count()).require()
    advance(practice, PRACTICE, "submit", actor=actor)
    return practice


@transaction.atomic
def verify(
    *,
    actor: Actor,
    model: type[Practice] | type[Endorsement],
    record_id: int,
    seen_version: int,
    text: str,
) -> Practice | Endorsement:
    """核实 a practice or an endorsement, by somebody else than who registered it."""
    found: Practice | Endorsement = lock(model, record_id, seen_version=seen_version)
    may(actor, found, "verify").require()
    need_words(text)
    found.verified_by_id, found.verified_on = actor.id, clock.today()
    advance(found, found.life, "verify", actor=actor, note=text.strip())
    return found


@transaction.atomic
def promote(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    level: str,
    event: str,
    title: str,
    on: date,
    upload: UploadedFile[bytes] | None = None,
) -> Promotion:
    """登记推广: the conference, the report or the document that made it known."""
    practice = lock(Practice, record_id, seen_version=seen_version)
    may(actor, practice, "promote").require()
    need_past(on)
    need_order(practice.since, on, gettext_noop("推广日期"), gettext_noop("首创日期"))
    need_words(title)
    with_record(actor, practice, upload)
    made = Promotion.objects.create(
        practice=practice, level=Level(level), event=Event(event), title=title.strip(), on=on
    )
    advance(practice, PRACTICE, "promote", actor=actor, note=made.title, after={"level": level})
    return made


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    name: str,
    since: date,
    confirmed: str,
    upload: UploadedFile[bytes] | None = None,
) -> Adopter:
    """登记采用单位, with how we know. Refuses one that is there already."""
    practice = lock(Practice, record_id, seen_version=seen_version)
    may(actor, practice, "adopt").require()
    need_past(since)
    need_order(practice.since, since, gettext_noop("采用日期"), gettext_noop("首创日期"))
    need_words(confirmed)
    if practice.adopters.filter(name=squeeze(name)).exists():
        refuse(
            "governance.practice.adopter-twice",
            gettext_noop("“%(name)s”已经登记过"),
            gettext_noop("请核对名称"),
            name=squeeze(name),
        ).require()
    with_record(actor, practice, upload)
    made = Adopter.objects.create(
        practice=practice, name=squeeze(name), since=since, confirmed=confirmed.strip()
    )
    advance(practice, PRACTICE, "adopt", actor=actor, after={"name": made.name})
    return made


@transaction.atomic
def register_endorsement(
    *, actor: Actor, unit_id: int, praise: Praise, upload: UploadedFile[bytes] | None = None
) -> Endorsement:
    """登记批示肯定, with where it can be read. Somebody else verifies it."""
    need_past(praise.dated)
    practice = lock(Practice, praise.practice_id) if praise.practice_id else None
    made = Endorsement(
        role=praise.role.strip(),
        level=Level(praise.level),
        dated=praise.dated,
        headline=praise.headline.strip(),
        text=praise.text.strip(),
        reference=praise.reference.strip(),
        practice=practice,
    )
    put_on_books(made, actor=actor, unit_id=unit_id, committee_id=None, capability=RECORD)
    made.save()
    with_record(actor, made, upload)
    begin(made, ENDORSEMENT, actor=actor)
    return made
