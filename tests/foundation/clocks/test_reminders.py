"""Deadlines call by themselves: at their marks, once, whom the record waits for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation
from pytest_django import Settings

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.clocks import jobs, reminders
from zhigong.foundation.clocks.actions import (
    Due,
    end_clocks,
    pause_clocks,
    resume_clocks,
    start_clock,
)
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.foundation.clocks.reminders import Call, reminds
from zhigong.foundation.inbox.models import Waiting
from zhigong.foundation.jobs.queries import schedules
from zhigong.foundation.jobs.worker import run_due
from zhigong.foundation.notify.models import Notice
from zhigong.kernel.actor import SYSTEM

DUE = date(2026, 11, 30)


def held(capability: str, *, at: str) -> list[int]:
    """Stands in for identity: two people hold what is waited for."""
    return [7, 8] if (capability, at) == ("sample.decide", "1/") else []


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch, settings: Settings, db: None) -> None:
    settings.HOLDERS_OF = "tests.foundation.clocks.test_reminders.held"
    settings.ADDRESS_OF = ""
    monkeypatch.setattr(reminders, "RULES", {})
    monkeypatch.setattr(jobs, "RULES", reminders.RULES)
    announce_actor(SYSTEM)


def started(*, days: int = 20, subject: str = "sample.record:1") -> Clock:
    deadline = Due(label="期限", start=DUE - timedelta(days=days), due=DUE)
    start_clock(subject, "decide", deadline, unit_path="1/")
    return Clock.objects.get(subject=subject)


def waits(*, holder: int | None = None) -> None:
    Waiting.objects.create(
        subject="sample.record:1", kind="sample.record", title="一件事", state="new",
        state_label="待办", url="/sample/1/", unit_path="1/", holder_id=holder,
        capability="" if holder else "sample.decide", since=clock.now(),
    )  # fmt: skip


def morning(days_left: int) -> int:
    """The look of one morning and what it set going; how many notices there are after it."""
    with clock.frozen(DUE - timedelta(days=days_left)):
        jobs.remind(actor=SYSTEM)
        run_due()
    announce_actor(SYSTEM)
    return Notice.objects.count()


def test_a_deadline_calls_at_its_marks_and_only_there():
    reminds("sample.record", "decide", marks=(7, 3, 0, -1))
    started()
    waits(holder=5)

    told = [morning(left) for left in (8, 7, 6, 3, 2, 0, -1, -2)]

    assert told == [0, 1, 1, 2, 2, 3, 4, 4]


def test_the_same_morning_twice_tells_once():
    reminds("sample.record", "decide", marks=(3,))
    started()
    waits(holder=5)

    assert [morning(3), morning(3)] == [1, 1]


def test_mornings_that_were_missed_are_made_up_by_the_latest_mark_only():
    reminds("sample.record", "decide", marks=(7, 3, 1))
    started()
    waits(holder=5)

    assert morning(2) == 1
    assert Clock.objects.get().reminded == 3


def test_who_was_just_told_of_a_short_deadline_is_not_reminded_of_it_at_once():
    reminds("sample.record", "decide", marks=(7, 3, 1))
    started(days=3)
    waits(holder=5)

    assert [morning(3), morning(2), morning(1)] == [0, 0, 1]


def test_all_who_hold_what_is_waited_for_are_told_in_words():
    reminds("sample.record", "decide", marks=(3, -1))
    started()
    waits()

    morning(3)

    notices = Notice.objects.order_by("account_id")
    assert [n.account_id for n in notices] == [7, 8]
    assert notices[0].title_text == "“期限”还有 3 天届满"
    assert notices[0].body_text == "一件事，2026-11-30 届满。"
    with translation.override("en"):
        assert notices[0].title_text == "Deadline: 3 day(s) left"


def test_a_missed_deadline_is_marked_once_and_told_in_the_trail():
    started()
    waits(holder=5)

    morning(-1)
    morning(-2)

    found = Clock.objects.get()
    assert (found.state, found.missed_on) == ("running", DUE + timedelta(days=1))
    assert AuditEvent.objects.filter(verb="clocks.missed").count() == 1


@pytest.mark.parametrize("ended", [ClockState.MET, ClockState.DROPPED])
def test_a_deadline_that_ended_calls_no_more(ended):
    reminds("sample.record", "decide", marks=(3, -1))
    started()
    waits(holder=5)
    end_clocks("sample.record:1", ["decide"], ended)

    assert [morning(3), morning(-1)] == [0, 0]


def test_a_deadline_that_stands_still_does_not_call_and_calls_anew_for_its_new_day():
    reminds("sample.record", "decide", marks=(3,))
    started()
    waits(holder=5)
    assert morning(3) == 1
    with clock.frozen(DUE - timedelta(days=3)):
        pause_clocks("sample.record:1", ["decide"])
    assert morning(1) == 1
    with clock.frozen(DUE + timedelta(days=2)):
        resume_clocks("sample.record:1", ["decide"])

    assert morning(-2) == 2  # five days later than it was


def test_a_module_may_tell_in_its_own_way():
    seen: list[Call] = []
    reminds("sample.record", "decide", marks=(3,), tell=seen.append)
    started()
    waits()

    morning(3)

    assert [(c.mark, c.days_left, c.people) for c in seen] == [(3, 3, (7, 8))]


def test_one_that_fails_holds_up_no_other():
    def tell(call: Call) -> None:
        if call.clock.subject.endswith(":2"):
            raise RuntimeError
        reminders.tell(call, 9)

    reminds("sample.record", "decide", marks=(3,), tell=tell)
    started(subject="sample.record:2")
    started(subject="sample.record:3")
    with clock.frozen(DUE - timedelta(days=3)):
        jobs.remind(actor=SYSTEM)
        with pytest.raises(RuntimeError):
            run_due()
        run_due()

    announce_actor(SYSTEM)
    assert Notice.objects.get().account_id == 9


def test_it_runs_every_morning():
    assert ("clocks.remind", "0 0 * * *") in [(s.name, s.cron) for s in schedules()]
