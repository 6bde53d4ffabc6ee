"""The fixed statements behind the pages give what the ORM gives."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.mediation.conftest import ANSWERS
from tests.mediation.moves import version
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.queries import course_and_looks, trail_of
from zhigong.foundation.audit.record import looked, subject_of
from zhigong.foundation.files.actions import keep_upload
from zhigong.foundation.inbox.queries import waiting_count, waiting_for
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Refused
from zhigong.mediation.actions.assignment import invite_authority
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.settlement import draft_agreement
from zhigong.mediation.actions.talks import add_evidence, call_hearing, note_offer
from zhigong.mediation.models import Case
from zhigong.mediation.queries import case_files, cases_visible_to, lock_case
from zhigong.mediation.queries.file import case_file, case_of
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
    file = keep_upload(
        actor=mediator,
        upload=SimpleUploadedFile("工资条.jpg", a_picture()),
        subject=subject_of(in_talks),
        module="mediation",
        unit_path=in_talks.unit_path,
    )
    add_evidence(actor=mediator, file=file, side="worker", title="工资条", **of_case)
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


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return out.getvalue()


def rows(case, name):
    owner = case.agreement if name == "instalments" else case
    return [model_to_dict(one) for one in getattr(owner, name).all()]


@pytest.mark.parametrize(
    "name",
    ["claims", "hearings", "offers", "participations", "instalments", "parties", "evidence"],
)
def test_a_case_file_holds_what_its_tables_hold(full, as_, name):
    director = as_("director")

    found = rows(case_file(director, full.pk), name)

    assert found == rows(case_files(director).get(pk=full.pk), name)
    assert found


def test_a_case_file_is_the_record_the_orm_would_load(full, as_):
    director = as_("director")
    kept, loaded = case_file(director, full.pk), case_files(director).get(pk=full.pk)

    for name in ("unit", "mediator", "agreement"):
        mine, theirs = getattr(kept, name), getattr(loaded, name)
        assert mine is not None
        assert model_to_dict(mine) == model_to_dict(theirs)
        assert type(mine) is type(theirs)
    columns = [field.attname for field in type(kept)._meta.concrete_fields]
    assert [getattr(kept, one) for one in columns] == [getattr(loaded, one) for one in columns]
    assert [one.pk for one in kept.deadlines] == [one.pk for one in loaded.deadlines]
    assert [one.due for one in kept.deadlines] == [one.due for one in loaded.deadlines]
    assert [p.mobile.masked for p in kept.parties.all() if p.mobile]
    assert [p.mobile for p in kept.parties.all()] == [p.mobile for p in loaded.parties.all()]
    assert [e.file.sha256 for e in kept.evidence.all()]
    assert kept.parties.all()[0].case is kept
    assert kept.agreement.case is kept


def test_a_case_without_mediator_and_agreement_has_none(case, as_):
    kept = case_file(as_("director"), case.pk)

    assert kept.mediator is None
    assert not hasattr(kept, "agreement")


def test_a_case_file_is_read_in_four_statements(full, as_):
    director = as_("director")

    with CaptureQueriesContext(connection) as asked:
        case = case_file(director, full.pk)
        assert [one.unit.name for one in case.participations.all()]
        assert case.agreement.instalments.all()[0].amount == Decimal("5000.50")
        assert case.deadlines
        assert [one.file.name for one in case.evidence.all()]

    assert len(asked) == 4


def test_what_a_case_holds_may_still_be_narrowed(full, as_):
    case = case_file(as_("director"), full.pk)

    assert [one.pk for one in case.claims.filter(case=full)] == [
        one.pk for one in case.claims.all()
    ]
    assert not case.claims.filter(pk=-1).exists()


@pytest.mark.parametrize("who", ["director", "mediator", "worker", "outsider", "nobody"])
def test_who_may_know_of_a_case_gets_its_file_and_nobody_else(case, full, as_, who):
    for one in (case, full):
        seen = cases_visible_to(as_(who)).filter(pk=one.pk).exists()
        assert (case_file(as_(who), one.pk) is not None) == seen


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
    assert course[0].at.tzinfo is not None


@pytest.mark.parametrize(
    "who", ["director", "mediator", "other_mediator", "worker", "arbitrator", "outsider", "nobody", "system"]
)  # fmt: skip
def test_a_case_about_to_be_changed_is_what_the_query_gives(full, case, as_, who):
    actor = as_(who)

    for one in (full, case):
        expected, found = cases_visible_to(actor).filter(pk=one.pk).first(), case_of(actor, one.pk)
        assert (found is None) == (expected is None)
        for made in [found, lock_case(one.pk)] if expected and found else []:
            assert model_to_dict(made) == model_to_dict(expected)
            assert model_to_dict(made.unit) == model_to_dict(expected.unit)
            assert made.mediator == expected.mediator
    assert case_of(actor, 0) is None
    assert case_of(actor, 10**20) is None


def test_who_may_not_know_of_a_case_does_not_lock_it(full, as_):
    as_("outsider")

    with pytest.raises(Refused) as refused:
        lock_case(full.pk)
    assert [one.code for one in refused.value.refusals] == ["mediation.case.unknown"]
