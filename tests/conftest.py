"""What every test finds: a database of its own process, cloned from a migrated template.

The first test that asks for a database starts the embedded server (or uses the one that
``DATABASE_URL`` and ``DATABASE_OWNER_URL`` name); tests of pure code never wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, TypeVar

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.databases import TestServer, sentence, test_server
from zhigong.config.env import database
from zhigong.program.failure import Failure

Got = TypeVar("Got")

# Properties are asked with the same examples in every run: what fails, fails for whoever looks.
# New examples are looked for on purpose: ./zhigong test --hypothesis-profile=search tests/...
hypothesis.settings.register_profile("zhigong", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("zhigong")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's journeys last: its event loop stays in the thread that has begun it."""
    items.sort(key=lambda item: item.nodeid.startswith("tests/journeys/"))


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Argon2 as in earnest, but with the least memory and time: every other test makes officers."""
    with pytest.MonkeyPatch.context() as patch:
        for name, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, least)
        yield


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Every test begins in the product's language, whatever the last page asked for was written in.

    The middleware of languages sets the thread's and leaves it; a test that makes a sentence without
    a request would otherwise get its neighbour's.
    """
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def database_server() -> Iterator[TestServer]:
    """The server that test databases are made on."""
    with ExitStack() as stack:
        yield _or_fail(lambda: stack.enter_context(test_server()))


@pytest.fixture(scope="session")
def database_name(database_server: TestServer) -> Iterator[str]:
    """This process's own database, dropped at the end."""
    name = f"zhigong_test_{os.getpid()}"
    _or_fail(lambda: database_server.make(name))
    yield name
    database_server.drop(name)


def _or_fail(attempt: Callable[[], Got]) -> Got:
    """A test that can get no database says why in one sentence, without a traceback."""
    try:
        return attempt()
    except (Failure, psycopg.Error) as error:
        reason = sentence(error)
    pytest.fail(reason, pytrace=False)


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: TestServer, database_name: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Point Django at the clone, as the program's role."""
    settings = connections["default"].settings_dict
    before = dict(settings)
    named = database(database_server.app_url(database_name))
    settings.update({key: named[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", _renew(database_server, database_name)
        )
        yield
    with django_db_blocker.unblock():
        connections.close_all()
    settings.update(before)


def _renew(server: TestServer, name: str) -> Any:
    """After a test that committed: a new clone.

    The program's role may not empty tables, the trail refuses it to everybody, and rows that
    migrations wrote must be there again.
    """

    def renew(_case: TransactionTestCase) -> None:
        connections.close_all()
        server.clone(name, server.template())

    return renew


@pytest.fixture
def owner(database_server: TestServer, database_name: str) -> Iterator[psycopg.Connection]:
    """The owner's connection to the test database, to look at or arrange what the program may not.

    What it commits stays unless the test is ``transaction=True``.
    """
    with database_server.owner(database_name) as connection:
        yield connection
