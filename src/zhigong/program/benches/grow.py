"""Grow the demo to the size of a district's years: cases and events copied within the database."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import sql

CASES = int(os.environ.get("ZHIGONG_BENCH_CASES", "100000"))  # fewer, to try the bench itself
EVENTS = 2 * CASES
POSTED = "bench http"  # the terms of the offers that the bench posts, by which they are found again
GUARDED = ("mediation_case", "mediation_party", "mediation_claim", "audit_auditevent")


def grow(owner_url: str) -> None:
    """Copy the demo's cases until there are ``CASES``, and their trail until there are ``EVENTS``.

    As the owner, with the triggers of the copied tables set aside: they keep every change, and a
    copy of a change is none. Running it again adds only what is missing.
    """
    with unwatched(owner_url, GUARDED) as cursor:
        _copy_cases(cursor)
        _copy_events(cursor)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for table in (
            *GUARDED,
            "mediation_reach",
            "mediation_tally",
            "clocks_clock",
            "inbox_waiting",
        ):
            connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))


def clear_offers(owner_url: str) -> None:
    """Take away what an earlier run has posted: each run would find a longer case file than the one before."""
    with unwatched(owner_url, ("mediation_offer",)) as cursor:
        cursor.execute("DELETE FROM mediation_offer WHERE terms = %s", [POSTED])


@contextmanager
def unwatched(owner_url: str, tables: Sequence[str]) -> Iterator[psycopg.Cursor]:
    """One transaction of the owner in which the triggers of some tables keep nothing."""

    def switch(cursor: psycopg.Cursor, word: str) -> None:
        for table in tables:
            said = sql.SQL("ALTER TABLE {} {} TRIGGER USER")
            cursor.execute(said.format(sql.Identifier(table), sql.SQL(word)))

    with psycopg.connect(owner_url) as connection, connection.cursor() as cursor:
        switch(cursor, "DISABLE")
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # pending checks would hold the tables
        switch(cursor, "ENABLE")


def columns(cursor: psycopg.Cursor, table: str, *without: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = 'public' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall() if name not in without]


def names(columns: list[str], prefix: str = "") -> sql.Composed:
    dotted = [sql.Identifier(prefix, c) if prefix else sql.Identifier(c) for c in columns]
    return sql.SQL(", ").join(dotted)


def count(cursor: psycopg.Cursor, table: str) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def _copy_cases(cursor: psycopg.Cursor) -> None:
    missing = CASES - count(cursor, "mediation_case")
    if missing <= 0:
        return
    own = columns(cursor, "mediation_case", "id", "code", "number", "applicant_id")
    cursor.execute(
        sql.SQL(
            "CREATE TEMP TABLE made ON COMMIT DROP AS"
            " SELECT c.id AS origin, nextval(pg_get_serial_sequence('mediation_case', 'id')) AS id"
            " FROM generate_series(1, %s) AS n"
            " JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place,"
            " count(*) OVER () AS many FROM mediation_case) AS c ON c.place = n %% c.many"
        ),
        [missing],
    )
    cursor.execute(
        sql.SQL(
            "INSERT INTO mediation_case (id, code, number, {names})"
            " SELECT m.id, 'b' || m.id, CASE WHEN c.number IS NULL THEN NULL"
            " ELSE 'b' || m.id END, {own} FROM made AS m JOIN mediation_case AS c ON c.id = m.origin"
        ).format(names=names(own), own=names(own, "c"))
    )
    for table in ("mediation_party", "mediation_claim"):
        own = columns(cursor, table, "id", "case_id")
        cursor.execute(
            sql.SQL(
                "INSERT INTO {table} (case_id, {names}) SELECT m.id, {own} FROM made AS m"
                " JOIN {table} AS t ON t.case_id = m.origin"
            ).format(table=sql.Identifier(table), names=names(own), own=names(own, "t"))
        )
    cursor.execute(  # what its trigger would have kept
        "INSERT INTO mediation_reach (kind, who, open, case_id)"
        " SELECT t.kind, t.who, t.open, m.id FROM made AS m"
        " JOIN mediation_reach AS t ON t.case_id = m.origin AND t.kind <> 'applicant'"
    )
    cursor.execute("SELECT mediation_recount()")
    own = columns(cursor, "clocks_clock", "id", "subject")
    cursor.execute(
        sql.SQL(
            "INSERT INTO clocks_clock (subject, {names}) SELECT 'mediation.case:' || m.id, {own}"
            " FROM made AS m JOIN clocks_clock AS t ON t.subject = 'mediation.case:' || m.origin"
        ).format(names=names(own), own=names(own, "t"))
    )


def _copy_events(cursor: psycopg.Cursor) -> None:
    missing = EVENTS - count(cursor, "audit_auditevent")
    if missing <= 0:
        return
    own = columns(cursor, "audit_auditevent", "id", "subject")
    cursor.execute(
        sql.SQL(
            "INSERT INTO audit_auditevent (subject, {names})"
            " SELECT 'mediation.case:' || (c.id), {own}"
            " FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS place FROM mediation_case) AS c"
            " CROSS JOIN (SELECT * FROM audit_auditevent WHERE subject LIKE 'mediation.case:%%'"
            " ORDER BY id LIMIT 2) AS t WHERE c.place <= %s"
        ).format(names=names(own), own=names(own, "t")),
        [(missing + 1) // 2],
    )
