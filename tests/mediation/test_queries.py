"""The fixed statements behind the pages give what the ORM gives."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from tests.mediation.conftest import ANSWERS
from tests.mediation.moves import version
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.queries import course_and_looks, trail_of
from zhigong.foundation.audit.record import looked
from zhigong.foundation.inbox.queries import waiting_count, waiting_for
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions.assignment import invite_authority
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.settlement import draft_agreement
from zhigong.mediation.actions.talks import call_hearing, note_offer
from zhigong.mediation.models import Case
from zhigong.mediation.queries import case_file, case_files, cases_visible_to
from zhigong.mediation.queries.lines import Line, Wanted, case_lines
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


WHO = ["director", "mediator", "other_mediator", "worker", "arbitrator", "judge", "outsider", "nobody"]  # fmt: skip


@pytest.mark.parametrize("who", [*WHO, "system"])
def test_the_list_holds_the_cases_that_are_visible(case, full, as_, who):
    receive_request(actor=as_("nobody"), answers=ANSWERS, channel="web")
    actor = as_(who)

    found = case_lines(actor, Wanted(), most=50)

    assert found == [line_of(one) for one in cases_visible_to(actor)]


def test_who_proved_a_request_his_own_finds_it_in_the_list(case):
    visitor = Actor(None, "anonymous", own=(f"mediation.case:{case.code}",))
    announce_actor(visitor)

    assert [one.pk for one in case_lines(visitor, Wanted(), most=50)] == [case.pk]


def line_of(case: Case) -> Line:
    running = [one for one in case.deadlines if one.state == "running"]
    clock = min(running, key=lambda one: one.due, default=None)
    return Line(
        pk=case.pk,
        code=case.code,
        number=case.number,
        headline=case.headline,
        state=case.state,
        received_on=case.received_on,
        mediator=case.mediator.label if case.mediator else None,
        due=clock.due if clock else None,
        clock=clock.label if clock else None,
    )


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(states=("submitted",)), lambda one: one.state == "submitted"),
        (Wanted(words="晴川"), lambda one: True),
        (Wanted(words="100%_"), lambda one: False),
        (Wanted(words="'; DROP TABLE mediation_case; --"), lambda one: False),
        (Wanted(mediator_id=-1), lambda one: False),
        (Wanted(states=("agreed", "submitted"), words="物流"), lambda one: True),
    ],
)
def test_the_list_is_narrowed_as_asked(case, full, as_, wanted, kept):
    director = as_("director")
    expected = [one.pk for one in cases_visible_to(director) if kept(one)]

    assert [one.pk for one in case_lines(director, wanted, most=50)] == expected


def test_the_list_is_paged_by_key_both_ways(case, full, as_):
    receive_request(actor=as_("nobody"), answers=ANSWERS, channel="web")
    director = as_("director")
    older, newer = sorted(one.pk for one in cases_visible_to(director))

    def keys(**border: int) -> list[int]:
        return [one.pk for one in case_lines(director, Wanted(**border), most=1)]

    assert keys() == [newer]
    assert keys(before=newer) == [older]
    assert keys(after=older) == [newer]
    assert keys(before=older) == keys(after=newer) == []


def test_a_case_looked_at_often_still_shows_its_course(full, as_):
    director = as_("director")
    for _n in range(5):
        looked(director, full, what="case file", unit_path=full.unit_path)

    course, looks = course_and_looks(full, course=3, looks=2)

    events = [e for e in trail_of(full) if e.verb != "looked"][:3]
    assert [(e.at, e.verb, e.after) for e in course] == [(e.at, e.verb, e.after) for e in events]
    assert [e.verb for e in looks] == ["looked", "looked"]
