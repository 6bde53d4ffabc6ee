"""保留、恢复与终止会籍."""

from __future__ import annotations

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.workflow import advance
from zhigong.kernel.actor import Actor
from zhigong.membership.actions.admission import reason_given
from zhigong.membership.models import Membership
from zhigong.membership.permissions import may
from zhigong.membership.queries import lock_membership
from zhigong.membership.rules.workflow import MEMBERSHIP


@transaction.atomic
def retain(*, actor: Actor, membership_id: int, seen_version: int, why: str) -> Membership:
    """保留会籍: retired, unemployed, in the army; no dues, no vote meanwhile (章程 第八条).

    Refuses without a reason.
    """
    membership = lock_membership(membership_id, seen_version=seen_version)
    (may(actor, membership, "retain") & reason_given(why)).require()
    membership.retained_on = clock.today()
    advance(membership, MEMBERSHIP, "retain", actor=actor, note=why.strip())
    return membership


@transaction.atomic
def resume(*, actor: Actor, membership_id: int, seen_version: int) -> Membership:
    """恢复会籍: at work again, with all rights."""
    membership = lock_membership(membership_id, seen_version=seen_version)
    may(actor, membership, "resume").require()
    membership.retained_on = None
    advance(membership, MEMBERSHIP, "resume", actor=actor)
    return membership


@transaction.atomic
def end_membership(
    *, actor: Actor, membership_id: int, seen_version: int, verb: str, why: str
) -> Membership:
    """终止会籍: ``leave`` (章程 第六条), ``expel`` (第七条) or ``decease``. Refuses without a reason.

    The file stays where it was; who left may be admitted again.
    """
    assert verb in {"leave", "expel", "decease"}, verb
    membership = lock_membership(membership_id, seen_version=seen_version)
    (may(actor, membership, verb) & reason_given(why)).require()
    membership.ended_on = clock.today()
    if membership.person.target_path:
        membership.person.target_path = ""
        membership.person.save(update_fields=["target_path"])
    advance(membership, MEMBERSHIP, verb, actor=actor, note=why.strip())
    return membership
