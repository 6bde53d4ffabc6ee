"""Two moves that many tests of cases make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhigong.foundation.acting import acting
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.mediation.actions.settlement import draft_agreement
from zhigong.mediation.models import Case
from zhigong.mediation.rules.agreement import Payment


def version(case: Case) -> int:
    """The version that a page opened now would show."""
    return Case.objects.get(pk=case.pk).version


def draft(mediator: Actor, case: Case, due: date) -> None:
    draft_agreement(
        actor=mediator,
        case_id=case.pk,
        seen_version=version(case),
        terms="付清后再无争议。",
        payments=[Payment(due, Decimal("5000.00"))],
    )


def state_of(case: Case) -> str:
    with acting(SYSTEM):
        return str(Case.objects.get(pk=case.pk).state)
