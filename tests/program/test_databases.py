"""The test database itself: who we are on it, and that it comes back after a commit."""

from __future__ import annotations

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.utils import ProgrammingError


@pytest.mark.django_db
def test_tests_run_as_the_program_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolcreatedb, rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        )

        assert cursor.fetchone() == (connection.settings_dict["USER"], False, False, False)


@pytest.mark.django_db
def test_the_program_role_cannot_change_tables() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("CREATE TABLE notes (id int)")


@pytest.mark.django_db
def test_the_program_role_cannot_rewrite_which_migrations_ran() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("DELETE FROM django_migrations")


@pytest.mark.django_db
def test_the_program_role_writes_rows() -> None:
    Group.objects.create(name="a row")

    assert Group.objects.filter(name="a row").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(turn: int, owner: psycopg.Connection) -> None:
    assert Group.objects.count() == 0, turn

    Group.objects.create(name="committed")

    seen = owner.execute("SELECT count(*) FROM auth_group").fetchone()
    assert seen == (1,)
