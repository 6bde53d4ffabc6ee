"""The yearly assessment: counted, contested, answered, confirmed, published; kept as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.supervision.actions.test_journey import underway
from tests.supervision.conftest import of
from zhigong.foundation import clock
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import assessing, carrying, deciding, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.models import Assessment, AssessmentRow, Assignment

WINTER = date(2027, 3, 1)


def close(assignment, as_):
    north, officer = as_("north_officer"), as_("officer")
    as_("north_officer")
    carrying.apply_completion(**of(assignment, north, told=Told("建成。", 100, "验收表")))
    as_("officer")
    verifying.begin_verification(**of(assignment, officer))
    verifying.cancel_number(**of(assignment, officer, finding="看过。"))


@pytest.fixture
def drafted(issued, as_, place):
    underway(issued, as_)
    close(issued, as_)
    return assessing.draft_assessment(actor=as_("officer"), unit_id=place.district.pk, year=2026)


def move(assessment, verb, actor):
    version = Assessment.objects.get(pk=assessment.pk).version
    return verb(actor=actor, assessment_id=assessment.pk, seen_version=version)


def say(assessment, verb, actor, unit, **words):
    version = Assessment.objects.get(pk=assessment.pk).version
    return verb(
        actor=actor, assessment_id=assessment.pk, seen_version=version, unit_id=unit.pk, **words
    )


def conclude(assessment, as_):
    """The year is over: counted whole, looked at, confirmed and published."""
    with clock.frozen(WINTER):
        for verb, who in (
            (assessing.count_anew, "officer"), (assessing.ask_units, "officer"),
            (assessing.confirm_assessment, "leader"), (assessing.publish_assessment, "officer"),
        ):  # fmt: skip
            moved = move(assessment, verb, as_(who))
    return moved


def test_a_year_is_neither_confirmed_nor_counted_short(drafted, as_):
    move(drafted, assessing.ask_units, as_("officer"))

    for day, code in (
        (date(2026, 12, 31), "year-not-over"), (date(2027, 1, 1), "counted-early"),
    ):  # fmt: skip
        with clock.frozen(day), pytest.raises(Refused) as refused:
            move(drafted, assessing.confirm_assessment, as_("leader"))
        assert refused.value.refusals[0].code == f"supervision.assessment.{code}"


def test_what_was_counted_before_the_year_ended_is_called_interim(drafted, as_):
    assert drafted.interim
    assert not conclude_draft(drafted, as_).interim


def conclude_draft(assessment, as_):
    with clock.frozen(WINTER):
        return move(assessment, assessing.count_anew, as_("officer"))


def test_a_row_shows_its_working(drafted, issued):
    row = AssessmentRow.objects.get()

    assert (row.rank, row.score) == (1, Decimal("100.00"))
    assert row.working == [
        {
            "number": issued.number, "headline": issued.headline, "original_due": "2026-12-31",
            "due": "2026-12-31", "finished": "2026-11-10", "outcome": "on_time", "weight": 1,
            "share": "1.0", "missing": 0,
        }
    ]  # fmt: skip


def test_an_extended_matter_is_judged_by_its_original_date(issued, as_, place):
    underway(issued, as_)
    asked = of(issued, as_("north_officer"), until=date(2027, 2, 1), reason="选址")
    carrying.ask_extension(**asked)
    deciding.grant_extension(**of(issued, as_("leader")))
    with clock.frozen(date(2027, 1, 20)):
        close(issued, as_)
        made = assessing.draft_assessment(
            actor=as_("officer"), unit_id=place.district.pk, year=2027
        )

    row = made.rows.get()
    assert (row.score, row.working[0]["outcome"]) == (Decimal("80.00"), "extended")
    assert row.working[0]["original_due"] == "2026-12-31"


def test_a_year_is_drafted_once_and_not_before_it_comes(drafted, place, as_):
    officer = as_("officer")
    for year, code in ((2026, "once"), (2027, "year"), (2024, "nothing")):
        with pytest.raises(Refused) as refused:
            assessing.draft_assessment(actor=officer, unit_id=place.district.pk, year=year)
        assert refused.value.refusals[0].code == f"supervision.assessment.{code}"


def test_units_see_their_row_only_once_they_are_asked(drafted, as_):
    as_("north_officer")
    assert not AssessmentRow.objects.exists()
    move(drafted, assessing.ask_units, as_("officer"))

    as_("north_officer")
    assert AssessmentRow.objects.count() == 1
    as_("south_officer")
    assert not AssessmentRow.objects.exists()
    as_("outsider")
    assert not Assessment.objects.exists()


def test_an_objection_is_answered_before_the_result_is_confirmed(drafted, place, as_):
    move(drafted, assessing.ask_units, as_("officer"))
    north = as_("north_officer")
    say(drafted, assessing.object_to_result, north, place.north, objection="漏报一次是系统故障")

    with pytest.raises(Refused) as refused:
        move(drafted, assessing.confirm_assessment, as_("leader"))
    assert refused.value.refusals[-1].code == "supervision.assessment.objections"

    officer = as_("officer")
    say(drafted, assessing.answer_objection, officer, place.north, answer="已核实，台账已更正")
    published = conclude(drafted, as_)

    assert published.state == "published"
    row = published.rows.get()
    assert (row.objection, row.answer) == ("漏报一次是系统故障", "已核实，台账已更正")


def test_a_unit_objects_for_itself_only_and_with_a_reason(drafted, place, as_):
    move(drafted, assessing.ask_units, as_("officer"))

    with pytest.raises(Refused):
        say(drafted, assessing.object_to_result, as_("leader"), place.north, objection="不对")
    with pytest.raises(Refused):
        north = as_("north_officer")
        say(drafted, assessing.object_to_result, north, place.north, objection="  ")


def test_what_was_published_stays_when_the_ledger_changes(drafted, issued, as_):
    conclude(drafted, as_)
    as_("system")
    Assignment.objects.filter(pk=issued.pk).update(missed_reports=["2026-11-10"] * 9)

    with pytest.raises(Refused):
        move(drafted, assessing.count_anew, as_("officer"))
    assert AssessmentRow.objects.get().score == Decimal("100.00")


def test_what_closed_after_the_year_counts_as_open_in_it(issued, place, as_):
    underway(issued, as_)
    as_("system")
    Assignment.objects.filter(pk=issued.pk).update(original_due="2026-12-01", due="2026-12-01")
    with clock.frozen(WINTER):
        close(issued, as_)
        made = assessing.draft_assessment(
            actor=as_("officer"), unit_id=place.district.pk, year=2026
        )

    assert made.rows.get().working[0]["outcome"] == "open"
