"""The demo's notices are of the days they tell of, and the older of them are read."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.db.models import F

from zhigong.foundation import clock
from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.jobs.worker import run_due
from zhigong.foundation.notify.models import Delivery
from zhigong.foundation.notify.queries import notices_of
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM
from zhigong.mediation.actions.notices import said
from zhigong.portal.demo.build import read
from zhigong.portal.demo.disputes import Dispute, live, receive
from zhigong.portal.demo.notices import Told, read_the_older, sent_on_their_days
from zhigong.portal.demo.people import build_people
from zhigong.portal.demo.units import build_units


@pytest.fixture
def people(db):
    district = read("district")
    announce_actor(SYSTEM, action="demo")
    with clock.frozen(clock.today() - timedelta(days=400)):
        units = build_units(district)
        return build_people(district, units)


def live_through(people, days_ago: int, goal: str) -> None:
    stories, chance = read("stories"), random.Random(1)
    day, told = clock.today() - timedelta(days=days_ago), Told(said)
    case = receive(stories, days_ago, day, None, chance)
    with clock.frozen(case.sent_at):
        told.now()
    dispute = Dispute(
        case, day, people["demo.mediator"], chance, stories["words"], stories["rooms"],
        case.sent_at, told,
    )  # fmt: skip
    live(dispute, goal, people["demo.supervisor"])


def test_notices_are_of_the_days_they_tell_of_and_the_older_ones_are_read(people):
    live_through(people, 30, "performing")
    live_through(people, 0, "submitted")

    read_the_older(people.values())

    supervisor, mediator = (actor_of(people[k]) for k in ("demo.supervisor", "demo.mediator"))
    with acting(supervisor):
        newest, *older = notices_of(supervisor)
    assert newest.read_at is None
    assert {clock.today() - timedelta(days=2) > n.at.date() for n in older} == {True}
    assert [n.key for n in older if n.read_at is None] == []
    with acting(mediator):
        assert [n for n in notices_of(mediator) if not n.read_at or n.read_at <= n.at] == []


def test_a_worker_that_takes_the_jobs_later_tells_nobody_twice(people):
    live_through(people, 30, "performing")
    supervisor = actor_of(people["demo.supervisor"])
    with acting(supervisor):
        before = notices_of(supervisor).count()

    with clock.frozen(clock.now() + timedelta(minutes=1)):
        run_due()

    with acting(supervisor):
        assert notices_of(supervisor).count() == before > 0


def test_the_first_start_sends_what_is_of_these_days_and_no_more(people, caplog):
    live_through(people, 30, "performing")
    live_through(people, 0, "submitted")
    sent_on_their_days()
    past = Delivery.objects.filter(queued_at__lt=clock.now() - timedelta(days=2))
    late = Delivery.objects.filter(queued_at__gte=clock.now() - timedelta(days=2))
    assert past.count() > late.count() > 0
    assert not past.exclude(sent_at=F("queued_at")).exists()

    with (
        clock.frozen(clock.now() + timedelta(minutes=1)),
        caplog.at_level("INFO", "zhigong.notify"),
    ):
        run_due()

    assert len([r for r in caplog.records if r.name == "zhigong.notify"]) == late.count()
