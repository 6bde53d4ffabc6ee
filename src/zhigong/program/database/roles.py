"""The two roles and what each may do.

``zhigong_owner`` owns the database and its tables and runs migrations; ``zhigong_app`` is the
running program: it reads and writes rows, and can neither change tables nor, once the audit
migration has taken those rights away, edit the trail.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

OWNER = "zhigong_owner"
APP = "zhigong_app"
DATABASE = "zhigong"


def prepare_roles(server: psycopg.Connection, passwords: dict[str, str]) -> None:
    """Create the roles that are missing. ``server`` is a superuser's connection in autocommit."""
    present = {name for (name,) in server.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role, rights in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
        if role not in present:
            server.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
                    sql.Identifier(role), sql.SQL(rights), _verifier(server, role, passwords[role])
                )
            )


def _verifier(server: psycopg.Connection, role: str, password: str) -> sql.Literal:
    """The password as the server will store it, so that it never stands in a log."""
    hashed = server.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    return sql.Literal(hashed)


def prepare_database(server: psycopg.Connection, name: str) -> None:
    """Create the owner's database unless present; nobody but the two roles may connect."""
    known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if known is None:
        server.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )
    server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    server.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            sql.Identifier(name), sql.Identifier(APP)
        )
    )


def grant_by_default(owner: psycopg.Connection, app: str) -> None:
    """In the owner's database: rows of every table to come are the program's to read and write.

    Run before every migration; it never gives back a right that a migration took away.
    """
    role = sql.Identifier(app)
    by_default = "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
    owner.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
    for statement in (
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "GRANT USAGE, SELECT ON SEQUENCES TO {}",
    ):
        owner.execute(sql.SQL(by_default + statement).format(role))


def protect_history(owner: psycopg.Connection, app: str) -> None:
    """After migrations: which migrations have run is the owner's to write, not the program's."""
    owner.execute(
        sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}").format(
            sql.Identifier(app)
        )
    )
