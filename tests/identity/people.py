"""The people of the tests, always the same, with accounts that really sign in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.actions.sessions import begin_session
from zhigong.identity.actions.signing import as_actor
from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.queries import actor_of
from zhigong.identity.rules.kinds import AccountKind
from zhigong.kernel.actor import SYSTEM, Actor

PASSWORD = "correct horse 7 staple"


def officer(name: str, label: str, *, password: str = PASSWORD, **fields: Any) -> Account:
    """An officer with a password of his own."""
    return Account.objects.create(
        kind=AccountKind.OFFICER,
        login_name=name,
        label=label,
        password=make_password(password),
        created=clock.now(),
        **fields,
    )


def worker(mobile: str, label: str = "陈会员") -> Account:
    return Account.objects.create(
        kind=AccountKind.WORKER,
        label=label,
        mobile=mobile,
        password=make_password(None),
        created=clock.now(),
    )


def granted(account: Account, role: str, path: str = "1/", **fields: Any) -> RoleGrant:
    """A grant that runs, given by the system."""
    with acting(SYSTEM, action="test"):
        return RoleGrant.objects.create(
            account=account,
            role=role,
            unit_path=path,
            unit_label=path,
            granted_at=clock.now(),
            **{"valid_from": date(2020, 1, 1), **fields},
        )


def director(path: str = "1/", name: str = "wang") -> Account:
    """王主任: administrator over a path."""
    account = officer(name, "王主任")
    granted(account, "administrator", path)
    return account


def mediator(path: str = "1/7/") -> Account:
    """李调解: mediator over a path."""
    account = officer("li", "李调解")
    granted(account, "mediator", path)
    return account


def signed_in(account: Account, *, strong: bool = True) -> Client:
    """A browser in which the account is signed in."""
    client = Client()
    with acting(as_actor(account), action="test"):
        key = begin_session(
            actor=as_actor(account), account=account, strong=strong, ip="203.0.113.9", agent="test"
        )
    client.cookies["zhigong_session"] = key
    return client


def acts(account: Account) -> Actor:
    return actor_of(account)
