"""Statements that are kept prepared, on connections that end without a word."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, connections
from django.db.utils import DataError
from django.test.utils import CaptureQueriesContext

from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.statements import row_of, rows_of
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
