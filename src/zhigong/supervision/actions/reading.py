"""来文: a document is registered, its reading corrected, and its tasks become assignments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.workflow import begin
from zhigong.kernel.actor import Actor
from zhigong.kernel.period import add_months
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.models import Unit
from zhigong.org.queries import unit_by_id
from zhigong.supervision.actions.filing import file_assignment
from zhigong.supervision.actions.terms import TERM_MONTHS, settle_days
from zhigong.supervision.models import (
    Assignment,
    Correction,
    JoinedUnit,
    Original,
    Passage,
    SourceDocument,
)
from zhigong.supervision.permissions import may_correct, may_register
from zhigong.supervision.queries import (
    corrections_for,
    lock_document,
    profiles_of,
    units_under,
)
from zhigong.supervision.rules.dividing import Division, divide
from zhigong.supervision.rules.reading import (
    Reading,
    Role,
    Task,
    TaskKind,
    as_document,
    leaves_of,
    open_source,
    open_text,
    read_source,
)
from zhigong.supervision.rules.words import Origin
from zhigong.supervision.rules.workflow import ASSIGNMENT

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a person writes about a document; what is empty is taken from its text."""

    title: str = ""
    issuer: str = ""
    number: str = ""
    speaker: str = ""
    occasion: str = ""
    dated: date | None = None


@transaction.atomic
def register_document(
    *, actor: Actor, unit_id: int, content: bytes | str, name: str, particulars: Particulars
) -> SourceDocument:
    """登记来文: keep the original byte for byte and propose its reading.

    ``content`` is the file's bytes or pasted text. Refuses what cannot be read (with
    ``supervision.read.…``), a number its issuer has used already, and the same content twice.
    """
    unit = unit_by_id(unit_id)
    may_register(actor, unit.path).require()
    source = open_text(content) if isinstance(content, str) else open_source(content, name)
    _only_once(unit, particulars, source.sha256)
    found = read_source(source, corrections=corrections_for(unit.path), dated=particulars.dated)
    document = SourceDocument(
        unit=unit,
        unit_path=unit.path,
        issuer=particulars.issuer.strip(),
        number=particulars.number.strip(),
        title=(particulars.title.strip() or _title_of(found, name))[:LONGEST_TITLE],
        speaker=particulars.speaker.strip(),
        occasion=particulars.occasion.strip(),
        dated=particulars.dated or found.dated,
        genre=found.genre,
        kind=source.kind,
        encoding=source.encoding,
        sha256=source.sha256,
        registered_at=clock.now(),
    )
    _put_reading(document, found)
    document.save()
    Original.objects.create(document=document, name=name[:LONGEST_TITLE], content=source.content)
    Passage.objects.bulk_create(
        Passage(
            document=document,
            order=order,
            pos=p.pos,
            text=p.text,
            level=p.level,
            proposed=p.role,
            rule=p.why.rule,
            why=p.why.message,
            words=p.why.words,
        )
        for order, p in enumerate(found.passages)
    )
    after = {"sha256": source.sha256, "passages": len(found.passages), "tasks": len(found.tasks)}
    record(actor, "supervision.document.register", document, after=after)
    return document


def _title_of(found: Reading, name: str) -> str:
    """What the text calls itself; else its file's name where it begins with a frame, or its first
    words that are no greeting."""
    if found.title:
        return found.title
    stem = PurePath(name).stem
    if stem and found.passages[0].why.rule.startswith("frame."):
        return stem
    telling = (p.text for p in found.passages if p.role not in (Role.COURTESY, Role.MARKER))
    return next(telling, found.passages[0].text)


def _only_once(unit: Unit, particulars: Particulars, sha256: str) -> None:
    held = SourceDocument.objects.filter(unit_path=unit.path)
    number, issuer = particulars.number.strip(), particulars.issuer.strip()
    same_number = held.filter(number=number)
    if issuer:
        same_number = same_number.filter(issuer=issuer)
    if number and (same := same_number.first()):
        refuse(
            "supervision.document.same-number",
            gettext_noop("文号“%(number)s”已经登记过：《%(title)s》"),
            gettext_noop("请核对文号和发文单位；确是另一份文件的，请写明各自的发文单位"),
            number=number,
            title=same.title,
        ).require()
    if same := held.filter(sha256=sha256).first():
        refuse(
            "supervision.document.same-content",
            gettext_noop("这份文件已经登记过：《%(title)s》"),
            gettext_noop("请在来文列表中打开它"),
            title=same.title,
        ).require()


def _put_reading(document: SourceDocument, found: Reading) -> None:
    told = as_document(found)
    document.tasks, document.claims = told["tasks"], told["claims"]
    document.warnings = [
        {"code": w.code, "message": w.message, "params": dict(w.params), "pos": w.pos}
        for w in found.warnings
    ]


def reading_of(document: SourceDocument) -> Reading:
    """The reading in force, from the original and everything corrected so far. What bears no day is
    read as of the day it was registered: “6月30日前” is the next one from then on."""
    original = document.original
    registered = timezone.localtime(document.registered_at).date()
    source = open_source(bytes(original.content), original.name)
    return read_source(
        source,
        corrections=corrections_for(document.unit_path),
        dated=document.dated or registered,
    )


@transaction.atomic
def correct_passage(
    *, actor: Actor, document_id: int, seen_version: int, pos: str, role: str
) -> SourceDocument:
    """确认或纠正 the role of a passage; the tasks are read anew and the example is kept.

    Refuses an unknown position or role, and any change once tasks have been divided: what was
    assigned rests on the reading as it stood.
    """
    document = lock_document(document_id, seen_version=seen_version)
    may_correct(actor, document).require()
    passage = document.passages.filter(pos=pos).first()
    if passage is None or role not in set(Role):
        refuse(
            "supervision.passage.unknown",
            gettext_noop("没有这个位置或角色"),
            gettext_noop("请从页面上选择"),
        ).require()
    assert passage is not None
    if role != passage.role and document.assignments.exists():
        refuse(
            "supervision.passage.divided-already",
            gettext_noop("任务已经分解，不能再改段句的角色"),
            gettext_noop("请直接修改任务；或撤销任务后另行立项"),
        ).require()
    before = passage.role
    passage.confirmed = role
    passage.save(update_fields=["confirmed"])
    if role != before:
        Correction.objects.create(
            unit_path=document.unit_path, document=document, text=passage.text, role=role,
            by_id=actor.id, at=clock.now(),
        )  # fmt: skip
        _put_reading(document, reading_of(document))
    document.version += 1
    document.save()
    record(
        actor, "supervision.document.correct", document,
        before={"pos": pos, "role": before}, after={"pos": pos, "role": role},
    )  # fmt: skip
    return document


@transaction.atomic
def build_assignments(
    *, actor: Actor, document_id: int, seen_version: int, tasks: Collection[str] | None = None
) -> list[Assignment]:
    """任务分解: draft assignments for the tasks of a document (all of them, or those chosen).

    Lead unit, time, deliverable and rhythm are suggestions with reasons, for a person to confirm.
    A task that has its assignment already is passed over, and so is what is asked of the Party, the
    government or others (SUP-11): they are written to. Refuses where nothing is left.
    """
    document = lock_document(document_id, seen_version=seen_version)
    may_correct(actor, document).require()
    found = reading_of(document)
    built = set(document.assignments.values_list("task", flat=True))
    own = [t for t in leaves_of(found) if t.kind is not TaskKind.SUPPORT and t.id not in built]
    chosen = [t for t in own if tasks is None or t.id in tasks]
    if not chosen:
        refuse(
            "supervision.build.nothing",
            gettext_noop("没有可以分解的任务"),
            gettext_noop(
                "请先确认哪些段句是对工会的要求，或手工立项；对党委、政府等的要求请发商请函"
            ),
        ).require()
    units = units_under(document.unit)
    made = [_draft(actor, document, found, task, units) for task in chosen]
    document.version += 1
    document.save(update_fields=["version"])
    record(actor, "supervision.document.divide", document, after={"count": len(made)})
    return made


def _draft(
    actor: Actor, document: SourceDocument, found: Reading, task: Task, units: list[Unit]
) -> Assignment:
    today = clock.today()
    ends = add_months(document.dated or today, TERM_MONTHS)
    division = divide(found, task, profiles_of(units), on=today, term_ends=ends)
    assignment = _of_division(division, units, found, task)
    assignment.unit, assignment.unit_path = document.unit, document.unit_path
    assignment.document, assignment.origin = document, Origin.SPEECH
    assignment.save()
    names = {s.unit for s in division.co_units}
    JoinedUnit.objects.bulk_create(
        JoinedUnit(assignment=assignment, unit=u)
        for u in units
        if u.name in names and u.pk != assignment.lead_id
    )
    begin(assignment, ASSIGNMENT, actor=actor)
    file_assignment(assignment)
    return assignment


def _of_division(division: Division, units: list[Unit], found: Reading, task: Task) -> Assignment:
    named = division.lead.unit if division.lead else ""
    lead = next((u for u in units if u.name == named), None)
    top = found.task(task.id.partition(".")[0])
    assignment = Assignment(
        task=task.id,
        passages=list(task.passages),
        requirement=f"{top.id} {top.title}"[:LONGEST_TITLE],
        headline=task.title[:LONGEST_TITLE],
        content=found.text_of(task),
        items=[{"text": i.text, "measure": i.measure.text if i.measure else ""}
               for i in division.items],
        lead=lead,
        lead_path=lead.path if lead else "",
        lead_why=division.lead.reason.text() if division.lead else "",
        time_class=division.timing.kind,
        timing_why=division.timing.reason.text(),
        due=division.timing.day,
        original_due=division.timing.day,
        deliverable=division.deliverable,
        rhythm=division.rhythm,
        tags=[tag.value for tag in division.tags],
    )  # fmt: skip
    settle_days(assignment)
    return assignment
