"""The demo's tasks are lived through by the platform's own actions and show every light."""

from __future__ import annotations

from datetime import timedelta

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM
from zhigong.portal.demo.build import read
from zhigong.portal.demo.people import build_people
from zhigong.portal.demo.tasks import build_tasks
from zhigong.portal.demo.units import build_units
from zhigong.supervision.models import FilledText, ReportedFigure, Urging
from zhigong.supervision.queries import counts_by_light
from zhigong.supervision.queries.following import (
    assessments_visible_to,
    letters_visible_to,
    rows_of,
)
from zhigong.supervision.queries.views import counts_by_problem
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.problems import Problem


def test_the_demos_tasks_show_every_light(db):
    district = read("district")
    announce_actor(SYSTEM, action="demo")
    with clock.frozen(clock.today() - timedelta(days=400)):
        units = build_units(district)
        people = build_people(district, units)

    build_tasks(read("tasks"), units, people)

    announce_actor(SYSTEM, action="demo")
    counts = counts_by_light(SYSTEM, clock.today())
    assert [light for light in Light if not counts[light]] == []
    assert sum(counts.values()) == 16


def test_the_demo_is_followed_up(db):
    district = read("district")
    announce_actor(SYSTEM, action="demo")
    with clock.frozen(clock.today() - timedelta(days=400)):
        units = build_units(district)
        people = build_people(district, units)

    build_tasks(read("tasks"), units, people)

    announce_actor(SYSTEM, action="demo")
    today = clock.today()
    wrong = counts_by_problem(SYSTEM, today)
    assert all(wrong[kind] for kind in (Problem.LATE, Problem.RETURNED, Problem.LOOK_BACK))
    assert letters_visible_to(SYSTEM).filter(state="proposed").exists()
    assert Urging.objects.filter(number__isnull=False).exists()
    assert any(row.contested for row in rows_of(SYSTEM, assessments_visible_to(SYSTEM).get()))
    made = FilledText.objects.get()
    assert {one["put"] for one in made.blanks} >= {"第二次", "6个", "示范区"}
    assert ReportedFigure.objects.exists()
