"""Who may do what to the records of governance: grants, state and rules in one verdict each."""

from __future__ import annotations

from collections.abc import Callable

from zhigong.foundation import clock
from zhigong.governance.models import (
    Endorsement,
    Matter,
    Meeting,
    Paper,
    Practice,
    Record,
    ResourceRequest,
)
from zhigong.governance.rules import capabilities, matters, meetings, papers, practices
from zhigong.governance.rules.papers import PaperKind
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse

Rule = Callable[[Actor, Record], Verdict]


def may(actor: Actor, record: Record, verb: str, *, facts: object = None) -> Verdict:
    """Whether the actor may take this step now; every reason against, collected.

    ``facts`` is what the step is judged by where it lies outside the record: the open tasks of a
    matter or paper, a meeting's ``Followed``, a practice's evidence.
    """
    step = record.life.step(verb)
    granted = may_keep(actor, record.unit_path, step.capability)
    return granted & ruled(actor, record, verb, facts)


def ruled(actor: Actor, record: Record, verb: str, facts: object) -> Verdict:
    """What the rules of its kind say, without the grant."""
    if isinstance(record, Matter):
        return _matter(record, verb, facts)
    if isinstance(record, Meeting) and isinstance(facts, meetings.Followed):
        return meetings.may_step(record.kind, verb, record.state, facts)
    if isinstance(record, Paper):
        return _paper(actor, record, verb, facts)
    if isinstance(record, Practice | Endorsement) and verb == "verify":
        return practices.may_verify(
            record.life, record.state, author=record.added_by_id, verifier=actor.id
        )
    if isinstance(record, Practice) and verb == "submit" and isinstance(facts, int):
        return practices.may_submit(record.state, facts)
    return record.life.may(verb, record.state)


def _matter(matter: Matter, verb: str, facts: object) -> Verdict:
    if verb == "file":
        return matters.may_file(matter.state, matter.binding)
    if verb == "answer" and isinstance(facts, int):
        return matters.may_answer(matter.state, facts)
    return matters.MATTER.may(verb, matter.state)


def _paper(actor: Actor, paper: Paper, verb: str, facts: object) -> Verdict:
    if verb == "approve":
        return papers.may_approve(paper.state, author=paper.added_by_id, signer=actor.id)
    if verb == "file":
        return papers.may_file(paper.state, paper.kind)
    verdict = papers.PAPER.may(verb, paper.state)
    if verb == "follow" and isinstance(facts, int):
        verdict &= matters.none_open("governance.paper.still-open", facts)
    if verb in SENDING and SENDING[verb] != paper.kind:
        verdict &= refuse(
            "governance.paper.other-kind",
            gettext_noop("请示和报告分开报送"),
            gettext_noop("请用这份文件自己的报送按钮"),
        )
    return verdict


SENDING = {"send_request": PaperKind.REQUEST, "send_report": PaperKind.REPORT}


def may_keep(actor: Actor, unit_path: str, capability: str) -> Verdict:
    """Whether something can be put on the books of a unit."""
    return ALLOWED if actor is SYSTEM else actor.must_hold(capability, at=unit_path)


def may_edit_paper(actor: Actor, paper: Paper) -> Verdict:
    """Whether a draft can still be written."""
    return may_keep(actor, paper.unit_path, capabilities.DRAFT) & _in(paper, papers.S.DRAFTED)


def may_remind(actor: Actor, paper: Paper) -> Verdict:
    """Whether the superior can be reminded of a request today."""
    today = clock.today()
    return may_keep(actor, paper.unit_path, capabilities.DRAFT) & papers.may_remind(
        paper.state, paper.kind, paper.reminded_on, today
    )


def may_add_topic(actor: Actor, meeting: Meeting) -> Verdict:
    """Whether topics are still collected."""
    return may_keep(actor, meeting.unit_path, capabilities.CONVENE) & _in(
        meeting, *meetings.COLLECTED
    )


def may_decide(actor: Actor, meeting: Meeting) -> Verdict:
    """Whether decisions can be recorded: after the meeting, until they are handed out."""
    return may_keep(actor, meeting.unit_path, capabilities.CONVENE) & _in(
        meeting, *meetings.RECORDED
    )


def may_follow_decision(actor: Actor, meeting: Meeting) -> Verdict:
    """Whether an assignment can be made from a decision, or a word put down why none is needed."""
    allowed = _in(meeting, *meetings.FOLLOWED)
    if not meeting.decisions.all():
        allowed &= refuse(
            "governance.meeting.no-decision",
            gettext_noop("还没有登记议定事项"),
            gettext_noop("请按纪要逐条登记；没有议定的也写明"),
        )
    return may_keep(actor, meeting.unit_path, capabilities.CONVENE) & allowed


def may_add_file(actor: Actor, record: Record) -> Verdict:
    """Whether a file can be kept with a record: by those who work on it, until it is put away."""
    return may_keep(actor, record.unit_path, WORKS_ON[record.slug])


def may_edit_practice(actor: Actor, practice: Practice) -> Verdict:
    """Whether the text of a practice can still be written."""
    return may_keep(actor, practice.unit_path, capabilities.RECORD) & _in(
        practice, practices.P.DRAFTED
    )


WORKS_ON = {
    Matter.slug: capabilities.HANDLE,
    ResourceRequest.slug: capabilities.HANDLE,
    "duties": capabilities.HANDLE,
    Meeting.slug: capabilities.CONVENE,
    Paper.slug: capabilities.DRAFT,
    Practice.slug: capabilities.RECORD,
    Endorsement.slug: capabilities.RECORD,
}


def _in(record: Record, *states: str) -> Verdict:
    if record.state in states:
        return ALLOWED
    return refuse(
        "governance.record.wrong-stage",
        gettext_noop("现在是“%(state)s”，这一步已经过了或还没有到"),
        gettext_noop("请看经过里已办到哪一步"),
        state=record.state_label,
    )
