"""Persons and memberships, asked without any filter, as several actors and as nobody."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.membership.conftest import DAY, number
from zhigong.foundation.search.models import SearchEntry
from zhigong.membership.actions.moving import send_member
from zhigong.membership.models import Membership, Person
from zhigong.membership.queries import persons_visible_to, roster_visible_to

TABLES = (Person, Membership, SearchEntry)
SEEING = ("first", "federation", "system")
BLIND = ("second", "outsider", "nobody")


@pytest.mark.parametrize("name", SEEING)
def test_who_reads_the_union_sees_its_members(member, as_, name):
    as_(name)
    assert [t.__name__ for t in TABLES if not t.objects.exists()] == []


@pytest.mark.parametrize("name", BLIND)
def test_a_query_without_filter_shows_others_nothing(member, as_, name):
    as_(name)
    assert [t.__name__ for t in TABLES if t.objects.exists()] == []


@pytest.mark.parametrize("name", SEEING + BLIND)
def test_the_filtered_queries_agree_with_the_database(member, as_, name):
    actor = as_(name)
    assert persons_visible_to(actor).exists() == Person.objects.exists()
    assert roster_visible_to(actor).exists() == Membership.objects.exists()


def test_the_receiving_union_sees_whom_it_receives(member, as_, place):
    send_member(
        actor=as_("first"),
        membership_id=member.pk,
        seen_version=member.version,
        target_id=place.two.pk,
    )
    actor = as_("second")
    assert [t.__name__ for t in TABLES if not t.objects.exists()] == []
    assert persons_visible_to(actor).exists()


def test_outside_any_actor_nothing_is_seen(member):
    with connection.cursor() as cursor:
        for name in ("label", "actor", "own", "over_membership"):
            cursor.execute("SELECT set_config(%s, '', true)", [f"zhigong.{name}"])
    assert [t.__name__ for t in TABLES if t.objects.exists()] == []


def test_a_stranger_cannot_write(member, as_, place):
    as_("second")
    assert Person.objects.update(name="改了") == 0
    assert Membership.objects.all().delete()[0] == 0
    stolen = {"name": "乙方", "sex": "male", "birth": DAY, "citizen_id": number(9)}
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.create(**stolen, unit_path=place.one.path)


def test_every_table_of_members_stands_under_row_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'membership\\_%%'"
            " AND NOT relrowsecurity"
        )
        assert cursor.fetchall() == []
