"""Who may do what to a case: the actor's grants and the case's state, in one verdict each."""

from __future__ import annotations

from zhigong.foundation import clock
from zhigong.foundation.clocks.models import ClockState
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.mediation.models import Case, WorkforceRun
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.workflow import BEFORE_AGREEMENT, CASE, MEDIATE, OPEN, CaseState


def is_applicant(actor: Actor, case: Case) -> bool:
    """The worker whose case it is: by account, or by the number and mobile he showed."""
    by_account = actor.id is not None and actor.id == case.applicant_id
    return by_account or f"mediation.case:{case.code}" in actor.own


def is_mediator(actor: Actor, case: Case) -> bool:
    return actor.id is not None and actor.id == case.mediator_id


def may(actor: Actor, case: Case, verb: str) -> Verdict:
    """Whether the actor may take this step of the case now; every reason against, collected."""
    return _of_person(actor, case, verb) & CASE.may(verb, case.state) & _of_day(case, verb)


def _of_person(actor: Actor, case: Case, verb: str) -> Verdict:
    if actor is SYSTEM:
        return ALLOWED
    if verb in {"withdraw", "supply"}:
        return _applicant_or_counter(actor, case)
    capability = CASE.step(verb).capability
    if capability == capabilities.MEDIATE:
        return conducts(actor, case)
    return actor.must_hold(capability, at=case.unit_path)


def _applicant_or_counter(actor: Actor, case: Case) -> Verdict:
    if is_applicant(actor, case) or actor.holds(capabilities.ACCEPT, at=case.unit_path):
        return ALLOWED
    return refuse(
        "mediation.case.not-applicant",
        gettext_noop("只有申请人能办这一步"),
        gettext_noop("请申请人在进度页办理，或到窗口由值班主任代为登记"),
    )


def conducts(actor: Actor, case: Case) -> Verdict:
    """The case's own mediator, while granted; the duty supervisor may stand in for him."""
    granted = actor.must_hold(capabilities.MEDIATE, at=case.unit_path)
    if not granted or is_mediator(actor, case):
        return granted
    if actor.holds(capabilities.ASSIGN, at=case.unit_path):
        return ALLOWED
    return refuse(
        "mediation.case.not-its-mediator",
        gettext_noop("本案由其他调解员主办"),
        gettext_noop("需要接手的，请值班主任更换调解员"),
    )


def _of_day(case: Case, verb: str) -> Verdict:
    if verb == "expire":
        return _is_over(case)
    if verb == "extend" and case.extended:
        return refuse(
            "mediation.case.extended-already",
            gettext_noop("本案已经延长过一次"),
            gettext_noop("请在期限内达成协议，或终止调解并告知仲裁权利"),
        )
    return ALLOWED


def _is_over(case: Case) -> Verdict:
    mine = (c for c in case.deadlines if c.name == MEDIATE and c.state == ClockState.RUNNING)
    running = next(mine, None)
    if running is None or running.due < clock.today():
        return ALLOWED
    return refuse(
        "mediation.case.not-expired",
        gettext_noop("调解期限到 %(due)s 才届满"),
        gettext_noop("期满前可以继续调解，双方不愿调解的请用“终止调解”"),
        due=running.due.isoformat(),
    )


def may_work_on(actor: Actor, case: Case) -> Verdict:
    """Whether hearings, offers, claims and notes can be written: its mediator, while it is open."""
    return conducts(actor, case) & _in(
        case,
        (CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.AGREED),
        gettext_noop("案件不在调解阶段，不能再记录方案和调解会"),
    )


def may_add_evidence(actor: Actor, case: Case) -> Verdict:
    """The applicant or those who conduct the case, before an agreement binds."""
    person = ALLOWED if is_applicant(actor, case) else conducts(actor, case)
    if not person and actor.holds(capabilities.ACCEPT, at=case.unit_path):
        person = ALLOWED
    return person & _in(
        case, BEFORE_AGREEMENT, gettext_noop("案件已办结或已在履行，不能再添加证据")
    )


def may_correct_party(actor: Actor, case: Case) -> Verdict:
    """Whether the sides' particulars can be written down: the desk and its mediator, while open."""
    if actor.holds(capabilities.ACCEPT, at=case.unit_path):
        person = ALLOWED
    else:
        person = conducts(actor, case)
    return person & _in(case, OPEN, gettext_noop("案件已办结，不能再改当事人"))


def may_sign(actor: Actor, case: Case) -> Verdict:
    """Whether signatures can be recorded now."""
    return conducts(actor, case) & _in(
        case, (CaseState.AGREED,), gettext_noop("还没有待签章的协议")
    )


def may_stamp(actor: Actor, case: Case) -> Verdict:
    return actor.must_hold(capabilities.SEAL, at=case.unit_path) & _in(
        case, (CaseState.AGREED,), gettext_noop("还没有待盖章的协议")
    )


def may_record_payment(actor: Actor, case: Case) -> Verdict:
    return conducts(actor, case) & _in(
        case,
        (CaseState.PERFORMING, CaseState.BREACHED),
        gettext_noop("协议还没有生效，或已履行完毕"),
    )


def may_invite(actor: Actor, case: Case) -> Verdict:
    """Whether an authority can be brought into the case, or let go of it."""
    return actor.must_hold(capabilities.ASSIGN, at=case.unit_path) & _in(
        case, OPEN, gettext_noop("案件已办结，不能再变更参与单位")
    )


def may_see_numbers(actor: Actor, case: Case) -> Verdict:
    """Whether full mobile and identity numbers may be shown: who works on the case needs them."""
    if actor.holds(capabilities.ACCEPT, at=case.unit_path):
        return ALLOWED
    return conducts(actor, case)


def may_see_sheet(actor: Actor, case: Case) -> Verdict:
    """Whether the calculation sheet is shown: to the centre's own people, who advise both sides."""
    if actor is SYSTEM or actor.holds(capabilities.READ, at=case.unit_path):
        return ALLOWED
    return conducts(actor, case)


def _in(case: Case, states: tuple[CaseState, ...], reason: str) -> Verdict:
    if case.state in states:
        return ALLOWED
    return refuse(
        "mediation.case.wrong-stage", reason, gettext_noop("请看案件时间线上已办到哪一步")
    )


def payroll_path(actor: Actor) -> str:
    """The unit for which the actor checks payrolls: the first over which he takes or mediates cases."""
    paths = (*actor.paths(capabilities.ACCEPT), *actor.paths(capabilities.MEDIATE))
    return paths[0] if paths else ""


def may_compute_payroll(actor: Actor) -> Verdict:
    """Whether a sheet of wages can be computed without a case: who takes or mediates cases may."""
    path = payroll_path(actor)
    if actor is SYSTEM or path:
        return ALLOWED
    return actor.must_hold(capabilities.ACCEPT, at=path)


def may_see_workforce(actor: Actor, run: WorkforceRun) -> Verdict:
    """Whether a computed workforce is shown: with its case to who advises, else to its maker and unit."""
    if actor.id is not None and actor.id == run.made_by_id:
        return ALLOWED
    if run.case is not None:
        return may_see_sheet(actor, run.case)
    if actor is SYSTEM:
        return ALLOWED
    return actor.must_hold(capabilities.READ, at=run.unit_path)


def may_change_workforce(actor: Actor, run: WorkforceRun) -> Verdict:
    """Whether it can be computed, computed anew or dropped: its maker, or who works on its case."""
    if run.case is not None:
        return may_work_on(actor, run.case)
    if actor.id is not None and actor.id == run.made_by_id:
        return may_compute_payroll(actor)
    return refuse(
        "mediation.workforce.not-its-maker",
        gettext_noop("这张表是别人上传的"),
        gettext_noop("请由上传的人办理，或自己另外上传一份"),
    )
