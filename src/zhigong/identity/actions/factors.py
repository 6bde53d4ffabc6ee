"""Second factors are enrolled, used, removed, and reset by another person."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from webauthn.registration.verify_registration_response import VerifiedRegistration

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.identity.actions.accounts import lock_account
from zhigong.identity.actions.attempts import name_hash
from zhigong.identity.actions.sessions import end_other_sessions
from zhigong.identity.models import Account, OneTimeCode, SecondFactor
from zhigong.identity.permissions import may_manage
from zhigong.identity.queries import factors_of, roles_held
from zhigong.identity.rules.demo import is_demo
from zhigong.identity.rules.grants import with_reason
from zhigong.identity.rules.kinds import CodePurpose, FactorKind
from zhigong.identity.rules.onetime import (
    RECOVERY_CODES,
    as_typed,
    matching_step,
    new_recovery_code,
    wrong_code,
)
from zhigong.identity.rules.roles import needs_strong
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Refused, Verdict, refuse


@transaction.atomic
def enrol_app(*, actor: Actor, account_id: int, secret: str, code: str) -> list[str]:
    """Enrol an authenticator app that has shown a right code; it replaces an earlier app.

    Returns new recovery codes where there were none before. Refuses a wrong code, and another's
    account.
    """
    account = lock_account(account_id)
    _own(actor, account).require()
    step = matching_step(secret, code, clock.now(), after=0)
    if step is None:
        wrong_code().require()
    assert step is not None
    now = clock.now()
    factors_of(account.pk).filter(kind=FactorKind.TOTP).update(removed_at=now)
    factor = SecondFactor.objects.create(
        account=account,
        kind=FactorKind.TOTP,
        secret=secret,
        counter=step,
        created=now,
        last_used=now,
    )
    record(actor, "identity.factor.enrol", account, after={"factor": factor.pk, "kind": "totp"})
    return _codes_if_none(actor, account)


@transaction.atomic
def enrol_passkey(
    *, actor: Actor, account_id: int, verified: VerifiedRegistration, label: str
) -> list[str]:
    """Enrol a passkey whose registration was verified; recovery codes as in ``enrol_app``."""
    account = lock_account(account_id)
    _own(actor, account).require()
    try:
        with transaction.atomic():
            factor = SecondFactor.objects.create(
                account=account,
                kind=FactorKind.PASSKEY,
                label=label.strip()[:60],
                credential_id=verified.credential_id,
                public_key=verified.credential_public_key,
                counter=verified.sign_count,
                created=clock.now(),
            )
    except IntegrityError as error:
        again = refuse("identity.passkey.again", gettext_noop("这把通行密钥已经登记过了"))
        raise Refused(again.refusals) from error
    record(actor, "identity.factor.enrol", account, after={"factor": factor.pk, "kind": "passkey"})
    return _codes_if_none(actor, account)


def _own(actor: Actor, account: Account) -> Verdict:
    if actor.id == account.pk:
        return ALLOWED
    return refuse(
        "identity.factor.not-yours",
        gettext_noop("只能管理自己的验证方式"),
        gettext_noop("请本人登录后办理"),
    )


def _codes_if_none(actor: Actor, account: Account) -> list[str]:
    left = OneTimeCode.objects.filter(
        account=account, purpose=CodePurpose.RECOVERY, used_at__isnull=True
    )
    return [] if left.exists() else _draw_codes(actor, account)


@transaction.atomic
def renew_recovery_codes(*, actor: Actor, account_id: int) -> list[str]:
    """Ten new recovery codes, shown once; those before them work no more."""
    account = lock_account(account_id)
    _own(actor, account).require()
    return _draw_codes(actor, account)


def _draw_codes(actor: Actor, account: Account) -> list[str]:
    now = clock.now()
    _use_up(account)
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    OneTimeCode.objects.bulk_create(
        OneTimeCode(
            purpose=CodePurpose.RECOVERY,
            account=account,
            code_hash=_recovery_hash(account, code),
            created=now,
        )
        for code in codes
    )
    record(actor, "identity.recovery.draw", account, after={"codes": len(codes)})
    return codes


def _use_up(account: Account) -> None:
    OneTimeCode.objects.filter(
        account=account, purpose=CodePurpose.RECOVERY, used_at__isnull=True
    ).update(used_at=clock.now())


def _recovery_hash(account: Account, code: str) -> str:
    return name_hash(f"recovery {account.pk} {as_typed(code)}")


@transaction.atomic
def use_app_code(*, account: Account, code: str) -> bool:
    """Whether the code is what the app shows now, and was not used before.

    The demo's accounts may use theirs again: visitors press their buttons as fast as they like.
    """
    factor = factors_of(account.pk).select_for_update().filter(kind=FactorKind.TOTP).first()
    if factor is None:
        return False
    # The machine compares; no person looks, so this is no ``reveal``.
    after = 0 if settings.DEMO and is_demo(account.login_name or "") else factor.counter
    step = matching_step(unsealed(factor.secret), code, clock.now(), after=after)
    if step is None:
        return False
    factor.counter, factor.last_used = step, clock.now()
    factor.save(update_fields=["counter", "last_used"])
    return True


@transaction.atomic
def use_recovery_code(*, account: Account, code: str) -> bool:
    """Whether this is an unused recovery code; it is used up."""
    used = OneTimeCode.objects.filter(
        account=account,
        purpose=CodePurpose.RECOVERY,
        code_hash=_recovery_hash(account, code),
        used_at__isnull=True,
    ).update(used_at=clock.now())
    if used:
        actor = Actor(id=account.pk, label=account.label)
        record(actor, "identity.recovery.use", account)
    return bool(used)


@transaction.atomic
def use_passkey(*, factor_id: int, counter: int) -> None:
    """Note that a passkey was used and how often it says it was."""
    SecondFactor.objects.filter(pk=factor_id).update(counter=counter, last_used=clock.now())


@transaction.atomic
def remove_factor(*, actor: Actor, account_id: int, factor_id: int) -> None:
    """A person gives up a factor of his own; not the last while a role of his demands one."""
    account = lock_account(account_id)
    _own(actor, account).require()
    factor = factors_of(account.pk).get(pk=factor_id)
    _not_the_last(account, factor_id).require()
    factor.removed_at = clock.now()
    factor.save(update_fields=["removed_at"])
    record(
        actor, "identity.factor.remove", account, before={"factor": factor.pk, "kind": factor.kind}
    )


def _not_the_last(account: Account, factor_id: int) -> Verdict:
    others = factors_of(account.pk).exclude(pk=factor_id)
    if others.exists() or not needs_strong(roles_held(account)):
        return ALLOWED
    return refuse(
        "identity.factor.last",
        gettext_noop("您的角色要求双重验证，不能停用最后一种方式"),
        gettext_noop("请先登记另一种方式"),
    )


@transaction.atomic
def reset_factors(*, actor: Actor, account_id: int, reason: str) -> None:
    """Another person takes all second factors from an account whose owner lost them.

    All sessions end; at the next sign-in the owner enrols anew.
    """
    account = lock_account(account_id)
    (may_manage(actor, account) & with_reason(reason)).require()
    removed = factors_of(account.pk).update(removed_at=clock.now())
    _use_up(account)
    end_other_sessions(actor=actor, account=account)
    record(
        actor, "identity.factor.reset", account, before={"factors": removed}, note=reason.strip()
    )
