"""决定: more time, a stop, another lead unit, an end without result; and urging."""

from __future__ import annotations

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.workflow import advance
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id
from zhigong.supervision.actions.drafting import need_words, readers_of, touch
from zhigong.supervision.actions.filing import file_assignment
from zhigong.supervision.actions.terms import (
    count_missed,
    due_clock,
    receipt_clocks,
    report_clock,
    run_on,
    settle_days,
)
from zhigong.supervision.models import Assignment, ExtensionRequest, Urging
from zhigong.supervision.permissions import facts_of, may, may_urge
from zhigong.supervision.queries import lock_assignment
from zhigong.supervision.rules.following import may_hand_over
from zhigong.supervision.rules.problems import Problem
from zhigong.supervision.rules.workflow import ASSIGNMENT, DUE


@transaction.atomic
def grant_extension(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """同意延期: the new date is in force; the original stays for the assessment."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "grant_extension").require()
    asked = _answer(assignment, "granted")
    assignment.due = asked.until
    assignment.extensions += 1
    assignment.recover()
    settle_days(assignment)
    advance(
        assignment, ASSIGNMENT, "grant_extension", actor=actor,
        deadlines={DUE: due_clock(assignment), **report_clock(assignment)},
        after={"due": asked.until.isoformat()},
    )  # fmt: skip
    return assignment


@transaction.atomic
def decline_extension(
    *, actor: Actor, assignment_id: int, seen_version: int, why: str
) -> Assignment:
    """不同意延期, with the reason; the date stays, reports are due from today on."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "decline_extension").require()
    need_words(why)
    _answer(assignment, "declined")
    assignment.set_back(Problem.DECLINED, clock.today())
    advance(
        assignment, ASSIGNMENT, "decline_extension", actor=actor, note=why.strip(),
        deadlines=report_clock(assignment),
    )  # fmt: skip
    return assignment


def _answer(assignment: Assignment, answer: str) -> ExtensionRequest:
    asked = assignment.extension_requests.get(answer="open")
    asked.answer, asked.answered_on = answer, clock.today()
    asked.save()
    return asked


@transaction.atomic
def suspend(*, actor: Actor, assignment_id: int, seen_version: int, why: str) -> Assignment:
    """中止, with the reason; the clocks stand still, and no report is awaited."""
    return _with_reason(actor, assignment_id, seen_version, "suspend", why)


@transaction.atomic
def resume(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """恢复办理: the due date moves by the days it stood still, the original one stays for the
    assessment, and reports are due from today on."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "resume").require()
    deadlines = {**run_on(assignment), **report_clock(assignment)}
    after = {"due": assignment.due.isoformat()} if assignment.due else {}
    advance(assignment, ASSIGNMENT, "resume", actor=actor, deadlines=deadlines, after=after)
    return assignment


@transaction.atomic
def withdraw(*, actor: Actor, assignment_id: int, seen_version: int, why: str) -> Assignment:
    """撤销, with the reason; what was reported stays on the record."""
    return _with_reason(actor, assignment_id, seen_version, "withdraw", why)


def _with_reason(
    actor: Actor, assignment_id: int, seen_version: int, verb: str, why: str
) -> Assignment:
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, verb).require()
    need_words(why)
    _close_requests(assignment)
    count_missed(assignment)
    assignment.next_report_on = None
    advance(assignment, ASSIGNMENT, verb, actor=actor, note=why.strip())
    return assignment


def _close_requests(assignment: Assignment) -> None:
    assignment.extension_requests.filter(answer="open").update(
        answer="declined", answered_on=clock.today()
    )


@transaction.atomic
def merge(*, actor: Actor, assignment_id: int, seen_version: int, into_number: str) -> Assignment:
    """并入另一事项 of the same supervising unit. Refuses itself and one that is over."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "merge").require()
    into = Assignment.objects.filter(
        number=into_number.strip(), unit_path=assignment.unit_path
    ).first()
    if into is None or into.pk == assignment.pk or not ASSIGNMENT.may("merge", into.state):
        refuse(
            "supervision.merge.no-target",
            gettext_noop("没有可以并入的事项“%(number)s”"),
            gettext_noop("请写同一单位另一件在办事项的编号"),
            number=into_number.strip(),
        ).require()
    assert into is not None
    _close_requests(assignment)
    assignment.merged_into = into
    advance(assignment, ASSIGNMENT, "merge", actor=actor, after={"into": into.number})
    return assignment


@transaction.atomic
def hand_over(
    *, actor: Actor, assignment_id: int, seen_version: int, lead_id: int, why: str
) -> Assignment:
    """改由其他单位牵头, as when the lead unit was dissolved; it is received anew.

    Nothing that was reported is lost and the due date stays, but for the days it stood still. What
    was missed until today stays with the unit that led it; the new lead begins with nothing missed.
    Refuses the same unit and one that no longer exists.
    """
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "hand_over").require()
    need_words(why)
    lead = unit_by_id(lead_id)
    may_hand_over(facts_of(assignment), to_unit=lead.name, standing_units={lead.name}).require()
    before = assignment.lead.name if assignment.lead else ""
    _close_requests(assignment)
    _keep_former_lead(assignment)
    assignment.joined.filter(unit=lead).delete()
    assignment.lead, assignment.lead_path, assignment.lead_why = lead, lead.path, ""
    assignment.reader_paths = readers_of(assignment)
    assignment.next_report_on = None
    assignment.set_back(Problem.HANDED_OVER, clock.today())
    advance(
        assignment, ASSIGNMENT, "hand_over", actor=actor,
        deadlines={**receipt_clocks(), **run_on(assignment)},
        note=why.strip(), after={"lead": lead.name, "from": before},
    )  # fmt: skip
    file_assignment(assignment)
    return assignment


def _keep_former_lead(assignment: Assignment) -> None:
    """What the earlier lead missed is set down beside the matter, to be charged to it."""
    assert assignment.lead is not None  # in hand: a constraint holds it
    count_missed(assignment)
    assignment.former_leads.create(
        unit=assignment.lead,
        unit_path=assignment.lead_path,
        until=clock.today(),
        missed_reports=assignment.missed_reports,
    )
    assignment.missed_reports = []


@transaction.atomic
def urge(*, actor: Actor, assignment_id: int, seen_version: int, kind: str, text: str) -> Urging:
    """催办: a reminder, a written urging or an on-site check, with what was said or found."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may_urge(actor, assignment).require()
    need_words(text)
    row = Urging.objects.create(
        assignment=assignment, kind=kind, on=clock.today(), text=text.strip(), by_id=actor.id
    )
    touch(assignment)
    record(actor, f"supervision.urging.{kind}", assignment, after={"kind": kind}, note=text.strip())
    return row
