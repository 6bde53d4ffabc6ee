"""The fixed statements behind the pages give what the ORM gives."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from tests.mediation.moves import version
from zhigong.foundation.inbox.queries import waiting_count, waiting_for
from zhigong.mediation.actions.assignment import invite_authority
from zhigong.mediation.actions.settlement import draft_agreement
from zhigong.mediation.actions.talks import call_hearing, note_offer
from zhigong.mediation.queries import case_file, case_files
from zhigong.mediation.rules.agreement import Payment


@pytest.fixture
def full(in_talks, as_, place, today):
    """A case with claims, a hearing, an offer, an agreement, and an authority that takes part."""
    of_case = {"case_id": in_talks.pk}
    invite_authority(
        actor=as_("director"),
        seen_version=version(in_talks),
        unit_id=place.arbitration.pk,
        purpose="联合调解",
        **of_case,
    )
    mediator = as_("mediator")
    call_hearing(
        actor=mediator,
        seen_version=version(in_talks),
        starts_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        way="room",
        place="一号室",
        **of_case,
    )
    note_offer(
        actor=mediator,
        seen_version=version(in_talks),
        side="employer",
        amount=Decimal("8000.10"),
        terms="一次付清",
        **of_case,
    )
    draft_agreement(
        actor=mediator,
        seen_version=version(in_talks),
        terms="付清后再无争议。",
        payments=[Payment(today.replace(day=20), Decimal("5000.50"))],
        **of_case,
    )
    return in_talks


def rows(case, name):
    owner = case.agreement if name == "instalments" else case
    return [model_to_dict(one) for one in getattr(owner, name).all()]


@pytest.mark.parametrize(
    "name", ["claims", "hearings", "offers", "participations", "instalments", "parties"]
)
def test_a_case_file_holds_what_its_tables_hold(full, as_, name):
    director = as_("director")

    found = rows(case_file(director, full.pk), name)

    assert found == rows(case_files(director).get(pk=full.pk), name)
    assert found


def test_a_case_file_is_read_in_four_statements(full, as_):
    director = as_("director")

    with CaptureQueriesContext(connection) as asked:
        case = case_file(director, full.pk)
        assert [one.unit.name for one in case.participations.all()]
        assert case.agreement.instalments.all()[0].amount == Decimal("5000.50")

    assert len(asked) == 4


def test_who_may_not_know_of_a_case_gets_no_file(full, as_):
    assert case_file(as_("outsider"), full.pk) is None


@pytest.mark.parametrize("who", ["director", "mediator", "worker", "outsider", "nobody"])
def test_the_count_of_what_waits_is_the_number_of_rows(case, full, as_, who):
    actor = as_(who)

    assert waiting_count(actor) == waiting_for(actor).count()


def test_a_new_request_waits_for_the_director(case, as_):
    assert waiting_count(as_("director")) == 1
