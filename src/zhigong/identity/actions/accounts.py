"""Accounts are opened, closed and given new passwords."""

from __future__ import annotations

import secrets
from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import record
from zhigong.foundation.secrets.kinds import normalised
from zhigong.identity.actions.grants import grant_role, one_revocation_at_a_time
from zhigong.identity.actions.passwords import matches
from zhigong.identity.actions.sessions import end_other_sessions
from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.permissions import may_create, may_manage
from zhigong.identity.queries import running_on, worker_by_mobile
from zhigong.identity.rules.grants import last_administrator, with_reason
from zhigong.identity.rules.kinds import AccountKind
from zhigong.identity.rules.names import as_login_name, may_be_mobile, may_be_name
from zhigong.identity.rules.passwords import acceptable, too_common
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop, masked, squeeze
from zhigong.kernel.verdict import ALLOWED, Refused, Verdict, refuse


def password_verdict(password: str, *, names: tuple[str, ...] = ()) -> Verdict:
    """Every reason against a password, the lists of common ones included."""
    verdict = acceptable(password, names=names)
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return verdict & too_common()
    return verdict


@transaction.atomic
def create_officer(
    *, actor: Actor, login_name: str, label: str, mobile: str = "", password: str | None = None
) -> tuple[Account, str]:
    """Open an officer's account and return it with its first password.

    The first password is drawn at random unless given, and must be changed at the first sign-in.
    Refuses without the right to grant, names that are unfit or taken, unfit passwords.
    """
    name, first = as_login_name(login_name), password or secrets.token_urlsafe(12)
    number = normalised("mobile", mobile)
    (
        may_create(actor)
        & may_be_name(name)
        & _labelled(label)
        & (may_be_mobile(number) if number else ALLOWED)
        & (password_verdict(first, names=(name, label)) if password else ALLOWED)
    ).require()
    account = Account(
        kind=AccountKind.OFFICER,
        login_name=name,
        label=squeeze(label),
        mobile=number,
        password=make_password(first),
        must_change_password=True,
        created=clock.now(),
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_taken().refusals) from error
    record(actor, "identity.account.create", account, after={"name": name, "label": account.label})
    return account, first


def _labelled(label: str) -> Verdict:
    if squeeze(label):
        return ALLOWED
    return refuse("identity.label.missing", gettext_noop("请写姓名"))


def _taken() -> Verdict:
    return refuse(
        "identity.name.taken",
        gettext_noop("这个登录名已有人用"),
        gettext_noop("请换一个，例如在后面加部门简称"),
    )


@transaction.atomic
def worker_account(*, mobile: str) -> Account:
    """The worker's account of a proven mobile, opened now if there is none.

    Only for a mobile whose owner has just shown the code that was sent to it.
    """
    number = normalised("mobile", mobile)
    may_be_mobile(number).require()
    existing = worker_by_mobile(number)
    if existing is not None:
        return existing
    account = Account(
        kind=AccountKind.WORKER,
        label=masked(number, head=3, tail=4),
        mobile=number,
        password=make_password(None),
        created=clock.now(),
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # the same person, on a second telephone, was a moment faster
        existing = worker_by_mobile(number)
        assert existing is not None
        return existing
    record(SYSTEM, "identity.account.create", account, after={"kind": account.kind})
    return account


@transaction.atomic
def rename_account(*, actor: Actor, account_id: int, label: str) -> Account:
    """Set the name that others read. A worker names himself; an officer is named by his manager."""
    account = lock_account(account_id)
    own_worker = actor.id == account.pk and account.kind == AccountKind.WORKER
    ((ALLOWED if own_worker else may_manage(actor, account)) & _labelled(label)).require()
    before, account.label = account.label, squeeze(label)[:60]
    account.version += 1
    account.save(update_fields=["label", "version"])
    record(
        actor,
        "identity.account.rename",
        account,
        before={"label": before},
        after={"label": account.label},
    )
    return account


@transaction.atomic
def change_password(
    *, actor: Actor, account_id: int, current: str, password: str, session_id: int | None = None
) -> Account:
    """A person sets his own password; his other sessions end.

    Refuses a wrong current password, an unfit new one, and the old one again.
    """
    account = lock_account(account_id)
    if actor.id != account.pk or not matches(account, current):
        refuse(
            "identity.password.wrong",
            gettext_noop("原密码不对"),
            gettext_noop("忘记了就请管理员重设"),
        ).require()
    names = (account.login_name or "", account.label)
    (password_verdict(password, names=names) & _another(current, password)).require()
    _set_password(account, password, must_change=False)
    end_other_sessions(actor=actor, account=account, but=session_id)
    record(actor, "identity.password.change", account)
    return account


def _another(current: str, password: str) -> Verdict:
    if current != password:
        return ALLOWED
    return refuse("identity.password.same", gettext_noop("新密码和原来一样"))


@transaction.atomic
def set_first_password(*, actor: Actor, account_id: int, password: str) -> Account:
    """Replace a password that somebody else knows, in the middle of signing in.

    Refuses where none is due, an unfit one, and the old one again.
    """
    account = lock_account(account_id)
    if actor.id != account.pk or not account.must_change_password:
        refuse(
            "identity.password.not-due",
            gettext_noop("现在不需要设新密码"),
            gettext_noop("登录后可以在“我的帐户”里修改"),
        ).require()
    names = (account.login_name or "", account.label)
    verdict = password_verdict(password, names=names)
    if matches(account, password):
        verdict &= _another(password, password)
    verdict.require()
    _set_password(account, password, must_change=False)
    record(actor, "identity.password.change", account, after={"first": True})
    return account


@transaction.atomic
def reset_password(*, actor: Actor, account_id: int, reason: str) -> str:
    """Give another person's account a new first password and return it; all his sessions end."""
    account = lock_account(account_id)
    (may_manage(actor, account) & with_reason(reason) & _has_password(account)).require()
    first = secrets.token_urlsafe(12)
    _set_password(account, first, must_change=True)
    end_other_sessions(actor=actor, account=account)
    record(actor, "identity.password.reset", account, note=reason.strip())
    return first


def _has_password(account: Account) -> Verdict:
    if account.kind == AccountKind.OFFICER:
        return ALLOWED
    return refuse(
        "identity.password.none",
        gettext_noop("这个帐户不用密码登录"),
        gettext_noop("职工用手机验证码登录"),
    )


def _set_password(account: Account, password: str, *, must_change: bool) -> None:
    account.password = make_password(password)
    account.must_change_password = must_change
    account.password_changed_at = clock.now()
    account.version += 1
    account.save(
        update_fields=["password", "must_change_password", "password_changed_at", "version"]
    )


@transaction.atomic
def close_account(*, actor: Actor, account_id: int, reason: str) -> Account:
    """Close an account: no sign-in any more, sessions end. Grants stay as history."""
    one_revocation_at_a_time()
    account = lock_account(account_id)
    (may_manage(actor, account) & with_reason(reason) & _not_last_administrator(account)).require()
    account.is_active = False
    account.version += 1
    account.save(update_fields=["is_active", "version"])
    end_other_sessions(actor=actor, account=account)
    record(actor, "identity.account.close", account, note=reason.strip())
    return account


@transaction.atomic
def reopen_account(*, actor: Actor, account_id: int, reason: str) -> Account:
    """Open a closed account again."""
    account = lock_account(account_id)
    (may_manage(actor, account) & with_reason(reason)).require()
    account.is_active = True
    account.version += 1
    account.save(update_fields=["is_active", "version"])
    record(actor, "identity.account.reopen", account, note=reason.strip())
    return account


def lock_account(account_id: int) -> Account:
    """The row, locked until the transaction ends; ``Account.DoesNotExist`` if there is none."""
    return Account.objects.select_for_update().get(pk=account_id)


def _not_last_administrator(account: Account) -> Verdict:
    """Refuses to close the account without which nobody can grant at the top."""
    tops = RoleGrant.objects.filter(
        running_on(clock.today()),
        role="administrator",
        unit_path__regex=r"^[0-9]+/$",
        account__is_active=True,
    )
    held = set(tops.values_list("account_id", flat=True))
    return last_administrator() if held == {account.pk} else ALLOWED


def create_admin(
    *,
    name: str,
    password: str,
    label: str = "",
    unit_path: str = "1/",
    unit_label: str = "",
    valid_from: date | None = None,
) -> Account:
    """The first administrator, for the command line: he grants to everybody else.

    ``unit_path`` is the top of the tree. Refuses unfit names and passwords. He sets up his second
    factor at the first sign-in; the password was his own choice and stays.
    """
    with acting(SYSTEM, action="identity.create_admin"):
        account, _first = create_officer(
            actor=SYSTEM, login_name=name, label=label or name, password=password
        )
        account.must_change_password = False
        account.save(update_fields=["must_change_password"])
        grant_role(
            actor=SYSTEM,
            account_id=account.pk,
            role="administrator",
            unit_path=unit_path,
            unit_label=unit_label or unit_path,
            valid_from=valid_from or clock.today(),
            reason="createadmin",
        )
    return account
