"""The demo's sign-in page: who can be signed in as, with one press. Empty outside the demo.

The press goes through the same actions as everybody: password and app code, or a sent code.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.identity.models import Account
from zhigong.identity.queries import demo_sign_ins, factors_of
from zhigong.identity.rules.demo import DEMO_PASSWORD, is_demo
from zhigong.identity.rules.kinds import AccountKind, FactorKind
from zhigong.identity.rules.onetime import code_at
from zhigong.identity.rules.roles import ROLES


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """``what`` names the role and the unit; ``name`` and ``password`` are shown to be typed."""

    id: int
    label: str
    what: str
    name: str
    password: str


def demo_accounts() -> list[DemoAccount]:
    """The demo's accounts, workers first."""
    if not settings.DEMO:
        return []
    return [
        DemoAccount(
            account.pk,
            account.label,
            _what(account),
            unsealed(account.mobile)
            if account.kind == AccountKind.WORKER
            else account.login_name or "",
            "" if account.kind == AccountKind.WORKER else DEMO_PASSWORD,
        )
        for account in demo_sign_ins()
    ]


def _what(account: Account) -> str:
    if account.kind == AccountKind.WORKER:
        return _("职工")
    held = [
        f"{_(ROLES[g.role].label)} · {g.unit_label}"
        for g in account.grants.all()
        if g.role in ROLES and g.revoked_at is None
    ]
    return "；".join(held)


def demo_factor(account: Account) -> str:
    """What the account's app would show now, on the demo's page only."""
    if not (settings.DEMO and is_demo(account.login_name or "")):
        return ""
    factor = factors_of(account.pk).filter(kind=FactorKind.TOTP).first()
    return code_at(unsealed(factor.secret), clock.now()) if factor else ""
