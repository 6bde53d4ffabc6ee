"""Addresses of records, for lists that show many of them.

Django's ``reverse`` costs as much as a row of a table; here it is asked once for a name, and what
stands before and after the key is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

STAND_IN = 987_654_321_012_345


def record_address(name: str, key: int) -> str:
    """The address of the record with this key: ``record_address("mediation:case", 7)``."""
    return record_addresses(name)(key)


def record_addresses(name: str) -> Callable[[int], str]:
    """As ``record_address`` for the rows of a page, which settle once where the site is mounted."""
    before, after = _around(name, get_script_prefix(), get_urlconf())
    return lambda key: f"{before}{key}{after}"


def fixed_address(name: str) -> str:
    """The address of a page without keys; ``NoReverseMatch`` where it is not mounted."""
    return _found(name, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=512)
def _found(name: str, _prefix: str, urlconf: str | None) -> str:
    return reverse(name, urlconf)


@lru_cache(maxsize=512)
def _around(name: str, _prefix: str, urlconf: str | None) -> tuple[str, str]:
    before, found, after = reverse(name, urlconf, args=[STAND_IN]).partition(str(STAND_IN))
    assert found, f"{name} does not show the key"
    return before, after
