"""The trail and the inbox asked without any filter, as several actors and as nobody."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.people import make_officer
from tests.trail import entries, events, facts
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.models import AuditEvent, AuditFact
from zhigong.foundation.audit.queries import events_visible_to, trail_of
from zhigong.foundation.audit.record import record, subject_of
from zhigong.foundation.inbox.actions import let_rest
from zhigong.foundation.inbox.models import Waiting
from zhigong.foundation.inbox.queries import waiting_count, waiting_for
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM, Actor, Grant
from zhigong.org.actions.units import move_unit

EVERYBODY = (
    "director", "mediator", "worker", "arbitrator",
    "judge", "outsider", "other_mediator", "nobody", "system",
)  # fmt: skip
SETTINGS = ("label", "actor", "own", "held", "opened", "over_org", "over_mediation")


def who_sees(as_, model) -> set[str]:
    """Those to whom a query without filter shows a row."""
    seeing = set()
    for name in EVERYBODY:
        as_(name)
        if model.objects.exists():
            seeing.add(name)
    return seeing


def test_a_new_request_waits_for_those_alone_who_may_accept_it(case, as_):
    assert who_sees(as_, Waiting) == {"director", "system"}


def test_a_case_that_waits_for_its_mediator_is_seen_by_no_other(in_talks, as_):
    assert who_sees(as_, Waiting) == {"mediator", "system"}


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_inbox_asked_with_and_without_its_filter_agrees(case, as_, name):
    actor = as_(name)

    seen = Waiting.objects.count()

    assert seen == (1 if name == "system" else waiting_for(actor).count())
    assert name == "system" or waiting_count(actor) == seen


@pytest.mark.parametrize(
    ("capability", "sees"),
    [("mediation.accept", True), ("mediation.acc", False), ("mediation.read", False)],
)
def test_only_the_very_capability_opens_an_entry(case, place, capability, sees):
    announce_actor(Actor(99, "x", (Grant(capability, place.district.path),)))

    assert Waiting.objects.exists() == sees


def test_a_unit_beside_does_not_open_an_entry(case, place):
    announce_actor(Actor(99, "x", (Grant("mediation.accept", place.court.path),)))

    assert not Waiting.objects.exists()


def test_who_moves_a_record_writes_an_entry_that_he_does_not_see(in_talks, as_):
    as_("director")

    let_rest(subject_of(in_talks))

    assert entries() == []


def test_an_entry_is_not_written_past_the_function_of_its_owner(in_talks, as_):
    as_("mediator")

    with pytest.raises(DatabaseError), transaction.atomic():
        Waiting.objects.update(title="改了")


def test_nobody_reads_the_events_of_others(in_talks, as_, place):
    for name in ("judge", "outsider", "other_mediator", "nobody"):
        as_(name)
        assert list(AuditEvent.objects.all()) == [], name
    as_("director")
    assert {event.actor_id for event in AuditEvent.objects.all()} == {place.director.pk}


def test_who_audits_a_unit_reads_the_events_of_it_and_of_everything_below(in_talks, place):
    events_of_the_case = events(subject=subject_of(in_talks))
    above = Actor(98, "x", (Grant("audit.read", place.district.path),))
    beside = Actor(99, "x", (Grant("audit.read", place.court.path),))

    announce_actor(above)
    assert set(AuditEvent.objects.all()) == set(events_visible_to(above))
    assert set(AuditEvent.objects.all()) >= set(events_of_the_case)
    announce_actor(beside)
    assert list(AuditEvent.objects.all()) == []


def test_events_of_no_unit_are_for_who_audits_the_whole_tree(in_talks, place, as_):
    record(as_("nobody"), "identity.sign_in.refused", "identity.name:unknown")

    announce_actor(Actor(98, "x", (Grant("audit.read", place.district.path),)))
    assert AuditEvent.objects.filter(unit_path="").exists()
    announce_actor(Actor(99, "x", (Grant("audit.read", place.centre.path),)))
    assert not AuditEvent.objects.filter(unit_path="").exists()


@pytest.mark.parametrize("name", ["director", "mediator", "worker", "system"])
def test_who_sees_a_case_sees_its_whole_course(in_talks, as_, name):
    as_(name)

    assert len(trail_of(in_talks)) == len(events(subject=subject_of(in_talks))) > 2


@pytest.mark.parametrize("name", ["judge", "arbitrator", "outsider", "other_mediator", "nobody"])
def test_who_does_not_see_a_case_is_not_shown_its_course(in_talks, as_, name):
    as_(name)

    assert trail_of(in_talks) == []


def test_who_no_longer_sees_a_case_keeps_sight_of_what_he_did_himself(in_talks, as_, place):
    gone = as_("director")
    announce_actor(Actor(gone.id, gone.label))

    assert {event.actor_label for event in trail_of(in_talks)} == {place.director.label}


def test_a_course_that_was_read_is_closed_again(in_talks, as_):
    as_("mediator")
    before = AuditEvent.objects.count()

    assert len(trail_of(in_talks)) > before

    assert AuditEvent.objects.count() == before


def test_the_course_of_a_case_stays_whole_when_its_unit_moves(in_talks, as_, place):
    told = [event.pk for event in trail_of(in_talks)]
    manager = make_officer("郑管理", "administrator", place.district)
    as_("system")
    place.court.kind = "federation"
    place.court.save()

    announce_actor(actor_of(manager, strong=True))
    move_unit(
        actor=actor_of(manager, strong=True), unit_id=place.centre.pk, parent_id=place.court.pk,
        seen_version=place.centre.version, reason="合署办公",
    )  # fmt: skip

    as_("director")
    assert [event.pk for event in trail_of(in_talks)] == told
    as_("mediator")
    assert Waiting.objects.get().unit_path.startswith(place.court.path)


def test_what_triggers_kept_is_read_by_the_system_alone(in_talks, as_):
    assert who_sees(as_, AuditFact) == {"system"}
    assert facts(table="mediation_case") != []


def test_an_event_is_not_written_in_the_name_of_another(in_talks, as_, place):
    as_("mediator")

    with pytest.raises(DatabaseError), transaction.atomic():
        record(actor_of(place.director), "mediation.case.close", in_talks)


def test_outside_any_actor_nothing_is_seen_or_written(in_talks):
    with connection.cursor() as cursor:
        for name in SETTINGS:
            cursor.execute("SELECT set_config(%s, '', true)", [f"zhigong.{name}"])

    assert [m.objects.exists() for m in (Waiting, AuditEvent, AuditFact)] == [False] * 3
    assert trail_of(in_talks) == []
    for write in (
        lambda: record(SYSTEM, "x", in_talks),
        lambda: let_rest(subject_of(in_talks)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_trail_and_inbox_stand_under_row_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity"
            " AND (relname LIKE 'audit\\_%%' OR relname LIKE 'inbox\\_%%')"
        )
        assert cursor.fetchall() == []
