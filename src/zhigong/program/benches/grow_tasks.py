"""Grow the demo's ledger to ten years of a district: 50 thousand assignments, most of them closed."""

from __future__ import annotations

import psycopg
from psycopg import sql

from zhigong.program.benches.grow import columns, count, names, unwatched

ASSIGNMENTS, DOCUMENTS, YEARS = 50_000, 400, 10
GUARDED = (
    "supervision_sourcedocument", "supervision_assignment", "supervision_progressreport",
    "supervision_joinedunit", "audit_auditevent",
)  # fmt: skip


def grow_tasks(owner_url: str) -> None:
    """Copy the demo's documents, assignments, reports and trail over ten years; again adds nothing.

    One in 25 of the older ones stays open, and late.

    As the owner, with the triggers of the copied tables set aside, as ``grow.grow``.
    """
    with unwatched(owner_url, GUARDED) as cursor:
        _copy_documents(cursor)
        _copy_assignments(cursor)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        for table in (*GUARDED, "clocks_clock", "inbox_waiting"):
            connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))


def _copy_documents(cursor: psycopg.Cursor) -> None:
    missing = DOCUMENTS - count(cursor, "supervision_sourcedocument")
    if missing <= 0:
        return
    own = columns(cursor, "supervision_sourcedocument", "id", "number", "sha256", "title")
    cursor.execute(
        sql.SQL(
            "INSERT INTO supervision_sourcedocument (number, sha256, title, {names})"
            " SELECT 'b' || n, 'b' || n, d.title || ' ' || n, {own} FROM generate_series(1, %s) AS n"
            " CROSS JOIN (SELECT * FROM supervision_sourcedocument ORDER BY id LIMIT 1) AS d"
        ).format(names=names(own), own=names(own, "d")),
        [missing],
    )


def _copy_assignments(cursor: psycopg.Cursor) -> None:
    missing = ASSIGNMENTS - count(cursor, "supervision_assignment")
    if missing <= 0:
        return
    cursor.execute(PLAN, {"rows": missing, "days": YEARS * 365})
    own = columns(
        cursor, "supervision_assignment", "id", "number", "task", "document_id", "state",
        "progress", "issued_on", "due", "original_due", "last_day", "original_last", "near_from",
        "applied_on", "missed_reports", "closed_on", "next_report_on", "setback", "setback_on",
        "lead_id", "lead_path", "leader", "origin_subject", "origin_url",
    )  # fmt: skip
    cursor.execute(COPY.format(names=names(own), own=names(own, "a")))
    own = columns(cursor, "supervision_progressreport", "id", "assignment_id")
    cursor.execute(REPORTS.format(names=names(own), own=names(own, "r")))
    cursor.execute(
        "INSERT INTO supervision_joinedunit (assignment_id, unit_id)"
        " SELECT m.id, m.joined_id FROM made AS m WHERE m.joined_id <> m.lead_id"
    )
    own = columns(cursor, "audit_auditevent", "id", "subject")
    cursor.execute(EVENTS.format(names=names(own), own=names(own, "e")))


# Which row each copy is made of, how many days earlier it lies, its document, lead and joined unit.
# By arrays: joins on a remainder would be nested loops.
PLAN = """
CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT n, origins[1 + n %% cardinality(origins)] AS origin,
    (n::bigint * %(days)s / %(rows)s)::int AS earlier,
    nextval(pg_get_serial_sequence('supervision_assignment', 'id')) AS id,
    documents[1 + (n / 125) %% cardinality(documents)] AS document_id,
    units[1 + (n * 7) %% cardinality(units)] AS lead_id,
    paths[1 + (n * 7) %% cardinality(units)] AS lead_path,
    units[1 + (n * 11 + 3) %% cardinality(units)] AS joined_id
FROM generate_series(1, %(rows)s) AS n
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS origins FROM supervision_assignment
    WHERE issued_on IS NOT NULL AND due IS NOT NULL AND state NOT IN ('merged', 'suspended')) AS a
CROSS JOIN (SELECT array_agg(id ORDER BY id DESC) AS documents FROM supervision_sourcedocument) AS d
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS units, array_agg(path ORDER BY id) AS paths
    FROM org_unit WHERE state = 'active') AS u
"""
COPY = sql.SQL(
    """
INSERT INTO supervision_assignment (id, number, task, document_id, state, progress, issued_on, due,
    original_due, last_day, original_last, near_from, applied_on, missed_reports, closed_on,
    next_report_on, setback, setback_on, lead_id, lead_path, leader, origin_subject, origin_url, {names})
SELECT m.id, 'B' || m.id, '', m.document_id, CASE WHEN ended THEN 'closed' ELSE a.state END,
    CASE WHEN ended THEN 100 ELSE a.progress END, a.issued_on - m.earlier, a.due - m.earlier,
    a.original_due - m.earlier, a.last_day - m.earlier, a.original_last - m.earlier,
    a.near_from - m.earlier,
    CASE WHEN ended THEN a.due - m.earlier - 9 + (m.n % 12) ELSE a.applied_on - m.earlier END,
    ARRAY(SELECT day - m.earlier FROM unnest(a.missed_reports) AS day),
    CASE WHEN ended THEN a.due - m.earlier - 5 + (m.n % 12) ELSE a.closed_on - m.earlier END,
    CASE WHEN ended THEN NULL ELSE a.next_report_on - m.earlier END,
    CASE WHEN ended THEN '' ELSE a.setback END,
    CASE WHEN ended OR a.setback = '' THEN NULL ELSE a.setback_on END,
    m.lead_id, m.lead_path, 'L' || (m.n % 40), '', '', {own}
FROM made AS m JOIN supervision_assignment AS a ON a.id = m.origin
CROSS JOIN LATERAL (SELECT m.earlier > 300 AND m.n % 25 > 0
    AND a.due - m.earlier + 7 < current_date AS ended) AS e
"""
)
REPORTS = sql.SQL(
    "INSERT INTO supervision_progressreport (assignment_id, {names}) SELECT m.id, {own}"
    " FROM made AS m JOIN supervision_progressreport AS r ON r.assignment_id = m.origin"
)
EVENTS = sql.SQL(
    "INSERT INTO audit_auditevent (subject, {names})"
    " SELECT 'supervision.assignment:' || m.id, {own} FROM made AS m JOIN audit_auditevent AS e"
    " ON e.subject = 'supervision.assignment:' || m.origin"
)
