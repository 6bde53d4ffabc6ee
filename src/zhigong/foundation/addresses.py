"""Addresses of records, for lists that show many of them.

Django's ``reverse`` costs as much as a row of a table; here it is asked once for a name, and what
stands before and after the key is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

STAND_IN = 987_654_321_012_345


def record_address(name: str, key: int, *then: str) -> str:
    """The address of the record with this key: ``record_address("mediation:case", 7)``."""
    return record_addresses(name, *then)(key)


def record_addresses(name: str, *then: str) -> Callable[[int], str]:
    """As ``record_address`` for the rows of a page, which settle once where the site is mounted.

    ``then`` are the few fixed words that such an address takes behind the key.
    """
    before, after = _around(name, then, get_script_prefix(), settings.ROOT_URLCONF)
    return lambda key: f"{before}{key}{after}"


def fixed_address(name: str) -> str:
    """The address of a page without keys; ``NoReverseMatch`` where it is not mounted."""
    return _found(name, get_script_prefix(), settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _found(name: str, _prefix: str, urlconf: str) -> str:
    return reverse(name, urlconf)


@lru_cache(maxsize=512)
def _around(name: str, then: tuple[str, ...], _prefix: str, urlconf: str) -> tuple[str, str]:
    address = reverse(name, urlconf, args=[STAND_IN, *then])
    before, found, after = address.partition(str(STAND_IN))
    assert found, f"{name} does not show the key"
    return before, after
