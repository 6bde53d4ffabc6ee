"""Who may do what to documents and assignments: grants, state and rules in one verdict each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from zhigong.foundation import clock
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.supervision.models import Assessment, AssessmentRow, Assignment, Letter, SourceDocument
from zhigong.supervision.rules import capabilities, following
from zhigong.supervision.rules.assessment import ASSESSMENT, AssessmentState, may_conclude
from zhigong.supervision.rules.letters import LETTER
from zhigong.supervision.rules.workflow import (
    ASSIGNMENT,
    BEFORE_ISSUE,
    IN_HAND,
    AssignmentState,
)


def may(actor: Actor, assignment: Assignment, verb: str) -> Verdict:
    """Whether the actor may take this step now; every reason against, collected."""
    rule = RULES.get(verb)
    ruled = rule(actor, assignment) if rule else ASSIGNMENT.may(verb, assignment.state)
    return of_person(actor, assignment, ASSIGNMENT.step(verb).capability) & ruled


def of_person(actor: Actor, assignment: Assignment, capability: str) -> Verdict:
    """The grant: over the lead unit for those who carry out, else over the supervising unit."""
    if actor is SYSTEM:
        return ALLOWED
    if capability == capabilities.CARRY_OUT and assignment.lead is not None:
        granted = actor.must_hold(capability, at=assignment.lead_path)
        return granted & following.standing_lead(assignment.lead.dissolved_on)
    return actor.must_hold(capability, at=assignment.unit_path)


def facts_of(assignment: Assignment) -> following.Assigned:
    """What the pure rules judge, from the record."""
    return following.Assigned(
        state=AssignmentState(assignment.state),
        due=assignment.due,
        lead_unit=assignment.lead.name if assignment.lead else "",
        co_units=tuple(joined.unit.name for joined in assignment.joined.all()),
        deliverable=assignment.deliverable,
        extensions=assignment.extensions,
        applied_by=assignment.applied_by_id,
        carried_out_by=frozenset(assignment.carried_out_by),
        evidence=sum(r.proves for r in assignment.reports.all() if r.attempt == assignment.attempt),
        attempt=assignment.attempt,
        closed=assignment.closed_on,
    )


def _submit(actor: Actor, assignment: Assignment) -> Verdict:
    verdict = following.may_submit(facts_of(assignment), on=clock.today())
    if not any(c.unit_id == assignment.lead_id for c in assignment.countersigns.all()):
        verdict &= refuse(
            "supervision.submit.not-countersigned",
            gettext_noop("牵头单位还没有会签"),
            gettext_noop("请等牵头单位答复，或提醒其联络员"),
        )
    return verdict


def _ask_extension(actor: Actor, assignment: Assignment) -> Verdict:
    """As the button asks: some later day, some reason."""
    today = clock.today()
    later = max(assignment.due or today, today) + timedelta(days=1)
    return following.may_ask_extension(
        facts_of(assignment), on=today, until=later, reason=ASSIGNMENT.name
    )


def _verified(verb: str) -> Callable[[Actor, Assignment], Verdict]:
    return lambda actor, assignment: following.may_verify(
        facts_of(assignment), verifier=actor.id or 0, verb=verb
    )


RULES: dict[str, Callable[[Actor, Assignment], Verdict]] = {
    "send_round": lambda _actor, assignment: following.may_send_round(facts_of(assignment)),
    "submit": _submit,
    "issue": lambda _actor, assignment: following.may_issue(facts_of(assignment)),
    "ask_extension": _ask_extension,
    "begin_verification": _verified("begin_verification"),
    "cancel_number": _verified("cancel_number"),
    "return_work": _verified("return_work"),
    "look_back": lambda _actor, assignment: following.may_look_back(
        facts_of(assignment), on=clock.today()
    ),
}


def may_register(actor: Actor, unit_path: str) -> Verdict:
    """Whether documents and assignments can be put on the books of a unit."""
    if actor is SYSTEM:
        return ALLOWED
    return actor.must_hold(capabilities.DRAFT, at=unit_path)


def may_correct(actor: Actor, document: SourceDocument) -> Verdict:
    """Whether the reading of a document can be corrected or divided."""
    return may_register(actor, document.unit_path)


def may_edit(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether a draft can still be written: by those who draft, until it is approved."""
    return may_register(actor, assignment.unit_path) & _in(
        assignment,
        (AssignmentState.DRAFTED, AssignmentState.COUNTERSIGNING),
        gettext_noop("已经报审定，不能再改任务内容"),
    )


def may_countersign(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether the actor answers for a unit that shall lead or join."""
    state = _in(assignment, (AssignmentState.COUNTERSIGNING,), gettext_noop("现在不在会签阶段"))
    if actor is SYSTEM or units_answered_for(actor, assignment):
        return state
    return state & actor.must_hold(capabilities.COUNTERSIGN, at=assignment.lead_path or "/")


def units_answered_for(actor: Actor, assignment: Assignment) -> list[tuple[int, str]]:
    """The lead or joined units (id, name) for which the actor may countersign."""
    units = [*([assignment.lead] if assignment.lead else []),
             *(joined.unit for joined in assignment.joined.all())]  # fmt: skip
    return [(u.pk, u.name) for u in units if actor.holds(capabilities.COUNTERSIGN, at=u.path)]


def may_urge(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether a reminder, letter or visit can be recorded."""
    return of_person(actor, assignment, capabilities.VERIFY) & _in(
        assignment, IN_HAND, gettext_noop("事项不在办理中，不需要催办")
    )


def may_answer_origin(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether the origin can be told what became of the matter: once, when it is at its end."""
    verdict = may_register(actor, assignment.unit_path)
    if not assignment.owes_answer:
        verdict &= refuse(
            "supervision.answer.nothing-owed",
            gettext_noop("现在不需要答复来源"),
            gettext_noop("要等销号或撤销以后；决议、指导性和参阅性批示不需要答复"),
        )
    return verdict


def may_note_resources(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether what was promised and given can be written down."""
    return may_register(actor, assignment.unit_path) & _in(
        assignment,
        (*BEFORE_ISSUE, *IN_HAND, AssignmentState.SUSPENDED),
        gettext_noop("事项已经了结"),
    )


def may_handle_letter(actor: Actor, letter: Letter, verb: str) -> Verdict:
    """Whether a proposed 督办函 can be worded and sent, or set aside."""
    return _granted(actor, capabilities.VERIFY, letter.unit_path) & LETTER.may(verb, letter.state)


def may_assess(actor: Actor, unit_path: str) -> Verdict:
    """Whether the yearly assessment of a unit can be drafted."""
    return _granted(actor, capabilities.VERIFY, unit_path)


def may_move_assessment(actor: Actor, assessment: Assessment, verb: str) -> Verdict:
    """Whether an assessment can take this step; it is confirmed once its year is over and counted
    whole, and every objection is answered."""
    step = ASSESSMENT.step(verb)
    verdict = _granted(actor, step.capability, assessment.unit_path)
    verdict &= ASSESSMENT.may(verb, assessment.state)
    if verb in ("confirm", "publish"):
        counted_on = assessment.counted_on
        verdict &= may_conclude(assessment.year, counted_on=counted_on, on=clock.today())
    if verb == "confirm" and (waiting := sum(row.contested for row in assessment.rows.all())):
        verdict &= refuse(
            "supervision.assessment.objections",
            gettext_noop("还有 %(count)s 个单位的异议没有答复"),
            gettext_noop("请先逐个答复，再审定"),
            count=waiting,
        )
    return verdict


def may_object(actor: Actor, row: AssessmentRow) -> Verdict:
    """Whether a unit's people may object to its result: while the units are asked, one at a time."""
    verdict = _granted(actor, capabilities.CARRY_OUT, row.unit.path) & _asked(row)
    if row.contested:
        verdict &= refuse(
            "supervision.assessment.objected",
            gettext_noop("本单位的异议已经提出，正等答复"),
            gettext_noop("请等答复；还有补充的，请联系督办员"),
        )
    return verdict


def may_answer_objection(actor: Actor, row: AssessmentRow) -> Verdict:
    """Whether an objection can be answered."""
    verdict = _granted(actor, capabilities.VERIFY, row.assessment.unit_path) & _asked(row)
    if not row.contested:
        verdict &= refuse(
            "supervision.assessment.no-objection",
            gettext_noop("这个单位没有等待答复的异议"),
            gettext_noop("请看其他单位"),
        )
    return verdict


def _asked(row: AssessmentRow) -> Verdict:
    if row.assessment.state == AssessmentState.ASKED:
        return ALLOWED
    return refuse(
        "supervision.assessment.not-asked",
        gettext_noop("现在不在单位核对阶段"),
        gettext_noop("请看考核办到哪一步"),
    )


def _granted(actor: Actor, capability: str, path: str) -> Verdict:
    return ALLOWED if actor is SYSTEM else actor.must_hold(capability, at=path)


def _in(assignment: Assignment, states: tuple[AssignmentState, ...], reason: str) -> Verdict:
    if assignment.state in states:
        return ALLOWED
    return refuse(
        "supervision.assignment.wrong-stage", reason, gettext_noop("请看经过里已办到哪一步")
    )
