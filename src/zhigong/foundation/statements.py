"""Statements of fixed words that every page asks, planned once a connection and not once a page.

The ORM and ``connection.cursor()`` write values into the statement, so the server reads and plans each
anew: two thirds of what a page cost it. What is asked here travels as text that never changes with
the values beside it. One plan then serves all values (``plan_cache_mode``, in settings), so a statement
belongs here only if one plan is good for all: every step a look-up by key or a walk along an index that
a fixed ``LIMIT`` ends. Row security is asked at each run, whoever asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVarTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from zhigong.foundation.postgres.base import DatabaseWrapper

Given = Sequence[Any] | Mapping[str, Any]
MOST_BUILT = 128  # by rights and day, of each query


def rows_of(statement: str, given: Given = ()) -> list[tuple[Any, ...]]:
    """All rows that the statement finds. Its text must be one of few, never made of values."""
    connection = connections["default"]
    assert isinstance(connection, DatabaseWrapper)
    return connection.kept_rows(statement, given)


def row_of(statement: str, given: Given = ()) -> tuple[Any, ...] | None:
    """The first row, or none."""
    found = rows_of(statement, given)
    return found[0] if found else None


Key = TypeVarTuple("Key")


def built_once(build: Callable[[*Key], QuerySet[Any, Any]]) -> Callable[[*Key], list[Any]]:
    """Rows of a query that the ORM builds once for the same arguments, and the server answers each time.

    For figures that everybody with the same rights asks on the same day, where making the statement costs
    as much as its answer. ``build`` gives a query of ``values_list`` and reads nothing but its arguments, least of
    all the database; what they are must be fit as keys. Row security is asked at each run, as ever.
    """

    @lru_cache(maxsize=MOST_BUILT)
    def statement(*key: *Key) -> _Statement | None:
        compiler = build(*key).query.get_compiler("default")
        try:
            text, values = compiler.as_sql()
        except EmptyResultSet:  # who may see nothing need not ask
            return None
        found = [column for column, *_ in compiler.select[: compiler.col_count]]
        return _Statement(text, values, compiler.get_converters(found))

    def rows(*key: *Key) -> list[Any]:
        asked = statement(*key)
        if asked is None:
            return []
        with connections["default"].cursor() as cursor:
            cursor.execute(asked.text, asked.values)
            return asked.converted(cursor.fetchall())

    return rows


class _Statement(NamedTuple):
    """What is asked, with the ORM's own conversions of some columns, by their places."""

    text: str
    values: Sequence[Any]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]

    def converted(self, rows: list[Any]) -> list[Any]:
        if not self.converters:
            return rows
        connection, found = connections["default"], [list(row) for row in rows]
        for place, (converters, expression) in self.converters.items():
            for row in found:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return [tuple(row) for row in found]
