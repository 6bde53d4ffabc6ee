"""没有达成协议: withdrawn, failed or expired, each with the right to arbitrate."""

from __future__ import annotations

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.actions.steps import advance
from zhigong.mediation.models import Agreement, Case
from zhigong.mediation.permissions import may
from zhigong.mediation.queries import lock_case
from zhigong.mediation.rules.reasons import ENDINGS
from zhigong.mediation.rules.workflow import MEDIATE


@transaction.atomic
def withdraw(*, actor: Actor, case_id: int, seen_version: int, why: str) -> Case:
    """撤回申请: by the applicant, until an agreement binds. He may ask again later."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "withdraw").require()
    return _end(actor, case, "withdraw", "withdrawn", why)


@transaction.atomic
def fail(*, actor: Actor, case_id: int, seen_version: int, reason: str, note: str) -> Case:
    """终止调解, with a reason of the list; the worker is told that he may arbitrate."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "fail").require()
    if reason not in ENDINGS:
        refuse(
            "mediation.fail.no-reason",
            gettext_noop("没有选择终止的原因"),
            gettext_noop("请从列表中选一个原因"),
        ).require()
    return _end(actor, case, "fail", reason, note)


@transaction.atomic
def expire(*, actor: Actor, case_id: int, seen_version: int | None = None) -> Case:
    """期满终结: the fifteen days are over without agreement (调解仲裁法 第十四条第三款)."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "expire").require()
    return _end(actor, case, "expire", "expired", "")


def expired_cases() -> list[int]:
    """The cases whose mediation term is over, for the nightly job. Must run as the system."""
    subjects = Clock.objects.filter(
        name=MEDIATE, state=ClockState.RUNNING, due__lt=clock.today()
    ).values_list("subject", flat=True)
    prefix = subject_of(Case(pk=0)).removesuffix("0")
    return [int(s.removeprefix(prefix)) for s in subjects if s.startswith(prefix)]


def expire_all() -> int:
    """Close every case whose term is over, each in its own transaction; returns how many."""
    count = 0
    for pk in expired_cases():
        with transaction.atomic():
            case = lock_case(pk)
            if may(SYSTEM, case, "expire"):
                expire(actor=SYSTEM, case_id=pk)
                count += 1
    return count


def _end(actor: Actor, case: Case, verb: str, code: str, note: str) -> Case:
    case.outcome_code, case.outcome_note = code, note.strip()
    case.ended_on = clock.today()
    Agreement.objects.filter(case=case, effective_on__isnull=True).delete()
    advance(case, verb, actor=actor, note=note.strip(), after={"reason": code})
    return case
