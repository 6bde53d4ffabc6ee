"""核查、销号、答复来源、回头看: by somebody who neither carried out the work nor applied."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.workflow import advance, wait
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.supervision.actions.drafting import need_words, touch
from zhigong.supervision.actions.terms import due_clock, report_clock, run_on, settle_days
from zhigong.supervision.models import Assignment
from zhigong.supervision.permissions import may, may_answer_origin
from zhigong.supervision.queries import lock_assignment
from zhigong.supervision.rules.problems import Problem
from zhigong.supervision.rules.workflow import ASSIGNMENT, DUE


@transaction.atomic
def begin_verification(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """开始核查. Refuses whoever carried out the work."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "begin_verification").require()
    advance(assignment, ASSIGNMENT, "begin_verification", actor=actor)
    return assignment


@transaction.atomic
def cancel_number(
    *, actor: Actor, assignment_id: int, seen_version: int, finding: str
) -> Assignment:
    """销号, with what was checked; verified by somebody else than who applied."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "cancel_number").require()
    need_words(finding)
    assignment.closed_on, assignment.progress = clock.today(), 100
    assignment.next_report_on = None
    assignment.recover()
    advance(assignment, ASSIGNMENT, "cancel_number", actor=actor, note=finding.strip())
    return assignment


@transaction.atomic
def return_work(*, actor: Actor, assignment_id: int, seen_version: int, why: str) -> Assignment:
    """退回重办, with what is missing; the due date moves by the days that verifying took.

    A new round begins at its start; what was reported before stays as history.
    """
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "return_work").require()
    need_words(why)
    begun = assignment.begin_anew()
    assignment.set_back(Problem.RETURNED, clock.today())
    deadlines = {**run_on(assignment), **report_clock(assignment)}
    advance(
        assignment, ASSIGNMENT, "return_work", actor=actor, note=why.strip(), deadlines=deadlines,
        after=begun,
    )  # fmt: skip
    return assignment


@transaction.atomic
def look_back(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """回头看, three months after closing at the earliest."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "look_back").require()
    advance(assignment, ASSIGNMENT, "look_back", actor=actor)
    return assignment


@transaction.atomic
def settle(*, actor: Actor, assignment_id: int, seen_version: int, finding: str) -> Assignment:
    """确认巩固: the result still stands."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "settle").require()
    need_words(finding)
    advance(assignment, ASSIGNMENT, "settle", actor=actor, note=finding.strip())
    return assignment


@transaction.atomic
def reopen(
    *, actor: Actor, assignment_id: int, seen_version: int, why: str, due: date
) -> Assignment:
    """重新办理: the result did not last; a new date from today, the original one is kept.

    A new round begins at its start, as when work is returned.
    """
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "reopen").require()
    need_words(why)
    if due <= clock.today():
        refuse(
            "supervision.reopen.past",
            gettext_noop("新的期限 %(due)s 不晚于今天"),
            gettext_noop("请填写更晚的日期"),
            due=due,
        ).require()
    if assignment.due is not None:
        assignment.due = max(due, assignment.due)
        settle_days(assignment)
    begun = assignment.begin_anew()
    assignment.closed_on = assignment.look_back_by = None
    deadlines = {**report_clock(assignment), DUE: due_clock(assignment)}
    advance(
        assignment, ASSIGNMENT, "reopen", actor=actor, note=why.strip(), deadlines=deadlines,
        after=begun,
    )  # fmt: skip
    return assignment


@transaction.atomic
def answer_origin(*, actor: Actor, assignment_id: int, seen_version: int, text: str) -> Assignment:
    """答复来源: tell the proposal's group, the leader, the auditors what became of it.

    Refuses before the matter is at its end, where nothing is owed, and an empty answer.
    """
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may_answer_origin(actor, assignment).require()
    need_words(text)
    assignment.answer, assignment.answered_on = text.strip(), clock.today()
    touch(assignment)
    wait(assignment, ASSIGNMENT)
    record(actor, "supervision.assignment.answer", assignment, note=text.strip())
    return assignment
