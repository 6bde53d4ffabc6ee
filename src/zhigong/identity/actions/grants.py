"""Roles are granted on units, revoked, and follow a unit that moves."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, connection, transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.permissions import may_grant, may_revoke
from zhigong.identity.queries import running_on
from zhigong.identity.rules.grants import doubled, fit, last_administrator, with_reason
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Refused, Verdict, refuse


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    account_id: int,
    role: str,
    unit_path: str,
    unit_label: str,
    valid_from: date,
    valid_to: date | None = None,
    reason: str = "",
) -> RoleGrant:
    """Give an account a role over a unit and everything below it, from day to day (both counted).

    Refuses without the right to grant there, to oneself, to workers, and a role that runs already.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    (
        may_grant(actor, account, unit_path=unit_path)
        & fit(role, account.kind, valid_from, valid_to)
        & _active(account)
    ).require()
    grant = RoleGrant(
        account=account,
        role=role,
        unit_path=unit_path,
        unit_label=unit_label,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason.strip(),
        granted_by_id=actor.id,
        granted_at=clock.now(),
    )
    try:
        with transaction.atomic():
            grant.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(doubled().refusals) from error
    record(
        actor,
        "identity.grant",
        account,
        unit_path=unit_path,
        after={
            "grant": grant.pk,
            "role": role,
            "unit": unit_label,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat() if valid_to else None,
        },
        note=grant.reason,
    )
    return grant


def _active(account: Account) -> Verdict:
    if account.is_active:
        return ALLOWED
    return refuse(
        "identity.account.closed",
        gettext_noop("这个帐户已停用"),
        gettext_noop("请先重新启用帐户"),
    )


@transaction.atomic
def revoke_grant(*, actor: Actor, grant_id: int, reason: str) -> RoleGrant:
    """Take a grant back, at once. One revoked before stays as it was.

    Refuses without the right to grant there, one's own, without a reason, and the last
    administrator's.
    """
    one_revocation_at_a_time()
    locked = RoleGrant.objects.select_for_update(of=("self",))
    grant = locked.select_related("account").get(pk=grant_id)
    (may_revoke(actor, grant) & with_reason(reason) & _not_last(grant)).require()
    if grant.revoked_at is not None:
        return grant
    grant.revoked_at, grant.revoked_by_id = clock.now(), actor.id
    grant.revoked_reason = reason.strip()
    grant.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    record(
        actor,
        "identity.revoke",
        grant.account,
        unit_path=grant.unit_path,
        before={"grant": grant.pk, "role": grant.role, "unit": grant.unit_label},
        note=grant.revoked_reason,
    )
    return grant


def one_revocation_at_a_time() -> None:
    """Two administrators who revoke each other at once must not both succeed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('identity.revoke'))")


def _not_last(grant: RoleGrant) -> Verdict:
    """Refuses to revoke the grant without which nobody can grant at the top."""
    if grant.role != "administrator" or grant.unit_path.count("/") != 1 or grant.revoked_at:
        return ALLOWED
    others = RoleGrant.objects.filter(
        running_on(clock.today()),
        role="administrator",
        unit_path=grant.unit_path,
        account__is_active=True,
    ).exclude(account_id=grant.account_id)
    return ALLOWED if others.exists() else last_administrator()


def repath_grants(*, actor: Actor, old: str, new: str) -> int:
    """Let grants follow a unit that moved from path ``old`` to ``new``, with all below it.

    Called by the action that moves the unit, in its transaction; returns how many moved.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE identity_rolegrant SET unit_path = %s || substr(unit_path, %s)"
            " WHERE unit_path >= %s AND unit_path < %s",
            [new, len(old) + 1, old, old + "~"],
        )
        moved = int(cursor.rowcount)
    if moved:
        record(
            actor,
            "identity.grants.repath",
            "identity.rolegrant:*",
            unit_path=new,
            before={"path": old},
            after={"path": new, "grants": moved},
        )
    return moved
