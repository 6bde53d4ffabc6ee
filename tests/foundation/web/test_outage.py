"""A server of its own that really stops: pages say so, and come back by themselves."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection, connections
from django.http import HttpResponse
from django.test import Client
from psycopg import errors

from zhigong.config.env import database
from zhigong.foundation.web.outage import is_outage
from zhigong.program.database.postgres import Cluster
from zhigong.program.database.roles import APP

PAGE = "/calculate/"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="zg-") as name:
        Path(name).chmod(0o755)
        made = Cluster(Path(name) / "pg", profile="throwaway")
        made.start()
        yield made
        made.stop()


@pytest.fixture
def stoppable(cluster, django_db_blocker) -> Iterator[Cluster]:
    """The program's connection leads to this server; it has no tables, and these pages ask none."""
    settings = connections["default"].settings_dict
    before = dict(settings)
    settings.update(database(cluster.url(APP)))
    settings.update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
    with django_db_blocker.unblock():
        connection.close()
        yield cluster
        connection.close()
    settings.clear()
    settings.update(before)


def ask(path: str = PAGE, method: str = "get", **more: str) -> HttpResponse:
    client = Client(raise_request_exception=False)
    response = getattr(client, method)(path, **more)
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.slow
def test_a_stopped_database_is_said_in_words_and_pages_come_back_by_themselves(stoppable):
    assert [ask(path).status_code for path in (PAGE, "/healthz")] == [200, 200]

    stoppable.stop()
    page, health = ask(), ask("/healthz")
    assert (page.status_code, health.status_code) == (503, 503)
    assert health.content == b"database down\n"
    assert int(page["Retry-After"]) == int(health["Retry-After"]) > 0
    assert page["Cache-Control"] == "no-store"
    assert "default-src 'self'" in page["Content-Security-Policy"]
    told = page.content.decode()
    assert "数据库暂时连不上" in told
    assert f'href="{PAGE}"' in told
    assert "Traceback" not in told
    assert "psycopg" not in told

    stoppable.start()
    assert [ask(path).status_code for path in (PAGE, "/healthz")] == [200, 200]


@pytest.mark.slow
def test_it_speaks_the_readers_language_keeps_his_mode_and_is_one_line_in_the_log(
    stoppable, caplog
):
    stoppable.stop()
    try:
        with caplog.at_level(logging.WARNING):
            client = Client(raise_request_exception=False)
            client.cookies["zhigong_mode"] = "elder"
            client.cookies["zhigong_session"] = "whoever"
            page = client.get(PAGE, headers={"accept-language": "en"})
    finally:
        stoppable.start()

    told = page.content.decode()
    assert page.status_code == 503
    assert "The database that keeps the records does not answer" in told
    assert 'data-mode="elder"' in told
    assert [r.levelname for r in caplog.records] == ["WARNING"]
    assert caplog.records[0].exc_info is None


@pytest.mark.slow
def test_who_posts_is_told_that_it_did_not_take_effect_and_to_go_back(stoppable):
    stoppable.stop()
    try:
        page = ask("/progress/", "post", data={"code": "1", "mobile": "2"})
    finally:
        stoppable.start()

    assert page.status_code == 503
    assert "刚才这一步没有生效" in page.content.decode()
    assert "再试一次" not in page.content.decode()


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OperationalError("connection refused"), True),
        (InterfaceError("connection already closed"), True),
        (caused(OperationalError(), errors.AdminShutdown()), True),
        (caused(OperationalError(), errors.CannotConnectNow()), True),
        (caused(OperationalError(), errors.TooManyConnections()), True),
        (caused(OperationalError(), errors.ConnectionFailure()), True),
        (caused(OperationalError(), errors.QueryCanceled()), False),
        (caused(OperationalError(), errors.LockNotAvailable()), False),
        (caused(ProgrammingError(), errors.UndefinedTable()), False),
        (ValueError("x"), False),
    ],
)
def test_only_a_database_out_of_reach_is_an_outage(error, outage):
    assert is_outage(error) == outage
