"""Deadlines under row security: read with their record, written by steps through the owner's functions."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.clocks.actions import (
    Due,
    end_clocks,
    next_due,
    pause_clocks,
    resume_clocks,
    start_clock,
)
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor, Grant

pytestmark = pytest.mark.django_db
STRANGER = Actor(id=5, label="张三", grants=(Grant("mediation.read", "1/"),))
SUBJECT = "mediation.case:424242"
DAY = date(2026, 11, 10)


def start(name: str = "decide", due: date = date(2026, 11, 20)) -> None:
    start_clock(SUBJECT, name, Due(label="期限", start=DAY, due=due), unit_path="1/")


def all_clocks() -> list[tuple[str, str]]:
    announce_actor(SYSTEM)
    return list(Clock.objects.order_by("name").values_list("name", "state"))


@pytest.mark.parametrize("actor", [STRANGER, NOBODY])
def test_whoever_takes_the_step_starts_and_ends_what_he_may_not_read(actor):
    announce_actor(actor)
    start()
    start("mediate", date(2026, 11, 15))

    assert next_due(SUBJECT) == date(2026, 11, 15)
    assert not Clock.objects.exists()
    end_clocks(SUBJECT, ["mediate"], ClockState.MET)
    assert all_clocks() == [("decide", "running"), ("mediate", "met")]


def test_a_deadline_stands_still_and_runs_on_from_its_new_day():
    announce_actor(NOBODY)
    start()
    with clock.frozen(DAY):
        pause_clocks(SUBJECT, ["decide"])
    with clock.frozen(date(2026, 11, 13)):
        resume_clocks(SUBJECT, ["decide"])

    announce_actor(SYSTEM)
    found = Clock.objects.get()
    assert (found.due, found.paused_days, found.paused_on) == (date(2026, 11, 23), 3, None)


def test_nobody_writes_a_deadline_past_the_functions():
    announce_actor(STRANGER)
    start()

    assert Clock.objects.update(due=DAY) == 0
    assert Clock.objects.all().delete()[0] == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        Clock.objects.create(
            subject=SUBJECT, name="other", label="期限", start=DAY, due=DAY, unit_path="1/"
        )


@pytest.mark.parametrize("call", [start, lambda: end_clocks(SUBJECT, ["decide"], ClockState.MET)])
def test_where_nobody_acts_no_deadline_is_written(call):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('zhigong.label', '', true)")
    with pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
        call()
