"""Prove who one is: password, one-time code, second factor.

None of these functions runs within one transaction: an attempt is counted and recorded whatever
becomes of it, so the caller's view must be ``@transaction.non_atomic_requests``. Each raises
``Refused`` and gives the account when the proof was right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.audit.record import record, subject_of
from zhigong.identity.actions.attempts import count_attempt, name_hash, succeeded
from zhigong.identity.actions.codes import use_code
from zhigong.identity.actions.factors import use_app_code, use_passkey, use_recovery_code
from zhigong.identity.actions.passwords import matches
from zhigong.identity.models import Account
from zhigong.identity.queries import officer_by_name, worker_by_mobile
from zhigong.identity.rules.kinds import Way
from zhigong.identity.rules.names import as_login_name
from zhigong.identity.rules.onetime import wrong_code
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused, Verdict, refuse


def wrong_password() -> Verdict:
    """The same words for an unknown name, a wrong password and a closed account."""
    return refuse(
        "identity.sign_in.wrong",
        gettext_noop("登录名或密码不对"),
        gettext_noop("请检查大小写和输入法；忘记密码请联系本单位管理员"),
    )


def sign_in_by_password(*, name: str, password: str, ip: str) -> Account:
    """The officer whose name and password these are; the second factor may still be due."""
    account = officer_by_name(name)
    attempt = _counted(Way.PASSWORD, as_login_name(name), ip, account)
    right = matches(account, password)
    if account is None or not right:
        _refuse(Way.PASSWORD, account, ip, wrong_password())
    _proven(Way.PASSWORD, attempt, account, ip)
    return account


def sign_in_by_code(*, mobile: str, code: str, ip: str) -> Account:
    """The worker whose mobile got this code; his account is opened if he has none."""
    attempt = _counted(Way.CODE, mobile, ip, worker_by_mobile(mobile))
    with acting(NOBODY, action="identity.sign_in"):
        account = use_code(mobile=mobile, code=code)
    if account is None or not account.is_active:
        _refuse(Way.CODE, account, ip, wrong_code())
    _proven(Way.CODE, attempt, account, ip)
    return account


def prove_factor(*, account: Account, code: str, ip: str) -> None:
    """The second step: a code of the app, or one of the printed recovery codes."""
    attempt = _counted(Way.FACTOR, _factor_name(account), ip, account)
    with acting(as_actor(account), action="identity.factor"):
        right = use_app_code(account=account, code=code) or use_recovery_code(
            account=account, code=code
        )
    if not right:
        _refuse(Way.FACTOR, account, ip, wrong_code())
    _proven(Way.FACTOR, attempt, account, ip)


@dataclass(frozen=True, slots=True)
class UsedPasskey:
    """A passkey whose answer was verified, and how often it says it was used."""

    factor_id: int
    counter: int


def prove_passkey(*, account: Account, used: UsedPasskey, ip: str) -> None:
    """The second step by a passkey: the answer was verified, nothing can be guessed."""
    actor = as_actor(account)
    with acting(actor, action="identity.factor"):
        use_passkey(factor_id=used.factor_id, counter=used.counter)
        after = {"way": Way.FACTOR.value, "factor": used.factor_id, "ip": ip}
        record(actor, "identity.sign_in.proven", account, after=after)


def _factor_name(account: Account) -> str:
    return f"factor {account.pk}"


def as_actor(account: Account) -> Actor:
    """The account as the trail names it, without any grant yet."""
    return Actor(id=account.pk, label=account.label)


def _counted(way: Way, name: str, ip: str, account: Account | None) -> int:
    try:
        return count_attempt(way=way, name=name, ip=ip, account=account)
    except Refused as refused:
        _record_wait(way, name, account, ip, refused)
        raise


def _record_wait(way: Way, name: str, account: Account | None, ip: str, refused: Refused) -> None:
    """An event for the first refusal in a minute: a flood of guesses does not flood the trail."""
    subject = subject_of(account) if account else f"identity.name:{name_hash(name)[:16]}"
    with acting(SYSTEM, action="identity.sign_in"):  # nobody else reads what was recorded of a name
        lately = AuditEvent.objects.filter(
            subject=subject,
            verb="identity.sign_in.slowed",
            at__gt=clock.now() - timedelta(minutes=1),
        )
        if not lately.exists():
            codes = [r.code for r in refused.refusals]
            after = {"way": way.value, "ip": ip, "codes": codes}
            record(NOBODY, "identity.sign_in.slowed", subject, after=after)


def _refuse(way: Way, account: Account | None, ip: str, verdict: Verdict) -> NoReturn:
    """Record and raise. What was typed as a name is not kept: it may be a password."""
    with acting(NOBODY, action="identity.sign_in"):
        record(
            NOBODY,
            "identity.sign_in.refused",
            account or "identity.name:unknown",
            after={"way": way.value, "ip": ip, "codes": list(verdict.codes)},
        )
    raise Refused(verdict.refusals)


def _proven(way: Way, attempt: int, account: Account, ip: str) -> None:
    actor = as_actor(account)
    with acting(actor, action="identity.sign_in"):
        succeeded(attempt, account)
        record(actor, "identity.sign_in.proven", account, after={"way": way.value, "ip": ip})
