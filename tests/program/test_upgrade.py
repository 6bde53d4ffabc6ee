"""An upgrade with rows: tables as the last migration of each module found them come through whole.

Lived through by the platform's own actions, the rows are copied into tables of before; then those are
migrated. ``./zhigong check`` runs it (marker ``upgrade``). What is newer than that has no rows yet, as on a machine that is brought up to date.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests.databases import TestServer
from zhigong.foundation import clock
from zhigong.mediation.actions.notices import said
from zhigong.portal.demo.build import read
from zhigong.portal.demo.disputes import Dispute, live, receive
from zhigong.portal.demo.notices import Told
from zhigong.portal.demo.people import build_people
from zhigong.portal.demo.tasks import build_tasks
from zhigong.portal.demo.units import build_units
from zhigong.program.backup import rows
from zhigong.program.backup.rows import Table
from zhigong.program.database import schema

NAME = "zhigong_test_upgraded_{}"
PEOPLED = {
    "org_unit", "identity_account", "identity_rolegrant", "mediation_case", "mediation_party",
    "mediation_reach", "mediation_agreement", "clocks_clock", "inbox_waiting", "audit_auditevent",
    "notify_notice", "search_searchentry", "supervision_assignment", "supervision_sourcedocument",
}  # fmt: skip


def before_the_last() -> list[list[str]]:
    """All but the last migration of each module of ours, save where an earlier one builds on it."""
    graph = MigrationLoader(connection).graph
    ours = {a.label for a in apps.get_app_configs() if a.name.startswith("zhigong.")}
    last = {
        node
        for app in ours
        for node in graph.leaf_nodes(app)
        if any(above[0] == app for above in graph.nodes[node].dependencies)
    }
    kept = {one for node in graph.nodes if node not in last for one in graph.forwards_plan(node)}
    return [list(node) for node in sorted(kept)]


@pytest.fixture
def older(database_server: TestServer, database_name: str) -> Iterator[str]:
    """The name of a database with the tables of before."""
    name = NAME.format(database_name.rpartition("_")[2])
    with database_server.maintenance() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    schema.rebuild(
        database_server.owner_url(name), database_server.app_url(name), before_the_last()
    )
    yield name
    database_server.drop(name)


def live_through() -> None:
    """Units, people, a dispute with its agreement, tasks."""
    district, stories, chance = read("district"), read("stories"), random.Random(1)
    with clock.frozen(clock.today() - timedelta(days=400)):
        units = build_units(district)
        people = build_people(district, units)
    build_tasks(
        read("tasks"), units, people
    )  # before there is a dispute: of one alone no figure is told
    day, told = clock.today() - timedelta(days=30), Told(said)
    case = receive(stories, 1, day, None, chance)
    dispute = Dispute(
        case, day, people["demo.mediator"], chance, stories["words"], stories["rooms"],
        case.sent_at, told,
    )  # fmt: skip
    live(dispute, "performing", people["demo.supervisor"])


def shared(here: psycopg.Connection, there: psycopg.Connection) -> list[Table]:
    """Tables of both databases, with the columns of both."""
    known = {table.name: table.columns for table in rows.tables(there)}
    return [
        Table(table.name, [c for c in table.columns if c in known[table.name]])
        for table in rows.tables(here)
        if table.name in known
    ]


def content(owner: psycopg.Connection, tables: list[Table]) -> dict[str, list[bytes]]:
    """Every table's lines, in an order of their own."""
    found = {t.name: sorted(b"".join(rows.rows_out(owner, t)).splitlines()) for t in tables}
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.upgrade
@pytest.mark.django_db(transaction=True)
def test_rows_come_through_an_upgrade_as_they_were(
    older: str, database_server: TestServer, database_name: str
) -> None:
    with transaction.atomic():
        live_through()
    connections.close_all()
    with (
        database_server.owner(database_name) as now,
        psycopg.connect(database_server.owner_url(older)) as then,
    ):
        tables = shared(now, then)
        copied = ((table, rows.rows_out(now, table)) for table in tables)
        rows.replace_all(then, copied, rows.sequences(then))
        before = content(then, tables)

    schema.migrate(database_server.owner_url(older), database_server.app_url(older))

    with database_server.owner(older) as then:
        after = content(then, tables)
        history = {tuple(node) for node in rows.migrations(then)}
    assert set(before) >= PEOPLED
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert history >= set(MigrationLoader(None).disk_migrations)
