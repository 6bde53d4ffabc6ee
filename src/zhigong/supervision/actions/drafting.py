"""立项、会签、审定、下达: from a draft to an issued assignment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.documents.numbering import next_number
from zhigong.foundation.workflow import advance, begin, wait
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id
from zhigong.org.rules.paths import ancestors
from zhigong.supervision.actions.filing import file_assignment
from zhigong.supervision.actions.terms import issue_clocks, settle_days
from zhigong.supervision.models import Assignment, Countersign, JoinedUnit
from zhigong.supervision.permissions import (
    may,
    may_countersign,
    may_edit,
    may_note_resources,
    may_register,
    units_answered_for,
)
from zhigong.supervision.queries import lock_assignment
from zhigong.supervision.rules import origins
from zhigong.supervision.rules.dividing import Tag
from zhigong.supervision.rules.terms import Rhythm, TimeClass
from zhigong.supervision.rules.words import Origin
from zhigong.supervision.rules.workflow import ASSIGNMENT, OUT

NUMBER = "DB{year}-{number:04d}"  # DB: 督办
MOST_JOINED = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """Who does what by when, as a person confirmed it. ``due`` is empty for standing duties."""

    headline: str
    content: str
    time_class: str
    due: date | None
    lead_id: int | None = None
    joined_ids: tuple[int, ...] = ()
    leader: str = ""
    contact: str = ""
    deliverable: str = ""
    rhythm: str = Rhythm.MONTHLY
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where an assignment comes from: its origin, that origin's own facts, and a word.

    ``subject`` and ``url`` name the record of a module above that it comes from; ``path`` the unit
    whose own record that is, such as the Party committee: its people see what becomes of it.
    """

    origin: str
    facts: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    subject: str = ""
    url: str = ""
    path: str = ""


@transaction.atomic
def propose_assignment(*, actor: Actor, unit_id: int, source: Source, terms: Terms) -> Assignment:
    """立项 from a resolution, proposal, meeting, instruction, audit finding or the Party committee.

    Refuses an origin that could not be found again (``origins.may_name``), a title that the same
    record has been made a matter under already, a title or content that is empty, and a date that is missing.
    """
    unit = unit_by_id(unit_id)
    may_register(actor, unit.path).require()
    assert source.origin in set(Origin)
    origins.may_name(source.origin, source.facts).require()
    _not_yet(source, terms)
    assignment = Assignment(
        unit=unit,
        unit_path=unit.path,
        origin=source.origin,
        origin_note=source.note.strip(),
        origin_facts=origins.kept_facts(source.origin, source.facts),
        origin_subject=source.subject,
        origin_url=source.url,
        origin_path=source.path,
    )
    _put(assignment, terms)
    assignment.reader_paths = readers_of_origin(assignment)
    assignment.save()
    _join(assignment, terms.joined_ids)
    begin(assignment, ASSIGNMENT, actor=actor)
    file_assignment(assignment)
    return assignment


def _not_yet(source: Source, terms: Terms) -> None:
    """A record may become several matters, but none twice; whoever makes them holds the record locked."""
    headline = terms.headline.strip()
    going = Assignment.objects.filter(origin_subject=source.subject).exclude(state__in=OUT)
    if source.subject and going.filter(headline=headline).exists():
        refuse(
            "supervision.assignment.proposed-twice",
            gettext_noop("“%(headline)s”已经立项"),
            gettext_noop("请在来源页面打开已立项的任务；确是另一件事的，请用不同的标题"),
            headline=headline,
        ).require()


@transaction.atomic
def edit_draft(*, actor: Actor, assignment_id: int, seen_version: int, terms: Terms) -> Assignment:
    """Confirm or change what was proposed, until it goes to approval."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may_edit(actor, assignment).require()
    before = {"lead": assignment.lead_id, "due": str(assignment.due or "")}
    if terms.lead_id != assignment.lead_id:
        assignment.lead_why = ""
    if (terms.time_class, terms.due) != (assignment.time_class, assignment.due):
        assignment.timing_why = ""
    _put(assignment, terms)
    _join(assignment, terms.joined_ids)
    if set(assignment.reader_paths) - set(readers_of_origin(assignment)):
        assignment.reader_paths = readers_of(assignment)
    assignment.version += 1
    assignment.save()
    wait(assignment, ASSIGNMENT)
    file_assignment(assignment)
    after = {"lead": assignment.lead_id, "due": str(assignment.due or "")}
    record(actor, "supervision.assignment.edit", assignment, before=before, after=after)
    return assignment


def _put(assignment: Assignment, terms: Terms) -> None:
    headline, content = terms.headline.strip(), terms.content.strip()
    standing = terms.time_class == TimeClass.STANDING
    if not headline or not content:
        refuse(
            "supervision.draft.empty",
            gettext_noop("没有写要办什么事"),
            gettext_noop("请写明事项和内容"),
        ).require()
    if terms.due is None and not standing:
        refuse(
            "supervision.draft.no-date",
            gettext_noop("没有办结期限"),
            gettext_noop("请写一个日期；没有期限的选“长期坚持”"),
        ).require()
    assert set(terms.tags) <= set(Tag)
    lead = unit_by_id(terms.lead_id) if terms.lead_id else None
    assignment.headline, assignment.content = headline, content
    assignment.time_class = TimeClass(terms.time_class)
    assignment.due = assignment.original_due = None if standing else terms.due
    assignment.lead, assignment.lead_path = lead, lead.path if lead else ""
    assignment.leader, assignment.contact = terms.leader.strip(), terms.contact.strip()
    assignment.deliverable = terms.deliverable.strip()
    assignment.rhythm, assignment.tags = Rhythm(terms.rhythm), list(terms.tags)
    settle_days(assignment)


def _join(assignment: Assignment, unit_ids: Collection[int]) -> None:
    """Make the joined units these; the lead is refused at issue if it is among them.

    Refuses more than an index can hold beside the row (``reader_paths``): who has hundreds of units
    join asks the unit above them.
    """
    wanted = set(unit_ids)
    if len(wanted) > MOST_JOINED:
        refuse(
            "supervision.draft.too-many-joined",
            gettext_noop("配合单位太多"),
            gettext_noop("一个事项最多 100 个配合单位；涉及全部基层工会的，请选它们的上级工会"),
        ).require()
    held = set(assignment.joined.values_list("unit_id", flat=True))
    assignment.joined.filter(unit_id__in=held - wanted).delete()
    for unit_id in sorted(wanted - held):
        JoinedUnit.objects.create(assignment=assignment, unit=unit_by_id(unit_id))


def readers_of(assignment: Assignment) -> list[str]:
    """The paths of lead and joined units and of everything above them, and whose matter it was."""
    paths = {assignment.lead_path} if assignment.lead_path else set()
    paths |= {joined.unit.path for joined in assignment.joined.select_related("unit")}
    found = {above for path in paths for above in ancestors(path)}
    return sorted(found | set(readers_of_origin(assignment)))


def readers_of_origin(assignment: Assignment) -> list[str]:
    """The unit it comes from and what is above it: they see it from its first draft on."""
    return sorted(ancestors(assignment.origin_path)) if assignment.origin_path else []


@transaction.atomic
def send_round(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """送会签: lead and joined units see the draft from now on. Refuses a draft without a lead."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "send_round").require()
    assignment.reader_paths = readers_of(assignment)
    advance(assignment, ASSIGNMENT, "send_round", actor=actor)
    return assignment


@transaction.atomic
def countersign(
    *, actor: Actor, assignment_id: int, seen_version: int, unit_id: int, agrees: bool, opinion: str
) -> Countersign:
    """会签 for one's unit. Refuses another's unit, and a no without a word why."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may_countersign(actor, assignment).require()
    if unit_id not in {pk for pk, _name in units_answered_for(actor, assignment)}:
        refuse(
            "supervision.countersign.other-unit",
            gettext_noop("只能为本单位会签"),
            gettext_noop("请由该单位的联络员会签"),
        ).require()
    if not agrees and not opinion.strip():
        refuse(
            "supervision.countersign.no-reason",
            gettext_noop("不同意要写明意见"),
            gettext_noop("请写明哪里要改、怎么改"),
        ).require()
    row = Countersign.objects.create(
        assignment=assignment, unit_id=unit_id, agrees=agrees, opinion=opinion.strip(),
        on=clock.today(), by_id=actor.id,
    )  # fmt: skip
    touch(assignment)
    record(
        actor, "supervision.assignment.countersign", assignment,
        after={"unit": row.unit.name, "agrees": agrees}, note=opinion.strip(),
    )  # fmt: skip
    return row


@transaction.atomic
def submit(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """报审定, once the lead unit has countersigned."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "submit").require()
    advance(assignment, ASSIGNMENT, "submit", actor=actor)
    return assignment


@transaction.atomic
def return_draft(*, actor: Actor, assignment_id: int, seen_version: int, why: str) -> Assignment:
    """退回修改, with what is to be changed."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "return_draft").require()
    need_words(why)
    advance(assignment, ASSIGNMENT, "return_draft", actor=actor, note=why.strip())
    return assignment


@transaction.atomic
def approve(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """审定 by the leader."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "approve").require()
    advance(assignment, ASSIGNMENT, "approve", actor=actor)
    return assignment


@transaction.atomic
def issue(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """下达: the number is given and the clocks of receipt, plan and due date run.

    Refuses without exactly one lead unit, or without a deliverable.
    """
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "issue").require()
    today = clock.today()
    running = next_number(kind="supervision", unit=assignment.unit_path, year=today.year)
    assignment.number = NUMBER.format(year=today.year, number=running)
    assignment.issued_on = today
    settle_days(assignment)
    advance(
        assignment, ASSIGNMENT, "issue", actor=actor, deadlines=issue_clocks(assignment),
        after={"number": assignment.number},
    )  # fmt: skip
    file_assignment(assignment)
    return assignment


@transaction.atomic
def note_resources(
    *, actor: Actor, assignment_id: int, seen_version: int, promised: str, given: str
) -> Assignment:
    """Write down the money, posts, premises or data promised for the task, and what was given."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may_note_resources(actor, assignment).require()
    assignment.resources_promised, assignment.resources_given = promised.strip(), given.strip()
    touch(assignment)
    after = {"promised": promised.strip(), "given": given.strip()}
    record(actor, "supervision.assignment.resources", assignment, after=after)
    return assignment


def touch(assignment: Assignment) -> None:
    """A change without a step makes the pages that others have open out of date."""
    assignment.version += 1
    assignment.save()


def need_words(why: str) -> None:
    """Refuse a decision without a reason."""
    if not why.strip():
        refuse(
            "supervision.decide.no-reason",
            gettext_noop("没有写明原因"),
            gettext_noop("请写一两句，承办单位会看到"),
        ).require()
