"""Compare a password, taking as long for a stranger's name as for a known one."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import check_password, make_password

from zhigong.identity.models import Account


@cache
def _nobodys() -> str:
    return make_password("nobody's password, compared where there is no account")


def matches(account: Account | None, password: str) -> bool:
    """Whether the password is the account's. Never for none, but then it takes as long."""
    usable = account is not None and account.is_active and account.has_usable_password()
    encoded = account.password if account is not None and usable else _nobodys()
    right = check_password(password[:1000], encoded)
    return right and usable
