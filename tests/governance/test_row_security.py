"""Every table of governance, asked without any filter, as several actors and as nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from tests.governance.conftest import DAY, of
from zhigong.foundation.clocks.models import Clock
from zhigong.governance.actions import meetings, resources
from zhigong.governance.actions.steps import take_step
from zhigong.governance.actions.terms import set_term
from zhigong.governance.models import Adopter, Matter, Meeting, Paper, Practice, Promotion, Record
from zhigong.governance.queries.records import visible

MODELS = [*apps.get_app_config("governance").get_models(), Clock]
RECORDS = [m for m in MODELS if issubclass(m, Record)]
OFFICES = ("office", "leader", "system")
COMMITTEES = {"Matter", "ResourceRequest", "Delivery", "Duty", "Meeting", "Topic", "Paper"}


@pytest.fixture
def full(promised, duty, meeting, sent, endorsement, practice, as_, place):
    office = as_("office")
    resources.give(**of(promised, office, on=DAY, amount=Decimal(1), proof="凭证"))
    take_step(**of(meeting, office, model=Meeting, verb="invite_topics"))
    meetings.add_topic(**of(meeting, office, title="议题", why="", raised_by="区总"))
    meeting.decisions.create(text="议定")
    set_term(
        actor=office, unit_id=place.district.pk, name="本届", begins=DAY, ends=date(2031, 1, 1)
    )
    Promotion.objects.create(practice=practice, level="city", event="media", title="报道", on=DAY)
    Adopter.objects.create(practice=practice, name="邻区", since=DAY, confirmed="来函")


@pytest.mark.parametrize("name", OFFICES)
def test_the_office_sees_every_part(full, as_, name):
    as_(name)

    assert [m.__name__ for m in MODELS if not m._default_manager.exists()] == []


def test_a_committee_sees_what_concerns_it_and_nothing_else(full, as_):
    as_("party")

    seen = {m.__name__ for m in MODELS if m._default_manager.exists()}
    assert seen == COMMITTEES | {"Decision", "Clock"}


@pytest.mark.parametrize("name", ["other_party", "street_officer", "outsider", "nobody"])
def test_a_query_without_filter_shows_others_nothing(full, as_, name):
    as_(name)

    assert [m.__name__ for m in MODELS if m._default_manager.exists()] == []


@pytest.mark.parametrize("name", [*OFFICES, "party", "other_party", "outsider", "nobody"])
def test_the_filtered_query_agrees_with_the_database(full, as_, name):
    actor = as_(name)
    for model in RECORDS:
        assert set(visible(model, actor)) == set(model.objects.all())


def test_a_stranger_changes_nothing(full, as_):
    as_("outsider")

    assert [m.objects.update(headline="改了") for m in RECORDS] == [0] * len(RECORDS)


@pytest.mark.parametrize("model", [Matter, Meeting, Paper])
def test_who_only_reads_cannot_write(full, as_, model):
    as_("party")

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        model.objects.update(headline="改了")


def test_every_table_stands_under_row_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relname LIKE 'governance\\_%%' AND NOT relrowsecurity"
        )

        assert cursor.fetchall() == []
    assert Practice._meta.db_table == "governance_practice"
