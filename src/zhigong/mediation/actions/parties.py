"""当事人: what is learnt of a side after the request came in."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from zhigong.kernel.actor import Actor
from zhigong.mediation.actions.filing import file_case
from zhigong.mediation.actions.steps import happened
from zhigong.mediation.models import Party
from zhigong.mediation.permissions import may_correct_party
from zhigong.mediation.queries import lock_case, lock_part

SEALED = ("mobile", "citizen_id")
FIELDS = ("representative", "address", "credit_code", *SEALED)


@transaction.atomic
def correct_party(
    *, actor: Actor, case_id: int, seen_version: int, party_id: int, given: Mapping[str, str]
) -> Party:
    """Write down who speaks for a side and how it is reached.

    A sealed number that is left empty stays as it was. The trail says which fields changed, not how.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_correct_party(actor, case).require()
    party = lock_part(case.parties.all(), party_id)
    changed = []
    for field in FIELDS:
        new = given.get(field, "" if field in SEALED else getattr(party, field)).strip()
        if (field in SEALED and new) or (field not in SEALED and new != getattr(party, field)):
            setattr(party, field, new)
            changed.append(field)
    party.save()
    happened(case, "party.correct", actor=actor, after={"party": party.pk, "fields": changed})
    file_case(case)
    return party
