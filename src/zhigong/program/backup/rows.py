"""The rows of all tables, out of and into the database, as their owner, streaming.

The owner is not bound by row security. Triggers that refuse (the append-only trail, the steps of a
workflow) are switched off for the one transaction that puts everything back as it was, and on again
before it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter

import psycopg
from psycopg import sql

HISTORY = "django_migrations"  # what ran is a fact of the target, not of the backup


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns that hold values (not those computed from others)."""

    name: str
    columns: list[str]

    def _named(self) -> sql.Composed:
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("{} ({})").format(sql.Identifier(self.name), columns)

    def out(self) -> sql.Composed:
        return sql.SQL("COPY {} TO STDOUT").format(self._named())

    def into(self) -> sql.Composed:
        return sql.SQL("COPY {} FROM STDIN").format(self._named())


def snapshot(owner: psycopg.Connection) -> None:
    """From here on the transaction sees one moment; and it must see every row or fail."""
    owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    owner.execute("SET LOCAL row_security = off")


def tables(owner: psycopg.Connection) -> list[Table]:
    """Every table of ours, those that others refer to first."""
    rows = owner.execute(
        "SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
        " AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
        " GROUP BY c.relname"
    ).fetchall()
    columns = {name: list(names) for name, names in rows if name != HISTORY}
    return [Table(name, columns[name]) for name in _ordered(owner, set(columns))]


def _ordered(owner: psycopg.Connection, names: set[str]) -> list[str]:
    """References that are checked at the end may go in circles; the others decide the order."""
    graph: dict[str, set[str]] = {name: set() for name in names}
    rows = owner.execute(
        "SELECT f.relname, t.relname FROM pg_constraint k"
        " JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid"
        " WHERE k.contype = 'f' AND NOT k.condeferrable AND f.oid <> t.oid"
    ).fetchall()
    for refers, referred in rows:
        if refers in names and referred in names:
            graph[refers].add(referred)
    return list(TopologicalSorter(dict(sorted(graph.items()))).static_order())


def rows_out(owner: psycopg.Connection, table: Table) -> Iterator[bytes]:
    """A table's rows in PostgreSQL's text form."""
    with owner.cursor() as cursor, cursor.copy(table.out()) as copy:
        for block in copy:
            yield bytes(block)


def count(owner: psycopg.Connection, table: str) -> int:
    row = owner.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def sequences(owner: psycopg.Connection) -> dict[str, int | None]:
    """The last number each counter gave; ``None`` where it gave none yet."""
    rows = owner.execute(
        "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
    ).fetchall()
    return dict(rows)


def migrations(owner: psycopg.Connection) -> list[list[str]]:
    """What has run on this database, in the order in which it ran."""
    rows = owner.execute(f"SELECT app, name FROM {HISTORY} ORDER BY id").fetchall()  # noqa: S608
    return [[app, name] for app, name in rows]


def replace_all(
    owner: psycopg.Connection,
    content: Iterable[tuple[Table, Iterable[bytes]]],
    counters: dict[str, int | None],
) -> None:
    """Within the caller's transaction: nothing of what was there, everything of the backup."""
    present = tables(owner)
    _switch_triggers(owner, present, on=False)
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in present)
    owner.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(names))
    for table, blocks in content:
        with owner.cursor() as cursor, cursor.copy(table.into()) as copy:
            for block in blocks:
                copy.write(block)
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _switch_triggers(owner, present, on=True)
    for name, last in counters.items():
        if last is not None:
            owner.execute(
                "SELECT setval(format('public.%%I', %s::text)::regclass, %s)", [name, last]
            )


def _switch_triggers(owner: psycopg.Connection, present: list[Table], *, on: bool) -> None:
    statement = (
        "ALTER TABLE {} ENABLE TRIGGER USER" if on else "ALTER TABLE {} DISABLE TRIGGER USER"
    )
    for table in present:
        owner.execute(sql.SQL(statement).format(sql.Identifier(table.name)))


def is_in_use(owner: psycopg.Connection) -> bool:
    """Whether anybody has worked with this database: accounts or events exist."""
    known = {table.name for table in tables(owner)}
    return any(
        name in known and count(owner, name) for name in ("identity_account", "audit_auditevent")
    )
