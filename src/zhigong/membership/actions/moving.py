"""会籍转接: the sending union lets go, the receiving one confirms; the file goes with the person."""

from __future__ import annotations

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.workflow import advance, begin
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.membership.actions.admission import next_card
from zhigong.membership.actions.filing import file_person
from zhigong.membership.models import Membership
from zhigong.membership.permissions import manages, may, may_hold_members
from zhigong.membership.queries import lock_membership
from zhigong.membership.rules.workflow import MEMBERSHIP
from zhigong.org.models import Unit
from zhigong.org.queries import unit_by_id


@transaction.atomic
def send_member(
    *, actor: Actor, membership_id: int, seen_version: int, target_id: int, why: str = ""
) -> Membership:
    """转出: the receiving union sees the file from now on and confirms; until then nothing changes.

    Refuses the member's own union and units that hold no members.
    """
    membership = lock_membership(membership_id, seen_version=seen_version)
    target = unit_by_id(target_id)
    (
        may(actor, membership, "send") & may_hold_members(target) & _elsewhere(membership, target)
    ).require()
    membership.target = target
    membership.person.target_path = target.path
    membership.person.save(update_fields=["target_path"])
    advance(
        membership, MEMBERSHIP, "send", actor=actor, note=why.strip(), after={"unit": target.name}
    )
    return membership


@transaction.atomic
def call_back(*, actor: Actor, membership_id: int, seen_version: int) -> Membership:
    """撤回转出: the member stays where he is; the other union sees his file no more."""
    membership = lock_membership(membership_id, seen_version=seen_version)
    may(actor, membership, "call_back").require()
    membership.target = None
    membership.person.target_path = ""
    membership.person.save(update_fields=["target_path"])
    advance(membership, MEMBERSHIP, "call_back", actor=actor)
    return membership


@transaction.atomic
def receive_member(*, actor: Actor, membership_id: int, seen_version: int) -> Membership:
    """接收: the old membership ends today and the new one begins; 入会日期 runs on.

    Gives the new membership, with a card of the receiving union.
    """
    old = lock_membership(membership_id, seen_version=seen_version)
    may(actor, old, "hand_over").require()
    assert old.target is not None
    person, unit = old.person, old.target
    old.ended_on = clock.today()
    advance(old, MEMBERSHIP, "hand_over", actor=actor, after={"unit": unit.name})
    person.unit_path, person.target_path = unit.path, ""
    person.save(update_fields=["unit_path", "target_path"])
    new = Membership.objects.create(
        person=person,
        unit=unit,
        unit_path=unit.path,
        follows=old,
        employer_name=old.employer_name,
        job=old.job,
        applied_on=clock.today(),
    )
    begin(new, MEMBERSHIP, actor=actor)
    new.card_no, new.joined_on = next_card(unit), old.joined_on
    advance(new, MEMBERSHIP, "admit", actor=actor, after={"card_no": new.card_no})
    file_person(person, new)
    return new


@transaction.atomic
def transfer_member(
    *, actor: Actor, membership_id: int, seen_version: int, target_id: int, why: str = ""
) -> Membership:
    """Send a member, and receive him at once where the actor manages both unions.

    Gives the membership that runs afterwards.
    """
    sent = send_member(
        actor=actor,
        membership_id=membership_id,
        seen_version=seen_version,
        target_id=target_id,
        why=why,
    )
    assert sent.target is not None
    if not manages(actor, sent.target.path):
        return sent
    return receive_member(actor=actor, membership_id=sent.pk, seen_version=sent.version)


def _elsewhere(membership: Membership, target: Unit) -> Verdict:
    if membership.unit_id != target.pk:
        return ALLOWED
    return refuse(
        "membership.send.same-unit",
        gettext_noop("会籍本来就在 %(unit)s"),
        gettext_noop("请选择另一个工会"),
        unit=target.name,
    )
