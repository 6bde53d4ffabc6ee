"""Django's connection, sparing the ways to the server that every page would make for nothing."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base, operations
from django.db.backends.utils import CursorWrapper
from psycopg.abc import Params, QueryNoTemplate


class KeptCursor(psycopg.Cursor[Any]):
    """Values travel beside the statement, which the server prepares once a connection and keeps."""

    def execute(  # type: ignore[override]  # no template strings: none are asked here
        self,
        query: QueryNoTemplate,
        params: Params | None = None,
        *,
        prepare: bool | None = True,
        binary: bool | None = None,
    ) -> KeptCursor:
        return super().execute(query, params, prepare=prepare, binary=binary)


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """For who counts or reads the statements of a page: with its values, kept ones too."""
        if isinstance(cursor, KeptCursor):
            written: str = self.compose_sql(sql, params)
            return written
        found: str = super().last_executed_query(cursor, sql, params)
        return found


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """Before the first statement of a request, as Django does, but asking only where in doubt.

        A server that ended a connection (restarted, crashed, told to) has closed its socket, which
        says so here at once. Of a quiet socket nothing is to be learnt by ``SELECT 1``: a machine that
        vanished without a word would leave that unanswered too.
        """
        if self.connection is not None and not self.health_check_done and is_quiet(self.connection):
            self.health_check_done = True
        super().close_if_health_check_failed()

    def kept_cursor(self) -> CursorWrapper:
        """For statements of fixed words: see ``foundation.statements``."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor: CursorWrapper = self._prepare_cursor(  # type: ignore[attr-defined]  # missing in the stubs
                KeptCursor(self.connection)
            )
        return cursor


def is_quiet(connection: psycopg.Connection[Any]) -> bool:
    """Whether nothing has come from the server since the last answer, its farewell included."""
    if connection.closed:
        return False
    asked = select.poll()
    asked.register(connection.fileno(), select.POLLIN | select.POLLPRI)
    return not asked.poll(0)
