"""Tables brought up to date, as the owner, in a process of its own."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from zhigong.kernel.text import gettext_noop
from zhigong.program.database import roles
from zhigong.program.failure import Failure

PACKAGE = Path(__file__).resolve().parents[2]
NEWER = 3  # migrate_process: the tables belong to a newer program
LOCK = PACKAGE.parents[1] / "requirements.lock"


@functools.cache
def fingerprint() -> str:
    """Stands for everything that decides what the tables look like.

    The migrations and models, the settings that list the applications, and the locked libraries,
    which bring migrations of their own. Another fingerprint: migrate again.
    """
    digest = sha256()
    for path in _deciding_files():
        digest.update(path.relative_to(LOCK.parent).as_posix().encode())  # wherever it is unpacked
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _deciding_files() -> list[Path]:
    found = [LOCK, PACKAGE / "config" / "settings.py"]
    for pattern in ("migrations/*.py", "models.py", "models/*.py", "apps.py"):
        found += PACKAGE.rglob(pattern)
    return sorted(path for path in found if path.exists())


def is_current(owner_url: str) -> bool:
    """Whether this database was last migrated from exactly these files."""
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        row = owner.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()
    return row is not None and row[0] == f"schema {fingerprint()}"


def migrate(owner_url: str, app_url: str) -> str:
    """Run every migration that has not run, and return what was said about it.

    Refuses (``Failure``) tables that a newer program has changed.

    The program's role gets rows of new tables to read and write; what a migration takes away from
    it stays away.
    """
    with psycopg.connect(owner_url, autocommit=True, connect_timeout=10) as owner:
        roles.grant_by_default(owner, _role(app_url))
        said = _as_owner(
            owner_url, app_url, ["-m", "zhigong.program.database.migrate_process", "forward"]
        )
        roles.protect_history(owner, _role(app_url))
        owner.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(owner.info.dbname), sql.Literal(f"schema {fingerprint()}")
            )
        )
    return said


def rebuild(owner_url: str, app_url: str, wanted: list[list[str]]) -> None:
    """Throw away all tables and make them as they were once these migrations had run."""
    with psycopg.connect(owner_url, autocommit=True, connect_timeout=10) as owner:
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
        roles.grant_by_default(owner, _role(app_url))
    _as_owner(
        owner_url,
        app_url,
        ["-m", "zhigong.program.database.migrate_process", "apply"],
        said_to_it=json.dumps(wanted),
    )


def unknown_migrations(owner_url: str, app_url: str, wanted: list[list[str]]) -> list[str]:
    """Those of the list that this program does not have: it is older than whoever ran them."""
    said = _as_owner(
        owner_url,
        app_url,
        ["-m", "zhigong.program.database.migrate_process", "unknown"],
        said_to_it=json.dumps(wanted),
    )
    unknown: list[str] = json.loads(said)
    return unknown


def _role(url: str) -> str:
    return str(conninfo_to_dict(url)["user"])


def _as_owner(
    owner_url: str, app_url: str, command: list[str], *, said_to_it: str | None = None
) -> str:
    """A process of its own: settings read the database's address once, when they are loaded."""
    ended = subprocess.run(
        [sys.executable, *command],
        env={"DJANGO_SETTINGS_MODULE": "zhigong.config.settings"}
        | os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path]),
            "DATABASE_URL": app_url,
            "DATABASE_OWNER_URL": owner_url,
            "ZHIGONG_AS_OWNER": "1",
            "ZHIGONG_LOG": "WARNING",
        },
        input=said_to_it,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode == NEWER:
        raise Failure(
            gettext_noop(
                "数据库由更新的程序用过（%(newer)s）：请用那个版本的程序，或恢复升级前的备份。没有改动任何数据"
            ),
            newer=ended.stdout,
        )
    if ended.returncode != 0:
        raise Failure(
            gettext_noop("数据表没有更新成功：%(error)s"),
            error=(ended.stderr.strip().splitlines() or ["?"])[-1],
            detail=ended.stderr,
        )
    return ended.stdout
