"""承办: the lead unit signs, plans, reports, asks for more time or applies for completion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.figures.figure import Asked
from zhigong.foundation.figures.reading import take
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.workflow import advance
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.supervision.actions.terms import count_missed, report_clock, verify_clock
from zhigong.supervision.models import (
    Assignment,
    ExtensionRequest,
    ProgressReport,
    ReportedFigure,
)
from zhigong.supervision.permissions import facts_of, may
from zhigong.supervision.queries import lock_assignment, shown
from zhigong.supervision.rules.following import may_apply_completion, may_ask_extension
from zhigong.supervision.rules.workflow import ASSIGNMENT


@dataclass(frozen=True, slots=True)
class Quoted:
    """Live figures that shall prove a report: which, and for which days."""

    codes: tuple[str, ...]
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says: words, per cent done, and its evidence."""

    text: str
    progress: int
    proof: str = ""
    file: StoredFile | None = None
    quoted: Quoted | None = None


@transaction.atomic
def receive(*, actor: Actor, assignment_id: int, seen_version: int) -> Assignment:
    """签收 for the lead unit."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "receive").require()
    _carried_by(assignment, actor)
    advance(assignment, ASSIGNMENT, "receive", actor=actor)
    return assignment


@transaction.atomic
def file_plan(*, actor: Actor, assignment_id: int, seen_version: int, plan: str) -> Assignment:
    """报送方案: steps, people, times. Refuses an empty one."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "file_plan").require()
    _keep(assignment, actor, "plan", Told(plan, assignment.progress))
    assignment.recover()
    advance(assignment, ASSIGNMENT, "file_plan", actor=actor, deadlines=report_clock(assignment))
    return assignment


@transaction.atomic
def report(*, actor: Actor, assignment_id: int, seen_version: int, told: Told) -> Assignment:
    """报送进展 with its evidence; reports that were missed are counted for the assessment."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "report").require()
    count_missed(assignment)
    _keep(assignment, actor, "progress", told)
    advance(
        assignment, ASSIGNMENT, "report", actor=actor, deadlines=report_clock(assignment),
        after={"progress": told.progress},
    )  # fmt: skip
    return assignment


@transaction.atomic
def ask_extension(
    *, actor: Actor, assignment_id: int, seen_version: int, until: date, reason: str
) -> Assignment:
    """申请延期, before the due date only, at most twice, with a reason. The date stands until granted."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "ask_extension").require()
    today = clock.today()
    may_ask_extension(facts_of(assignment), on=today, until=until, reason=reason).require()
    assert assignment.due is not None, "the rule refuses what has no date"
    ExtensionRequest.objects.create(
        assignment=assignment, asked_on=today, asked_by_id=actor.id, due=assignment.due,
        until=until, reason=reason.strip(),
    )  # fmt: skip
    count_missed(assignment)
    _carried_by(assignment, actor)
    after = {"until": until.isoformat()}
    advance(assignment, ASSIGNMENT, "ask_extension", actor=actor, note=reason.strip(), after=after)
    return assignment


@transaction.atomic
def apply_completion(
    *, actor: Actor, assignment_id: int, seen_version: int, told: Told
) -> Assignment:
    """申请办结 with evidence, here or in earlier reports of this round; somebody else verifies it."""
    assignment = lock_assignment(assignment_id, seen_version=seen_version)
    may(actor, assignment, "apply_completion").require()
    count_missed(assignment)
    _keep(assignment, actor, "completion", told)
    may_apply_completion(facts_of(assignment)).require()
    assignment.applied_by_id, assignment.applied_on = actor.id, clock.today()
    assignment.recover()
    advance(assignment, ASSIGNMENT, "apply_completion", actor=actor, deadlines=verify_clock())
    return assignment


def _keep(assignment: Assignment, actor: Actor, kind: str, told: Told) -> None:
    if not told.text.strip():
        refuse(
            "supervision.report.empty",
            gettext_noop("没有写办理情况"),
            gettext_noop("请写明做了什么、到了哪一步、有什么困难"),
        ).require()
    assignment.progress = min(max(told.progress, 0), 100)
    _carried_by(assignment, actor)
    row = ProgressReport.objects.create(
        assignment=assignment,
        kind=kind,
        reported_on=clock.today(),
        text=told.text.strip(),
        progress=assignment.progress,
        attempt=assignment.attempt,
        light=shown(assignment, clock.today()).light,
        proof=told.proof.strip(),
        file=told.file,
        by_id=actor.id,
    )
    if told.quoted:
        _quote(row, actor, told.quoted)


def _quote(report: ProgressReport, actor: Actor, quoted: Quoted) -> None:
    """Count the figures of the lead unit now and keep them as they are."""
    unit = report.assignment.lead
    assert unit is not None, "who reports leads"
    for code in dict.fromkeys(quoted.codes):
        taken = take(actor, code, Asked(unit.path, quoted.since, quoted.until))
        ReportedFigure.objects.create(
            report=report,
            code=code,
            title=taken.figure.title,
            counted=taken.figure.counted,
            unit=unit,
            since=quoted.since,
            until=quoted.until,
            at_moment=taken.figure.at_moment,
            value=taken.value,
            rows=taken.rows,
            taken_at=taken.at,
        )


def _carried_by(assignment: Assignment, actor: Actor) -> None:
    """Remember who worked on it: he will not verify it."""
    if actor.id is not None and actor.id not in assignment.carried_out_by:
        assignment.carried_out_by = [*assignment.carried_out_by, actor.id]
