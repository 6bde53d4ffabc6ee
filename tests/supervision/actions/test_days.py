"""The days of a matter: what stands still moves on, what was missed counts in its year."""

from __future__ import annotations

from datetime import date

import pytest

from tests.supervision.conftest import of
from zhigong.foundation import clock
from zhigong.foundation.clocks.models import Clock, ClockState
from zhigong.kernel.actor import SYSTEM
from zhigong.supervision.actions import assessing, carrying, deciding, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.actions.reminding import keep_missed
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import shown
from zhigong.supervision.queries.following import judged_in
from zhigong.supervision.queries.league import league
from zhigong.supervision.rules.league import Outcome
from zhigong.supervision.rules.lights import Light

DUE, REPORT = date(2026, 12, 31), date(2026, 11, 28)


@pytest.fixture
def underway(issued, as_):
    north = as_("north_officer")
    carrying.receive(**of(issued, north))
    return carrying.file_plan(**of(issued, north, plan="先选址，再建设。"))


def running(assignment, name):
    subject = f"supervision.assignment:{assignment.pk}"
    return Clock.objects.get(subject=subject, name=name, state=ClockState.RUNNING).due


def test_what_was_stopped_gets_its_days_back_and_keeps_its_original_date(underway, as_):
    deciding.suspend(**of(underway, as_("leader"), why="等上级文件"))
    with clock.frozen(date(2027, 1, 5)):  # 56 days later, past the due date
        found = deciding.resume(**of(underway, as_("leader")))

        assert (found.original_due, found.original_last) == (DUE, DUE)
        assert found.due == date(2027, 2, 25)
        assert found.last_day == running(found, "due")
        assert found.next_report_on == running(found, "report") == date(2027, 1, 28)
        assert found.missed_reports == []
        assert shown(found, date(2027, 1, 5)).light is Light.GREEN


def test_what_is_done_after_its_original_date_counts_as_extended(underway, as_, place):
    deciding.suspend(**of(underway, as_("leader"), why="等上级文件"))
    with clock.frozen(date(2027, 1, 5)):
        deciding.resume(**of(underway, as_("leader")))
        told = Told("全部建成。", 100, proof="验收表")
        carrying.apply_completion(**of(underway, as_("north_officer"), told=told))
        verifying.begin_verification(**of(underway, as_("officer")))
        verifying.cancel_number(**of(underway, as_("officer"), finding="到现场看过"))
        made = assessing.draft_assessment(
            actor=as_("officer"), unit_id=place.district.pk, year=2027
        )

    assert made.rows.get().counts["extended"] == 1


def test_the_days_of_verification_are_given_back_when_work_is_returned(underway, as_):
    with clock.frozen(date(2026, 12, 30)):
        told = Told("建成了。", 100, proof="照片")
        carrying.apply_completion(**of(underway, as_("north_officer"), told=told))
    with clock.frozen(date(2027, 1, 6)):
        found = verifying.return_work(**of(underway, as_("officer"), why="少两个驿站"))

    assert found.due == date(2027, 1, 7)
    assert found.last_day == running(found, "due") == date(2027, 1, 7)
    assert found.original_due == DUE


def test_a_new_lead_finds_the_due_date_running(underway, as_, place):
    deciding.suspend(**of(underway, as_("leader"), why="单位撤并"))
    with clock.frozen(date(2026, 11, 20)):
        found = deciding.hand_over(
            **of(underway, as_("leader"), lead_id=place.south.pk, why="改由南陌牵头")
        )

    assert running(found, "due") == found.last_day
    assert found.due == date(2027, 1, 10)


def test_no_report_is_missed_while_an_extension_waits_for_its_answer(underway, as_):
    with clock.frozen(date(2026, 11, 27)):
        asked = {"until": date(2027, 1, 15), "reason": "场地没有落实"}
        carrying.ask_extension(**of(underway, as_("north_officer"), **asked))
    with clock.frozen(date(2026, 12, 1)):
        found = deciding.decline_extension(**of(underway, as_("leader"), why="按期办"))

    assert found.next_report_on == running(found, "report") == date(2026, 12, 28)
    assert found.missed_reports == []


def test_each_missed_report_is_charged_to_the_year_of_its_day(underway, as_, place):
    as_("system")
    with clock.frozen(date(2027, 3, 5)):
        assert keep_missed(clock.today()) == 1
        assert keep_missed(clock.today()) == 1  # the second time there is nothing new
        officer = as_("officer")
        made = {
            year: assessing.draft_assessment(
                actor=officer, unit_id=place.district.pk, year=year
            ).rows.get()
            for year in (2026, 2027)
        }

    kept = Assignment.objects.get(pk=underway.pk).missed_reports
    assert kept == [REPORT, date(2026, 12, 28), date(2027, 1, 28), date(2027, 2, 28)]
    assert {year: row.missing_reports for year, row in made.items()} == {2026: 2, 2027: 2}


def test_what_was_missed_is_kept_when_completion_is_applied_for(underway, as_):
    with clock.frozen(date(2026, 12, 1)):
        told = Told("建成了。", 100, proof="照片")
        found = carrying.apply_completion(**of(underway, as_("north_officer"), told=told))

    assert found.missed_reports == [REPORT]


@pytest.fixture
def passed_on(underway, as_, place):
    """Handed over five days after a missed report, before any night counted it."""
    with clock.frozen(date(2026, 12, 3)):
        return deciding.hand_over(
            **of(underway, as_("leader"), lead_id=place.south.pk, why="改由南陌牵头")
        )


def test_what_was_missed_before_a_hand_over_stays_with_the_earlier_lead(passed_on, place):
    former = passed_on.former_leads.get()

    assert (former.unit, former.until) == (place.north, date(2026, 12, 3))
    assert former.missed_reports == [REPORT]
    assert passed_on.missed_reports == []


def test_the_assessment_charges_each_lead_with_its_own_missed_days(passed_on, as_, place):
    south = as_("south_officer")
    with clock.frozen(date(2026, 12, 4)):
        carrying.receive(**of(passed_on, south))
        carrying.file_plan(**of(passed_on, south, plan="接着建。"))
    as_("system")
    with clock.frozen(date(2026, 12, 30)):
        keep_missed(clock.today())
        made = assessing.draft_assessment(
            actor=as_("officer"), unit_id=place.district.pk, year=2026
        )

    rows = {row.unit: row for row in made.rows.all()}
    assert {unit: row.missing_reports for unit, row in rows.items()} == {
        place.north: 1, place.south: 1,
    }  # fmt: skip
    assert rows[place.north].score is None
    assert [one["outcome"] for one in rows[place.north].working] == [Outcome.HANDED_OVER]
    assert rows[place.north].counts[Outcome.HANDED_OVER] == 1


def test_the_year_after_charges_nothing_that_was_missed_before_it(passed_on, place, as_):
    as_("system")

    judged = judged_in(place.district.path, 2027, date(2027, 1, 4))

    assert [key[0] for key in judged] == [place.south.pk]
    assert [line.assessed.missing_reports for line in judged[next(iter(judged))]] == [0]


def test_the_league_charges_the_earlier_lead_where_it_is_ranked(passed_on, as_, place):
    as_("system")
    Assignment.objects.create(
        unit=place.district, unit_path=place.district.path, lead=place.north,
        lead_path=place.north.path, number="示督九十号", origin="audit", headline="另一件",
        content="另一件", time_class="by_date", rhythm="monthly", state="closed",
        issued_on=date(2026, 11, 1), original_due=DUE, due=DUE, original_last=DUE, last_day=DUE,
        applied_on=date(2026, 11, 9), closed_on=date(2026, 11, 10),
    )  # fmt: skip

    row = league(SYSTEM, date(2026, 12, 30))[0]

    assert (row.unit, row.score, row.missing_reports) == (place.north.name, 99, 1)
    assert row.counts[Outcome.HANDED_OVER] == 1
