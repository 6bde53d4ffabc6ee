"""Statements of fixed words that every page asks, planned once a connection and not once a page.

The ORM and ``connection.cursor()`` write values into the statement, so the server reads and plans each
anew: two thirds of what a page cost it. What is asked here travels as text that never changes with
the values beside it. One plan then serves all values (``plan_cache_mode``, in settings), so a statement
belongs here only if one plan is good for all: every step a look-up by key or a walk along an index that
a fixed ``LIMIT`` ends. Row security is asked at each run, whoever asked before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections

from zhigong.foundation.postgres.base import DatabaseWrapper

Given = Sequence[Any] | Mapping[str, Any]


def rows_of(statement: str, given: Given = ()) -> list[tuple[Any, ...]]:
    """All rows that the statement finds. Its text must be one of few, never made of values."""
    connection = connections["default"]
    assert isinstance(connection, DatabaseWrapper)
    return connection.kept_rows(statement, given)


def row_of(statement: str, given: Given = ()) -> tuple[Any, ...] | None:
    """The first row, or none."""
    found = rows_of(statement, given)
    return found[0] if found else None
