"""请示报告: draft, sign, number and send, remind, record the reply, follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.documents.numbering import next_number, official_number
from zhigong.governance.actions.filing import advance, begin
from zhigong.governance.actions.steps import (
    deadline,
    need_order,
    need_past,
    need_words,
    note,
    put_on_books,
    readers,
    with_record,
)
from zhigong.governance.models import Paper
from zhigong.governance.permissions import may, may_edit_paper, may_remind
from zhigong.governance.queries.locking import lock
from zhigong.governance.queries.records import open_tasks
from zhigong.governance.rules.capabilities import DRAFT
from zhigong.governance.rules.papers import (
    PAPER,
    REPLY,
    Addressee,
    PaperKind,
    Result,
    answer_by,
    may_address,
)
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import refuse
from zhigong.supervision.actions.drafting import Source, Terms, propose_assignment
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules.origins import InstructionClass
from zhigong.supervision.rules.words import Origin

LABEL = gettext_noop("等待答复")
SERIES = "governance.paper"  # numbering


@dataclass(frozen=True, slots=True)
class Written:
    """A draft. ``prefix`` is the agency's sign in the number; ``workdays`` how long a reply may take."""

    kind: str
    addressee: str
    to: str
    headline: str
    body: str
    prefix: str
    workdays: int
    committee_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the superior answered."""

    result: str
    on: date
    number: str
    text: str


@transaction.atomic
def draft_paper(*, actor: Actor, unit_id: int, written: Written) -> Paper:
    """拟稿. Refuses more than one addressee; a request in a report is warned about, not refused."""
    may_address(written.to).require()
    paper = Paper()
    _put(paper, written)
    put_on_books(
        paper, actor=actor, unit_id=unit_id, committee_id=_committee(written), capability=DRAFT
    )
    paper.reader_paths = []  # the superior reads what was sent, not what is drafted
    paper.save()
    begin(paper, PAPER, actor=actor)
    return paper


@transaction.atomic
def edit_paper(*, actor: Actor, record_id: int, seen_version: int, written: Written) -> Paper:
    """修改拟稿, until it is signed."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may_edit_paper(actor, paper).require()
    may_address(written.to).require()
    _put(paper, written)
    paper.committee_id = _committee(written)
    note(actor, paper, "paper.edit")
    return paper


def _committee(written: Written) -> int | None:
    return written.committee_id if written.addressee == Addressee.PARTY else None


def _put(paper: Paper, written: Written) -> None:
    paper.kind, paper.addressee = PaperKind(written.kind), Addressee(written.addressee)
    paper.to, paper.headline = written.to.strip().rstrip("：:"), written.headline.strip()
    paper.body, paper.prefix = written.body.strip(), written.prefix.strip()
    paper.workdays = written.workdays


@transaction.atomic
def approve_paper(*, actor: Actor, record_id: int, seen_version: int) -> Paper:
    """签发, by somebody else than who drafted it."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may(actor, paper, "approve").require()
    paper.approved_by_id, paper.approved_on = actor.id, clock.today()
    advance(paper, PAPER, "approve", actor=actor)
    return paper


@transaction.atomic
def send_paper(
    *, actor: Actor, record_id: int, seen_version: int, on: date, number: str = ""
) -> Paper:
    """编号报送. A number that is typed is checked; else the next of the year is given.

    The reply of a request is waited for from that day. Refuses a number that another paper has.
    """
    paper = lock(Paper, record_id, seen_version=seen_version)
    verb = "send_request" if paper.kind == PaperKind.REQUEST else "send_report"
    may(actor, paper, verb).require()
    need_past(on)
    need_order(paper.approved_on, on, gettext_noop("报送日期"), gettext_noop("签发日期"))
    paper.number = squeeze(number) or _next(paper, on.year)
    paper.sent_on = on
    paper.reader_paths = readers(paper.committee)
    clocks = {}
    if paper.kind == PaperKind.REQUEST:
        paper.reply_by = answer_by(on, paper.workdays)
        clocks = {REPLY: deadline(LABEL, paper.reply_by, start=on)}
    _taken(paper)
    try:
        with transaction.atomic():
            advance(
                paper, PAPER, verb, actor=actor, deadlines=clocks, after={"number": paper.number}
            )
    except IntegrityError as error:  # two at once: the database decides
        if "paper_number_once" not in str(error):
            raise
        _refuse_number(paper.number, "")
    return paper


def _next(paper: Paper, year: int) -> str:
    """The next number of the series that no paper typed by hand has taken."""
    while True:
        running = next_number(kind=f"{SERIES}:{paper.prefix}", unit=paper.unit_path, year=year)
        number = official_number(prefix=paper.prefix, year=year, number=running)
        if not Paper.objects.filter(unit_path=paper.unit_path, number=number).exists():
            return number


def _taken(paper: Paper) -> None:
    same = Paper.objects.filter(unit_path=paper.unit_path, number=paper.number)
    other = same.exclude(pk=paper.pk).first()
    if other is not None:
        _refuse_number(paper.number, other.headline)


def _refuse_number(number: str, title: str) -> None:
    refuse(
        "governance.paper.number-taken",
        gettext_noop("文号“%(number)s”已经用过：《%(title)s》"),
        gettext_noop("请换一个文号，或留空由系统编号"),
        number=number,
        title=title,
    ).require()


@transaction.atomic
def receive_paper(*, actor: Actor, record_id: int, seen_version: int, on: date) -> Paper:
    """登记对方收文."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may(actor, paper, "receive").require()
    need_past(on)
    need_order(paper.sent_on, on, gettext_noop("对方收文日期"), gettext_noop("报送日期"))
    paper.received_on = on
    advance(paper, PAPER, "receive", actor=actor, after={"on": on.isoformat()})
    return paper


@transaction.atomic
def remind(*, actor: Actor, record_id: int, seen_version: int, text: str) -> Paper:
    """催复 of a request, five working days after the last time at the earliest."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may_remind(actor, paper).require()
    need_words(text)
    paper.reminded += 1
    paper.reminded_on = clock.today()
    note(actor, paper, "paper.remind", text.strip(), times=paper.reminded)
    return paper


@transaction.atomic
def record_reply(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    reply: Reply,
    upload: UploadedFile[bytes] | None = None,
) -> Paper:
    """登记批复: its number, day, words and file; approved, declined or noted."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may(actor, paper, "answer").require()
    need_past(reply.on)
    need_words(reply.text)
    if paper.sent_on is not None and reply.on < paper.sent_on:
        refuse(
            "governance.paper.reply-before-sending",
            gettext_noop("批复日期早于报送日期 %(sent)s"),
            gettext_noop("请核对两个日期"),
            sent=paper.sent_on,
        ).require()
    paper.result, paper.replied_on = Result(reply.result), reply.on
    paper.reply_number, paper.reply = squeeze(reply.number), reply.text.strip()
    with_record(actor, paper, upload)
    advance(paper, PAPER, "answer", actor=actor, note=reply.text.strip(),
            after={"result": paper.result, "number": paper.reply_number})  # fmt: skip
    return paper


@transaction.atomic
def assign(*, actor: Actor, record_id: int, seen_version: int, terms: Terms) -> Assignment:
    """立项督办 what the reply asks for, with the reply as its origin."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may(actor, paper, "assign").require()
    made = propose_assignment(
        actor=actor, unit_id=paper.unit_id, source=source_of(paper), terms=terms
    )
    advance(paper, PAPER, "assign", actor=actor, after={"assignment": made.headline})
    return made


def source_of(paper: Paper) -> Source:
    """The reply to a paper as the origin of an assignment."""
    assert paper.replied_on is not None
    party = paper.addressee == Addressee.PARTY
    facts = {
        "body": paper.to,
        "number": paper.reply_number or paper.number,
        "dated": paper.replied_on.isoformat(),
        "binding": "" if party else InstructionClass.GUIDING.value,
    }
    return Source(
        origin=Origin.PARTY if party else Origin.INSTRUCTION,
        facts=facts,
        note=paper.headline,
        subject=subject_of(paper),
        url=paper.get_absolute_url(),
        path=paper.committee.path if paper.committee else "",
    )


@transaction.atomic
def end_following(*, actor: Actor, record_id: int, seen_version: int, text: str) -> Paper:
    """批复已落实, with a word how; refused while an assignment made from it is open."""
    paper = lock(Paper, record_id, seen_version=seen_version)
    may(actor, paper, "follow", facts=open_tasks(paper)).require()
    need_words(text)
    advance(paper, PAPER, "follow", actor=actor, note=text.strip())
    return paper
