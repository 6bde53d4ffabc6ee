"""The earliest deadline of a case, which the database keeps in the case's own row for lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.mediation.moves import version
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.models import AuditFact
from zhigong.foundation.clocks.actions import Due, end_clocks, start_clock
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.mediation.models import Case
from zhigong.mediation.queries.lines import Wanted, case_lines

DAY = date(2026, 11, 10)
SUBJECT = "mediation.case:{}"


def shown() -> dict[int, tuple[date | None, str | None]]:
    """What the list shows of each case."""
    announce_actor(SYSTEM)
    return {one.pk: (one.due, one.clock) for one in case_lines(SYSTEM, Wanted(), most=50)}


def earliest() -> dict[int, tuple[date | None, str | None]]:
    """What the deadlines themselves say."""
    announce_actor(SYSTEM)
    running = list(Clock.objects.filter(state=ClockState.RUNNING).order_by("-due", "-pk"))
    found = {one.subject: (one.due, one.label) for one in running}
    return {pk: found.get(SUBJECT.format(pk), (None, None)) for pk in shown()}


@pytest.mark.parametrize(
    "moved", ["case", "supplemented", "accepted", "in_talks", "drafted", "agreed", "withdrawn"]
)
def test_after_each_step_the_list_shows_the_earliest_deadline_that_runs(moved, request):
    request.getfixturevalue(moved)

    assert shown() == earliest()


def test_a_later_one_takes_the_place_of_the_one_that_ended(in_talks):
    subject = SUBJECT.format(in_talks.pk)
    announce_actor(SYSTEM)
    Clock.objects.filter(subject=subject).delete()
    assert shown()[in_talks.pk] == (None, None)
    for name, days in (("a", 3), ("b", 1), ("c", 2)):
        due = DAY + timedelta(days=days)
        start_clock(subject, name, Due(label=name, start=DAY, due=due), unit_path="1/")

    assert shown()[in_talks.pk] == (date(2026, 11, 11), "b")
    end_clocks(subject, ["b"], ClockState.MET)
    assert shown()[in_talks.pk] == (date(2026, 11, 12), "c")
    Clock.objects.filter(subject=subject, name="a").update(due=DAY)
    assert shown()[in_talks.pk] == (DAY, "a")


def test_a_record_read_before_does_not_put_an_older_day_back(in_talks):
    announce_actor(SYSTEM)
    stale = Case.objects.get(pk=in_talks.pk)
    Clock.objects.filter(subject=SUBJECT.format(in_talks.pk)).update(due=DAY)

    stale.save()

    assert shown()[in_talks.pk][0] == DAY


def test_whoever_takes_the_step_need_not_see_the_case_and_is_shown_nothing_of_it(in_talks):
    announce_actor(NOBODY)
    start_clock(
        SUBJECT.format(in_talks.pk), "x", Due(label="x", start=DAY, due=DAY), unit_path="1/"
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT next_due, next_clock FROM mediation_case")
        assert cursor.fetchall() == []
    assert shown()[in_talks.pk] == (DAY, "x")


def test_what_follows_from_a_deadline_is_no_change_of_the_case(in_talks):
    announce_actor(SYSTEM)
    before = AuditFact.objects.count(), version(in_talks)

    Clock.objects.filter(subject=SUBJECT.format(in_talks.pk)).update(due=DAY)

    assert (AuditFact.objects.count(), version(in_talks)) == before
    Case.objects.filter(pk=in_talks.pk).update(headline="改了")
    assert (
        AuditFact.objects.count() == before[0] + 1
    )  # a change of its own in the same transaction is
