"""Put a case where the search finds it: under number, sides, mediator and kinds of dispute."""

from __future__ import annotations

from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.search.actions import index
from zhigong.kernel.actor import Actor
from zhigong.mediation.models import Case
from zhigong.mediation.queries import KIND, cases_not_filed, lock_case
from zhigong.mediation.rules.reasons import CAUSES

BATCH = 100


def file_case(case: Case) -> None:
    """File in place of what was filed before; who sees the case finds it, and nobody else."""
    parties = list(case.parties.all())
    mediator = [case.mediator.label] if case.mediator_id is not None and case.mediator else []
    index(
        subject_of(case),
        kind=KIND,
        module="mediation",
        unit_path=case.unit_path,
        title=case.headline,
        note=case.number or case.code,
        url=case.get_absolute_url(),
        at=case.received_on,
        words=(case.code, case.employer_name, *(CAUSES[c] for c in case.causes if c in CAUSES)),
        names=[*(n for p in parties for n in (p.name, p.representative) if n), *mediator],
        exact=[
            pair
            for p in parties
            for pair in (("mobile", p.mobile), ("citizen_id", p.citizen_id))
            if pair[1]
        ],
    )


def file_missing(*, actor: Actor) -> int:
    """File cases of before there was a search, a hundred a transaction; how many in all."""
    count = 0
    while True:
        with acting(actor, action="mediation.file"):
            found = cases_not_filed(BATCH)
            for pk in found:
                file_case(lock_case(pk))
        count += len(found)
        if len(found) < BATCH:
            return count
