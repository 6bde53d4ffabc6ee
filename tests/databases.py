"""Databases for tests: one cluster, a template per schema, a clone per test process.

Tests connect as the program's role, so what the database refuses the program it refuses the tests.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from zhigong.program.database import chosen as database
from zhigong.program.database import schema
from zhigong.program.database.postgres import Cluster, cluster_home
from zhigong.program.database.private import wait_for_lock
from zhigong.program.database.processes import is_alive
from zhigong.program.database.roles import APP, OWNER
from zhigong.program.failure import Failure

KEPT_TEMPLATES = 4


class TestServer:
    """A server to make databases on: the embedded test cluster, or the one that was named."""

    __test__ = False

    def __init__(self, folder: Path, owner_url: str, app_url: str) -> None:
        self.folder = folder
        self._owner_url = owner_url
        self._app_url = app_url

    def owner_url(self, name: str) -> str:
        return _with_database(self._owner_url, name)

    def app_url(self, name: str) -> str:
        return _with_database(self._app_url, name)

    def owner(self, name: str) -> psycopg.Connection:
        return psycopg.connect(self.owner_url(name), autocommit=True, connect_timeout=10)

    def maintenance(self) -> psycopg.Connection:
        """Where databases are made and dropped from: the one that was named first."""
        return psycopg.connect(self._owner_url, autocommit=True, connect_timeout=10)

    def template(self) -> str:
        """The database that others are copied from, made by running every migration once."""
        name = f"zhigong_template_{schema.fingerprint()}"
        with wait_for_lock(self.folder / "template.lock"), self.maintenance() as server:
            known = _names(server, "zhigong_template_")
            if name not in known:
                self._build(server, name)
                for old in known[: -KEPT_TEMPLATES + 1]:
                    _drop(server, old)
        return name

    def _build(self, server: psycopg.Connection, name: str) -> None:
        scratch = f"zhigong_building_{os.getpid()}"
        _drop(server, scratch)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(scratch)))
        schema.migrate(self.owner_url(scratch), self.app_url(scratch))
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(scratch), sql.Identifier(name)
            )
        )

    def make(self, name: str) -> None:
        """This process's database, and proof that the program's role gets in."""
        self.drop_leftovers()
        self.clone(name, self.template())
        psycopg.connect(self.app_url(name), connect_timeout=10).close()

    def clone(self, name: str, template: str) -> None:
        """A fresh copy of the template under this name, whatever was there before."""
        self._disconnect_program(name)
        with self.maintenance() as server:
            _drop(server, name)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )

    def drop(self, name: str) -> None:
        self._disconnect_program(name)
        with self.maintenance() as server:
            _drop(server, name)

    def drop_leftovers(self) -> None:
        """Databases of test runs that were killed; their process number is in the name."""
        with self.maintenance() as server:
            for name in _names(server, "zhigong_test_", "zhigong_building_"):
                number = re.search(r"_(\d+)", name)
                if number and not is_alive(int(number.group(1))):
                    _drop(server, name)

    def _disconnect_program(self, name: str) -> None:
        """End what threads of a test left open; a role may end its own connections."""
        try:
            with psycopg.connect(self.app_url(name), autocommit=True) as program:
                program.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <>"
                    " pg_backend_pid() AND datname = current_database() AND usename = current_user"
                )
        except psycopg.OperationalError:
            return  # there is no such database yet


def _names(server: psycopg.Connection, *prefixes: str) -> list[str]:
    """Databases by the beginning of their name, oldest first."""
    rows = server.execute("SELECT datname FROM pg_database ORDER BY oid").fetchall()
    return [name for (name,) in rows if name.startswith(prefixes)]


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def test_server() -> Iterator[TestServer]:
    """The server, running for as long as the ``with`` lasts. Raises ``Failure`` in words."""
    folder = database.make_data_folder() / "test"
    folder.mkdir(exist_ok=True)
    if database.uses_own_server():
        owner = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
        yield TestServer(folder, owner, os.environ["DATABASE_URL"])
        return
    with Cluster(cluster_home(folder), profile="throwaway") as cluster:
        yield TestServer(folder, cluster.url(OWNER), cluster.url(APP))


def sentence(error: Exception) -> str:
    """Why there is no database, in one line."""
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    detail = (
        f"\n{error.params['detail']}"
        if isinstance(error, Failure) and "detail" in error.params
        else ""
    )
    return f"Tests have no database: {reason}{detail}"
