"""今天 in two languages and for two people: drawn once for the same answers, never for others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.identity import people
from tests.mediation.conftest import accepted, case, in_talks, place  # noqa: F401
from tests.mediation.moves import version
from tests.people import acting_as, the_day  # noqa: F401
from zhigong.foundation import clock
from zhigong.mediation.actions.talks import call_hearing

pytestmark = pytest.mark.django_db


def day_of(client) -> str:
    answer = client.get("/today/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def desk(in_talks, place):  # noqa: F811
    return people.signed_in(place.director)


def test_the_day_is_said_in_the_readers_language(desk, in_talks):  # noqa: F811
    chinese = day_of(desk)
    desk.cookies["zhigong_language"] = "en"
    english = day_of(desk)
    desk.cookies["zhigong_language"] = "zh-hans"

    assert "要办的事" in chinese
    assert "在办案件按状态" in chinese
    assert "要办的事" not in english
    assert "在办案件按状态" not in english
    assert day_of(desk) == chinese


def test_a_meeting_just_called_stands_in_the_week(desk, in_talks, as_):  # noqa: F811
    before = day_of(desk)
    day = clock.today()
    call_hearing(
        actor=as_("mediator"),
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        starts_at=datetime(day.year, day.month, day.day, 7, 30, tzinfo=UTC),
        way="room",
        place="一号室",
    )

    after = day_of(desk)

    assert "一号室" not in before
    assert "一号室" in after


def test_another_persons_day_is_not_shown(desk, in_talks, place):  # noqa: F811
    assert in_talks.headline in day_of(people.signed_in(place.mediator))
    assert in_talks.headline not in day_of(people.signed_in(place.outsider))


def test_the_day_asks_eight_statements(desk):
    day_of(desk)

    with CaptureQueriesContext(connection) as asked:
        day_of(desk)

    said = [
        q for q in asked if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    assert len(said) <= 8
    assert sum("mediation_tally" in q["sql"] for q in said) == 2  # figures walk no cases
