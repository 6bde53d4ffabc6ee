"""Tables brought up to date, as the owner, in a process of its own."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from zhigong.kernel.text import gettext_noop
from zhigong.program import roles
from zhigong.program.failure import Failure

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = PACKAGE.parents[1] / "requirements.lock"


@functools.cache
def fingerprint() -> str:
    """Stands for everything that decides what the tables look like.

    The migrations and models, the settings that list the applications, and the locked libraries,
    which bring migrations of their own. Another fingerprint: migrate again.
    """
    digest = sha256()
    for path in _deciding_files():
        digest.update(path.as_posix().encode())
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

    The program's role gets rows of new tables to read and write; what a migration takes away from
    it stays away.
    """
    app_role = str(conninfo_to_dict(app_url)["user"])
    with psycopg.connect(owner_url, autocommit=True, connect_timeout=10) as owner:
        roles.grant_by_default(owner, app_role)
        said = _run_migrations(owner_url, app_url)
        roles.protect_history(owner, app_role)
        owner.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(owner.info.dbname), sql.Literal(f"schema {fingerprint()}")
            )
        )
    return said


def _run_migrations(owner_url: str, app_url: str) -> str:
    """A process of its own: settings read the database's address once, when they are loaded."""
    ended = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--no-input", "--no-color"],
        env={"DJANGO_SETTINGS_MODULE": "zhigong.config.settings"}
        | os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path]),
            "DATABASE_URL": app_url,
            "DATABASE_OWNER_URL": owner_url,
            "ZHIGONG_AS_OWNER": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise Failure(
            gettext_noop("数据表没有更新成功：%(error)s"),
            error=(ended.stderr.strip().splitlines() or ["?"])[-1],
            detail=ended.stderr,
        )
    return ended.stdout
