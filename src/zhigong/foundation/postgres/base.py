"""Django's connection, sparing the ways to the server that every page would make for nothing."""

from __future__ import annotations

import select
from contextlib import nullcontext
from typing import Any

import psycopg
from django.db import DatabaseError
from django.db.backends.postgresql import base, operations
from django.db.backends.utils import debug_transaction

from zhigong.foundation.postgres.kept import Given, Kept, readable


class ReportedCursor(psycopg.Cursor[Any]):
    """A kept statement while somebody logs or counts the statements of a page."""


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """For who counts or reads the statements of a page: with its values, kept ones too."""
        if isinstance(cursor, ReportedCursor):
            written: str = self.compose_sql(sql, params)
            return written
        found: str = super().last_executed_query(cursor, sql, params)
        return found


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    health_check_done: bool
    autocommit: bool

    def close_if_health_check_failed(self) -> None:
        """Before the first statement of a request, as Django does, but asking only where in doubt.

        A server that ended a connection (restarted, crashed, told to) has closed its socket, which
        says so here at once. Of a quiet socket nothing is to be learnt by ``SELECT 1``: a machine that
        vanished without a word would leave that unanswered too.
        """
        if self.connection is None or self.health_check_done:
            return
        if is_quiet(self.connection):
            self.health_check_done = True
        else:
            super().close_if_health_check_failed()

    def _start_transaction_under_autocommit(self) -> None:
        """``BEGIN``, as Django begins where the driver does not: ours stays in autocommit, for turning that off and
        on again costs it five times what the server's answer takes."""
        try:
            self._say("BEGIN")
        except DatabaseError:  # nothing has begun that Django would end: the next one connects anew
            self.close()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        if self.connection is not None and self.connection.autocommit != autocommit:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # missing in the stubs

    def _commit(self) -> None:
        if self.connection is not None:
            self._say("COMMIT")

    def _say(self, word: str) -> None:
        """What begins or ends a transaction, straight to libpq, and to whoever counts or logs statements."""
        logged = debug_transaction(self, word) if self.queries_logged else nullcontext()
        with logged, self.wrap_database_errors:
            self.kept.command(word.encode())

    def create_cursor(self, name: str | None = None) -> Any:
        """A named one lives as long as the transaction that Django began, whatever the driver takes it for."""
        made: Any = super().create_cursor(name)
        if name is not None:
            made._withhold = self.autocommit  # noqa: SLF001 (only read by its public name)
        return made

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        made: psycopg.Connection[Any] = super().get_new_connection(conn_params)
        self.kept = Kept(made, prepared=self.settings_dict.get("KEEPS_STATEMENTS", True))
        return made

    def kept_rows(self, statement: str, given: Given) -> list[tuple[Any, ...]]:
        """All rows of a statement of fixed words: see ``foundation.statements``."""
        self.close_if_health_check_failed()
        if self.connection is None:
            self.ensure_connection()
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            if self.queries_logged or self.execute_wrappers:
                return self._reported(statement, given)
            return self.kept.rows(statement, given)

    def _reported(self, statement: str, given: Given) -> list[tuple[Any, ...]]:
        """By a cursor of Django's, which tells whoever logs or counts statements."""
        cursor: Any = self._prepare_cursor(ReportedCursor(self.connection))  # type: ignore[attr-defined]  # missing in the stubs
        cursor.execute(statement, readable(given))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def is_quiet(connection: psycopg.Connection[Any]) -> bool:
    """Whether nothing has come from the server since the last answer, its farewell included."""
    if connection.closed:
        return False
    asked = select.poll()
    asked.register(connection.fileno(), select.POLLIN | select.POLLPRI)
    return not asked.poll(0)
