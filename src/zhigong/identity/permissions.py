"""May this person do this to that account?"""

from __future__ import annotations

from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.rules.grants import GRANT, not_own
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse


def may_grant(actor: Actor, account: Account, *, unit_path: str) -> Verdict:
    """Whether the actor may give the account a role on the unit."""
    return _may_grant_at(actor, unit_path) & not_own(actor.id, account.pk)


def may_revoke(actor: Actor, grant: RoleGrant) -> Verdict:
    """Whether the actor may take a grant back."""
    return _may_grant_at(actor, grant.unit_path) & not_own(actor.id, grant.account_id)


def may_manage(actor: Actor, account: Account) -> Verdict:
    """Whether the actor may close an account, or reset its password or second factor.

    He must hold the right to grant over every unit where the account was granted something: who
    can reset a factor can become that person.
    """
    paths = [g.unit_path for g in account.grants.all() if g.revoked_at is None]
    allowed = (
        all(actor.holds(GRANT, at=path) for path in paths)
        if paths
        else any(path.count("/") == 1 for path in actor.paths(GRANT))
    )
    return _granted(actor is SYSTEM or allowed) & not_own(actor.id, account.pk)


def may_create(actor: Actor) -> Verdict:
    """Whether the actor may open accounts at all."""
    return _granted(actor is SYSTEM or actor.holds_anywhere(GRANT))


def _may_grant_at(actor: Actor, unit_path: str) -> Verdict:
    return ALLOWED if actor is SYSTEM else actor.must_hold(GRANT, at=unit_path)


def _granted(allowed: bool) -> Verdict:
    if allowed:
        return ALLOWED
    return refuse(
        "identity.grant.not-granted",
        gettext_noop("您没有管理这个帐户的权限"),
        gettext_noop("请联系上级单位的管理员"),
    )
