"""Statements that one connection keeps prepared, asked for straight through libpq.

A cursor decides anew at each call what never changes here: whether to prepare, how the values are
written, how the answer is waited for. That costs ten times what libpq itself does for the answer. Errors,
and the types of what is read, are psycopg's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

Given = Sequence[Any] | Mapping[str, Any]
PLACE = re.compile(r"%(?:\((\w+)\))?s|%%")
LISTS = (list, tuple)
ANSWERED = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})


class Kept:
    """What a connection keeps. ``prepared`` is not asked of a server that may be another next time."""

    def __init__(self, connection: psycopg.Connection[Any], *, prepared: bool) -> None:
        self.connection, self.prepared = connection, prepared
        self.reading = Transformer(connection)
        self.names: dict[str, bytes] = {}

    def command(self, text: bytes) -> None:
        """What begins or ends a transaction."""
        self._checked(self.connection.pgconn.exec_(text))

    def rows(self, statement: str, given: Given) -> list[tuple[Any, ...]]:
        """All rows of the statement, within the transaction if one is due."""
        server, (text, names) = self.connection.pgconn, placed(statement)
        # psycopg's types forget that a value may be NULL.
        values: Any = [written(one) for one in _ordered(given, names)]
        if server.transaction_status == TransactionStatus.IDLE and not self.connection.autocommit:
            self.command(b"BEGIN")
        if self.prepared:
            answer = server.exec_prepared(self._name(statement, text), values)
        else:
            answer = server.exec_params(text, values)
        self._checked(answer)
        self.reading.set_pgresult(answer)
        return self.reading.load_rows(0, answer.ntuples, tuple)

    def _name(self, statement: str, text: bytes) -> bytes:
        """What the server calls the statement; the first time it is told the text."""
        name = self.names.get(statement)
        if name is None:
            name = b"kept_%d" % len(self.names)
            self._checked(self.connection.pgconn.prepare(name, text))
            self.names[statement] = name
        return name

    def _checked(self, answer: PGresult) -> None:
        if answer.status in ANSWERED:
            return
        if self.connection.pgconn.status != ConnStatus.OK and not answer.error_field(
            DiagnosticField.SQLSTATE
        ):
            raise psycopg.OperationalError(self.connection.pgconn.get_error_message())
        raise error_from_result(answer, encoding=self.connection.info.encoding)


@lru_cache(maxsize=256)
def placed(statement: str) -> tuple[bytes, tuple[str, ...] | None]:
    """The text as the server numbers its values, and their names in that order if they have any."""
    names: list[str] = []
    many = 0

    def number(found: re.Match[str]) -> str:
        nonlocal many
        if found[0] == "%%":
            return "%"
        if (name := found[1]) is None:
            many += 1
            return f"${many}"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    text = PLACE.sub(number, statement)
    assert not (names and many), "values have names or they have none"
    return text.encode(), tuple(names) or None


def _ordered(given: Given, names: tuple[str, ...] | None) -> Sequence[Any]:
    if isinstance(given, Mapping):
        return [given[name] for name in names or ()]
    assert names is None, "the statement's values have names"
    return given


def readable(given: Given) -> Given:
    """The values of a statement with what was written beforehand (``written``) as text again."""
    if isinstance(given, Mapping):
        return given
    return [one.decode() if isinstance(one, bytes) else one for one in given]


def written(value: Any) -> bytes | None:
    """A value as text for the server, which knows from the statement what it is to be; bytes are written already."""
    if value is None:
        return None
    if type(value) is bytes:
        return value
    kind = type(value)
    if kind is str:
        return str.encode(value)
    if kind is int:
        return b"%d" % value
    if isinstance(value, LISTS):
        return _array(tuple(value), tuple(map(type, value)))
    return _text_of(value).encode()


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a kept statement")


@lru_cache(maxsize=1024)  # what an actor holds is said on every page
def _array(values: tuple[Any, ...], _kinds: tuple[type[Any], ...]) -> bytes:
    return ("{" + ",".join(map(_item, values)) + "}").encode()


def _item(value: Any) -> str:
    """A member of an array, in quotes, so that no sign in it means anything."""
    if value is None:
        return "NULL"
    text = _text_of(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
