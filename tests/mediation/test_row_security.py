"""Every table of cases, asked without any filter, as several actors and as nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from tests.mediation.moves import draft, version
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.clocks.models import Clock
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions.assignment import invite_authority
from zhigong.mediation.actions.drafts import begin_draft, own_entry
from zhigong.mediation.actions.talks import call_hearing, note_offer
from zhigong.mediation.models import (
    Agreement,
    Case,
    Claim,
    Draft,
    Hearing,
    Instalment,
    Offer,
    Participation,
    Party,
)
from zhigong.mediation.queries import cases_visible_to

OF_A_CASE = (
    Case, Party, Claim, Offer, Hearing, Participation, Agreement, Instalment, Clock,
)  # fmt: skip
SEEING = ("director", "mediator", "worker", "arbitrator", "system")
BLIND = ("judge", "outsider", "other_mediator", "nobody")


@pytest.fixture
def full(in_talks, as_, place):
    """A case with a row in every table, in which arbitration takes part and the court does not."""
    director = as_("director")
    invite_authority(
        actor=director,
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        unit_id=place.arbitration.pk,
        purpose="联合调解",
    )
    mediator = as_("mediator")
    call_hearing(
        actor=mediator,
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        starts_at=clock.now().replace(year=2027),
        way="room",
        place="一号室",
    )
    note_offer(
        actor=mediator,
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        side="employer",
        amount=Decimal(100),
        terms="",
    )
    draft(mediator, in_talks, date(2026, 12, 1))
    return in_talks


@pytest.mark.parametrize("name", SEEING)
def test_who_takes_part_sees_every_part_of_the_case(full, as_, name):
    as_(name)

    assert [m.__name__ for m in OF_A_CASE if not m.objects.exists()] == []


@pytest.mark.parametrize("name", BLIND)
def test_a_query_without_filter_shows_others_nothing(full, as_, name):
    as_(name)

    assert [m.__name__ for m in OF_A_CASE if m.objects.exists()] == []


@pytest.mark.parametrize("name", SEEING + BLIND)
def test_the_filtered_query_agrees_with_the_database(full, as_, name):
    actor = as_(name)

    assert cases_visible_to(actor).exists() == Case.objects.exists()


def test_outside_any_actor_nothing_is_seen(full):
    with connection.cursor() as cursor:
        for name in ("label", "actor", "own", "over_mediation", "follow_mediation"):
            cursor.execute("SELECT set_config(%s, '', true)", [f"zhigong.{name}"])

    assert [m.__name__ for m in OF_A_CASE if m.objects.exists()] == []


def test_a_stranger_cannot_write_into_a_case(full, as_):
    as_("outsider")

    assert Case.objects.filter(pk=full.pk).update(headline="改了") == 0
    assert Case.objects.filter(pk=full.pk).delete()[0] == 0


def test_a_draft_is_seen_by_its_writer_only(as_):
    draft, key = begin_draft(actor=as_("nobody"))

    as_("director")
    assert not Draft.objects.exists()
    announce_actor(Actor(None, "anonymous", own=(own_entry(key),)))
    assert Draft.objects.get() == draft


def test_every_table_of_cases_stands_under_row_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'mediation\\_%%'"
            " AND NOT relrowsecurity"
        )
        open_tables = {name for (name,) in cursor.fetchall()}

    assert open_tables == {"mediation_declaredtie"}  # who stepped aside is asked at assignment
