"""Statements that are kept prepared, on connections that end without a word."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from datetime import date

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import DateField
from django.db.models.functions import TruncMonth
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext
from psycopg.pq import TransactionStatus

from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.postgres.kept import placed, written
from zhigong.foundation.statements import built_once, row_of, rows_of
from zhigong.foundation.web.models import SentForm
from zhigong.foundation.web.once import claim_key
from zhigong.kernel.actor import SYSTEM, Actor, Grant

ASKED = "SELECT %s::int + 1"


@pytest.fixture
def served(transactional_db):
    """A connection as a web worker has it: kept from request to request, looked after."""
    mine = connections["default"]
    mine.ensure_connection()
    before, mine.health_check_enabled = mine.health_check_enabled, True
    yield mine
    mine.close()
    mine.health_check_enabled = before


def ended_by_the_server(wrapper) -> None:
    """As a restart does: the server says goodbye and closes."""
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        pid = wrapper.connection.info.backend_pid
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def test_a_statement_is_planned_once_and_answers_anew(db):
    assert [row_of(ASKED, [n]) for n in (1, 41)] == [(2,), (42,)]

    kept = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"
    assert row_of(kept, ["SELECT $1::int + 1"]) == (1,)


AWKWARD = ["a", 'a"b', "a\\b", "a,b", "{a}", "", "NULL", " a ", "案件", "'; DROP"]


@pytest.mark.parametrize("listened", [False, True])
def test_values_arrive_as_they_were_given(db, listened):
    given = {
        "all": [*AWKWARD, None],
        "word": "a'b\\",
        "n": -7,
        "yes": True,
        "day": date(2026, 2, 3),
    }
    asked = """SELECT %(all)s::text[], %(word)s::text, %(n)s::int, %(yes)s::bool, %(day)s::date,
        %(none)s::text, %(word)s::text LIKE 'a%%', %(yeses)s::bool[], %(ns)s::int[]"""

    with CaptureQueriesContext(connection) if listened else nullcontext():
        found = row_of(asked, {**given, "none": None, "yeses": [True, False], "ns": [1, 0]})

    expected = (*given.values(), None, True, [True, False], [1, 0])
    assert found == expected


def test_a_kept_statement_is_told_by_values_in_their_order_or_by_name():
    assert placed("SELECT %s, %s") == (b"SELECT $1, $2", None)
    assert placed("SELECT %(b)s, %(a)s, %(b)s") == (b"SELECT $1, $2, $1", ("b", "a"))
    with pytest.raises(AssertionError):
        placed("SELECT %s, %(a)s")
    with pytest.raises(TypeError):
        written(object())
    assert written(written("案件")) == "案件".encode()


def test_a_transaction_taken_back_loses_no_statement(db):
    row_of(ASKED, [1])
    kept = set(connection.kept.names)

    with suppress(DataError), transaction.atomic():
        row_of("SELECT %s::text::int", ["none"])

    assert row_of(ASKED, [2]) == (3,)
    assert kept <= set(connection.kept.names)


def test_behind_a_pooler_nothing_is_kept(db, monkeypatch):
    monkeypatch.setattr(connection.kept, "prepared", False)
    asked = "SELECT %s::int + 2"

    assert [row_of(asked, [n]) for n in (1, 2)] == [(3,), (4,)]
    assert asked not in connection.kept.names


@pytest.mark.django_db(transaction=True)
def test_within_atomic_a_statement_begins_the_transaction(served):
    xid = "SELECT pg_current_xact_id()::text"
    with transaction.atomic():
        assert row_of(xid) == row_of(xid)
    assert row_of(xid) != row_of(xid)


@pytest.mark.django_db(transaction=True)
def test_the_driver_is_left_in_autocommit_and_django_begins_and_ends(served):
    found = []

    def look() -> None:
        status = TransactionStatus(served.connection.pgconn.transaction_status)
        found.append((status.name, served.get_autocommit(), served.connection.autocommit))

    with transaction.atomic():
        look()
        with suppress(DataError), transaction.atomic():
            row_of("SELECT %s::text::int", ["none"])
        look()
    look()

    assert found == [("INTRANS", False, True), ("INTRANS", False, True), ("IDLE", True, True)]


@pytest.mark.django_db(transaction=True)
def test_what_fails_or_is_taken_back_changes_nothing(served):
    with suppress(ZeroDivisionError), transaction.atomic():
        claim_key("one")
        raise ZeroDivisionError
    with transaction.atomic():
        claim_key("two")
        transaction.set_rollback(True)
    with transaction.atomic():
        claim_key("three")

    assert [one.key for one in SentForm.objects.all()] == ["three"]


@pytest.mark.django_db(transaction=True)
def test_begin_and_commit_are_told_to_who_counts_statements(served):
    with CaptureQueriesContext(served) as asked, transaction.atomic():
        row_of(ASKED, [7])

    assert [one["sql"] for one in asked] == ["BEGIN", "SELECT 7::int + 1", "COMMIT"]


@pytest.mark.django_db(transaction=True)
def test_a_long_answer_ends_with_its_transaction(served):
    names = MigrationRecorder.Migration.objects.values_list("name", flat=True)
    cursors = "SELECT is_holdable FROM pg_cursors WHERE name ^@ '_django'"
    with transaction.atomic():
        walk = names.iterator(chunk_size=2)
        next(walk)
        assert rows_of(cursors) == [(False,)]
    assert rows_of(cursors) == []
    assert len(list(names.iterator(chunk_size=2))) == names.count()


def test_it_is_counted_with_its_values(db):
    with CaptureQueriesContext(connection) as asked:
        rows_of(ASKED, [7])

    assert [one["sql"] for one in asked] == ["SELECT 7::int + 1"]


def test_a_mistake_is_told_as_by_the_orm(db):
    with pytest.raises(DataError):
        row_of("SELECT %s::text::int", ["none"])


@pytest.mark.django_db(transaction=True)
def test_who_acts_is_known_to_one_transaction_only(served):
    somebody = Actor(7, "somebody", (Grant("mediation.read", "1/"),))
    said = "SELECT current_setting('zhigong.label', true), current_setting('zhigong.actor', true)"

    with acting(somebody):
        assert row_of(said) == ("somebody", "7")
    assert row_of(said) == ("", "")
    with acting(SYSTEM):
        announce_actor(somebody)
        assert row_of(said) == ("somebody", "7")


@pytest.mark.django_db(transaction=True)
def test_after_a_restart_the_next_request_is_answered(served):
    assert row_of(ASKED, [1]) == (2,)
    ended_by_the_server(served)

    served.close_if_unusable_or_obsolete()  # a request begins

    assert row_of(ASKED, [1]) == (2,)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_ends_within_a_request_fails_that_one_and_no_other(served):
    served.close_if_unusable_or_obsolete()
    assert row_of(ASKED, [1]) == (2,)
    ended_by_the_server(served)

    with pytest.raises(OperationalError):
        row_of(ASKED, [1])
    served.close_if_unusable_or_obsolete()  # it ends, the next begins

    assert row_of(ASKED, [1]) == (2,)


@pytest.mark.django_db(transaction=True)
def test_a_quiet_connection_is_not_asked_how_it_is(served, monkeypatch):
    row_of(ASKED, [1])
    served.close_if_unusable_or_obsolete()
    monkeypatch.setattr(served, "is_usable", pytest.fail)

    assert row_of(ASKED, [1]) == (2,)


def test_a_query_is_built_once_for_the_same_arguments_and_asked_each_time(db):
    built = []

    @built_once
    def applied_of(app: str, most: int):
        built.append((app, most))
        rows = MigrationRecorder.Migration.objects.filter(app=app).order_by("name")
        month = TruncMonth(
            "applied", output_field=DateField()
        )  # a day only by the ORM's conversion
        return rows.annotate(month=month).values_list("name", "month")[:most]

    with CaptureQueriesContext(connection) as asked:
        first, again, fewer = applied_of("org", 9), applied_of("org", 9), applied_of("org", 1)

    assert built == [("org", 9), ("org", 1)]
    assert len(asked) == 3
    assert first == again
    assert fewer == first[:1]
    assert first[0][0] == "0001_initial"
    assert type(first[0][1]) is date
    assert first[0][1].day == 1
