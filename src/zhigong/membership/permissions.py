"""Who may do what to a membership: the actor's grants and its state, in one verdict each."""

from __future__ import annotations

from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.membership.models import Membership
from zhigong.membership.rules.capabilities import MANAGE, READ
from zhigong.membership.rules.workflow import MEMBERSHIP, RUNNING
from zhigong.org.models import Unit
from zhigong.org.rules.kinds import NO_UNIONS, UnitState


def may_read(actor: Actor) -> Verdict:
    """Whether the registry is the actor's work at all."""
    if actor is SYSTEM or actor.holds_anywhere(READ):
        return ALLOWED
    return actor.must_hold(READ, at="")


def may_admit(actor: Actor, unit: Unit) -> Verdict:
    """Whether the actor may bring persons into this union."""
    return manages(actor, unit.path) & may_hold_members(unit)


def manages(actor: Actor, path: str) -> Verdict:
    return ALLOWED if actor is SYSTEM else actor.must_hold(MANAGE, at=path)


def may_hold_members(unit: Unit) -> Verdict:
    """Only a union takes members, and no dissolved one."""
    if unit.kind not in NO_UNIONS and unit.state == UnitState.ACTIVE:
        return ALLOWED
    return refuse(
        "membership.unit.takes-no-members",
        gettext_noop("%(unit)s 不能接收会员"),
        gettext_noop("请选择一个在运转的工会组织"),
        unit=unit.name,
    )


def may(actor: Actor, membership: Membership, verb: str) -> Verdict:
    """Whether the actor may take this step now; every reason against, collected."""
    return _of_person(actor, membership, verb) & MEMBERSHIP.may(verb, membership.state)


def _of_person(actor: Actor, membership: Membership, verb: str) -> Verdict:
    if verb == "hand_over":
        return manages(actor, membership.target.path if membership.target else "")
    return manages(actor, membership.unit_path)


def may_correct(actor: Actor, membership: Membership) -> Verdict:
    """Whether the person's facts may be changed: by the union where he is, while he is there."""
    granted = manages(actor, membership.unit_path)
    if membership.state in RUNNING:
        return granted
    return granted & refuse(
        "membership.person.not-running",
        gettext_noop("会籍已经终止，不能再改档案"),
        gettext_noop("需要更正的，请先重新办理入会"),
    )


def may_see_numbers(actor: Actor, membership: Membership) -> Verdict:
    """Whether full numbers may be shown: who manages the union's members needs them."""
    return manages(actor, membership.unit_path)
