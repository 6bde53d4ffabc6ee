from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job as QueuedJob
from psycopg import OperationalError
from pytest_django import Settings

from tests.databases import TestServer
from tests.foundation.jobs import sample_jobs
from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.jobs import worker
from zhigong.foundation.jobs.job import GiveUp, Patience, run_once
from zhigong.foundation.jobs.jobs import tidy
from zhigong.foundation.jobs.models import DoneJob
from zhigong.foundation.jobs.queries import failed_jobs, jobs_by_status, schedules
from zhigong.foundation.jobs.times import daily, every
from zhigong.foundation.jobs.worker import run_due
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from zhigong.kernel.verdict import Refused

WORKER = Actor(id=5, label="陈会员")
LOADED = Actor(id=5, label="陈会员", grants=(Grant("mediation.read", "1/"),))


def loaded(account_id: int) -> Actor | None:
    """Stands in for identity: account 5 works, others are closed."""
    return LOADED if account_id == 5 else None


@pytest.fixture(autouse=True)
def accounts(settings: Settings) -> None:
    settings.ACTOR_OF = "tests.foundation.jobs.test_jobs.loaded"


def notes() -> list[str]:
    return [event.subject for event in events(verb="sample.note")]


@pytest.mark.django_db
def test_a_job_runs_later_as_who_left_it() -> None:
    assert sample_jobs.note.later(actor=WORKER, text="a")
    assert notes() == []

    assert run_due() == 1

    [event] = events(verb="sample.note")
    assert (event.actor_id, event.actor_label) == (5, "陈会员")
    assert jobs_by_status() == {"succeeded": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(("actor", "label"), [(SYSTEM, "system"), (NOBODY, "anonymous")])
def test_the_system_and_visitors_stay_who_they_are(actor: Actor, label: str) -> None:
    sample_jobs.note.later(actor=actor, text="a")
    run_due()

    assert [event.actor_label for event in events(verb="sample.note")] == [label]


@pytest.mark.django_db
def test_a_closed_account_does_not_act_any_more() -> None:
    sample_jobs.note.later(actor=Actor(id=6, label="gone"), text="a")

    with pytest.raises(GiveUp):
        run_due()

    assert notes() == []
    assert failed_jobs().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_commits_with_the_callers_rows_and_vanishes_with_them() -> None:
    with acting(WORKER):
        sample_jobs.note.later(actor=WORKER, text="a")
        transaction.set_rollback(True)

    assert run_due() == 0


@pytest.mark.django_db
def test_one_key_is_one_job_waiting_or_done() -> None:
    first = sample_jobs.note.later(actor=SYSTEM, text="a", key="k")
    second = sample_jobs.note.later(actor=SYSTEM, text="a", key="k")
    run_due()
    third = sample_jobs.note.later(actor=SYSTEM, text="a", key="k")

    assert (first, second, third) == (True, False, False)
    assert run_due() == 0
    assert notes() == ["a"]


@pytest.mark.django_db
def test_a_job_done_is_not_done_again() -> None:
    run_once(sample_jobs.note, SYSTEM, "sample.note:x", {"text": "a"})
    run_once(sample_jobs.note, SYSTEM, "sample.note:x", {"text": "a"})

    assert notes() == ["a"]


@pytest.mark.django_db
def test_a_failed_job_leaves_nothing_and_may_be_done_again() -> None:
    sample_jobs.fail.later(actor=SYSTEM)

    with pytest.raises(OSError, match="down"):
        run_due()

    assert events(verb="sample.fail") == []
    assert DoneJob.objects.count() == 0


@pytest.mark.django_db
def test_a_job_waits_for_its_moment() -> None:
    sample_jobs.note.later(actor=SYSTEM, text="a", at=clock.now() + timedelta(hours=1))

    assert run_due() == 0
    assert jobs_by_status() == {"todo": 1}


@pytest.mark.django_db(transaction=True)
def test_long_work_has_its_own_transactions() -> None:
    sample_jobs.long.later(actor=SYSTEM)

    assert run_due() == 1
    assert DoneJob.objects.filter(name="sample.long").count() == 1


def _queued(attempts: int) -> QueuedJob:
    return QueuedJob(
        id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=attempts
    )


def test_waits_grow_and_end() -> None:
    patience = Patience(8)
    waits = []
    for attempt in range(8):
        decision = patience.get_retry_decision(exception=OSError(), job=_queued(attempt))
        if decision is not None:
            assert decision.retry_at is not None
            waits.append((decision.retry_at - clock.now()).total_seconds())

    assert len(waits) == 7
    assert waits == sorted(waits)
    assert 9 <= waits[0] <= 13
    assert patience.get_retry_decision(exception=Refused(()), job=_queued(0)) is None
    assert patience.get_retry_decision(exception=GiveUp(), job=_queued(0)) is None


def test_times_are_those_of_china() -> None:
    assert (daily(2, 30), daily(9), every(10), every(60)) == (
        "30 18 * * *",
        "0 1 * * *",
        "*/10 * * * *",
        "0 * * * *",
    )


def test_schedules_can_be_listed() -> None:
    names = {s.name for s in schedules()}

    assert {"jobs.tidy", "files.sweep", "web.forget-keys"} <= names


@pytest.mark.django_db
def test_a_schedule_runs_as_the_system_once_for_its_moment() -> None:
    app.tasks["jobs.tidy"](timestamp=1000)
    app.tasks["jobs.tidy"](timestamp=1000)

    assert list(DoneJob.objects.values_list("key", flat=True)) == ["jobs.tidy:1000"]


@pytest.mark.django_db
def test_tidying_forgets_old_keys_and_keeps_young_ones() -> None:
    DoneJob.objects.create(key="old", name="x", at=clock.now() - timedelta(days=91))
    DoneJob.objects.create(key="young", name="x", at=clock.now() - timedelta(days=89))
    with acting(SYSTEM):
        tidy(actor=SYSTEM)

    assert list(DoneJob.objects.values_list("key", flat=True)) == ["young"]


def _until(condition: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)


def _start_worker(server: TestServer, name: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": server.app_url(name),
        "DJANGO_SETTINGS_MODULE": "zhigong.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.Popen([sys.executable, "-W", "ignore", sample_jobs.__file__], env=environment)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_job_runs_again_and_is_done_once(
    database_server: TestServer, database_name: str, tmp_path: Path
) -> None:
    sample_jobs.slow.later(actor=SYSTEM, folder=str(tmp_path))
    first = _start_worker(database_server, database_name)
    _until((tmp_path / "started").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    mine = ProcrastinateJob.objects.filter(task_name="sample.slow")
    assert mine.get().status == "doing"

    second = _start_worker(database_server, database_name)
    try:
        _until(mine.filter(status="succeeded").exists)
    finally:
        second.terminate()
    assert second.wait(20) == 0

    assert len(events(verb="sample.slow")) == 1
    assert DoneJob.objects.filter(name="sample.slow").count() == 1
    connection.close()


def test_a_worker_waits_for_a_database_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, tries = threading.Event(), []

    async def work(*_given: Any) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("connection refused")
        stop.set()

    monkeypatch.setattr(worker, "_work", work)
    monkeypatch.setattr(worker, "WAIT_FOR_DATABASE", 0.0)
    worker.run_worker(stop)

    assert len(tries) == 3
