"""The demo's people: accounts that its sign-in page offers, opened by the same actions as others."""

from __future__ import annotations

import pyotp
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.identity.actions.accounts import create_officer, rename_account, worker_account
from zhigong.identity.actions.factors import enrol_app
from zhigong.identity.actions.grants import grant_role
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.identity.rules.demo import DEMO_PASSWORD
from zhigong.kernel.actor import SYSTEM


@transaction.atomic
def demo_officer(
    *, login_name: str, label: str, role: str, unit_path: str, unit_label: str
) -> Account:
    """An officer with the demo's password, an app as second factor and one role from today on."""
    account, _first = create_officer(
        actor=SYSTEM, login_name=login_name, label=label, password=DEMO_PASSWORD
    )
    account.must_change_password = False
    account.save(update_fields=["must_change_password"])
    grant_role(
        actor=SYSTEM,
        account_id=account.pk,
        role=role,
        unit_path=unit_path,
        unit_label=unit_label,
        valid_from=clock.today(),
        reason="demo",
    )
    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(clock.now())
    himself = actor_of(account)
    announce_actor(himself, action="demo")
    enrol_app(actor=himself, account_id=account.pk, secret=secret, code=code)
    announce_actor(SYSTEM, action="demo")
    return account


@transaction.atomic
def demo_worker(*, mobile: str, label: str) -> Account:
    """A worker's account by one of the demo's mobiles."""
    account = worker_account(mobile=mobile)
    return rename_account(actor=actor_of(account), account_id=account.pk, label=label)
