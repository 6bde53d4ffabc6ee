"""Following: extensions, completion, verification, look-back, hand-over; days, lights, league."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhigong.supervision.rules.duedates import (
    due,
    letter_due,
    look_back_window,
    plan_by,
    receive_by,
    reminders,
    report_days,
    verify_by,
)  # fmt: skip
from zhigong.supervision.rules.following import (
    Assigned,
    may_apply_completion,
    may_ask_extension,
    may_hand_over,
    may_issue,
    may_look_back,
    may_verify,
    without_standing_lead,
)  # fmt: skip
from zhigong.supervision.rules.league import Assessed, Outcome, league_table, outcome_of, score
from zhigong.supervision.rules.lights import Light, Standing, light_of
from zhigong.supervision.rules.terms import Rhythm
from zhigong.supervision.rules.workflow import AssignmentState

S = AssignmentState
SATURDAY = date(2026, 5, 16)
MONDAY = date(2026, 5, 18)
NATIONAL_DAY = date(2026, 10, 1)
UNDERWAY = Assigned(S.UNDERWAY, due=SATURDAY, lead_unit="甲部", deliverable="台账", evidence=1)
LATER = date(2026, 6, 30)


def asked(assigned: Assigned = UNDERWAY, on: date = date(2026, 5, 1), until: date = LATER,
          reason: str = "设备未到货") -> tuple[str, ...]:  # fmt: skip
    return may_ask_extension(assigned, on=on, until=until, reason=reason).codes


def test_an_extension_may_be_asked_before_the_due_date() -> None:
    assert asked() == ()


def test_where_the_due_date_is_a_day_off_it_may_be_asked_until_the_next_working_day() -> None:
    assert asked(on=MONDAY) == ()
    assert asked(on=date(2026, 5, 19)) == ("supervision.extension.too-late",)


EXTENSION_REFUSED = [
    ({"until": SATURDAY}, "supervision.extension.not-later"),
    ({"reason": "  "}, "supervision.extension.no-reason"),
    ({"assigned": replace(UNDERWAY, extensions=2)}, "supervision.extension.too-often"),
    ({"assigned": replace(UNDERWAY, due=None)}, "supervision.extension.no-date"),
    ({"assigned": replace(UNDERWAY, state=S.ISSUED)},
     "supervision.assignment.ask_extension.wrong-state"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), EXTENSION_REFUSED)
def test_an_extension_is_refused(change: dict[str, object], code: str) -> None:
    assert asked(**change) == (code,)  # type: ignore[arg-type]  # told by name, checked when run


def test_all_reasons_against_an_extension_are_told_at_once() -> None:
    codes = asked(replace(UNDERWAY, extensions=2), on=LATER, until=SATURDAY, reason="")

    assert codes == (
        "supervision.extension.too-late",
        "supervision.extension.not-later",
        "supervision.extension.too-often",
        "supervision.extension.no-reason",
    )


def test_completion_needs_evidence() -> None:
    assert may_apply_completion(UNDERWAY).codes == ()
    assert may_apply_completion(replace(UNDERWAY, evidence=0)).codes == (
        "supervision.completion.no-evidence",
    )


def test_nobody_verifies_his_own_work() -> None:
    verifying = replace(UNDERWAY, state=S.VERIFYING, applied_by=7, carried_out_by=frozenset({7, 8}))

    assert [may_verify(verifying, verifier=who).codes for who in (7, 8, 9)] == [
        ("supervision.verify.own-work",), ("supervision.verify.own-work",), (),
    ]  # fmt: skip
    assert may_verify(verifying, verifier=9, verb="return_work").codes == ()


def test_exactly_one_unit_leads_and_hands_something_in() -> None:
    approved = replace(UNDERWAY, state=S.APPROVED)

    assert may_issue(approved).codes == ()
    assert may_issue(replace(approved, lead_unit="", deliverable="")).codes == (
        "supervision.issue.no-lead",
        "supervision.issue.no-deliverable",
    )
    assert may_issue(replace(approved, co_units=("甲部",))).codes == (
        "supervision.issue.lead-twice",
    )


def test_look_back_comes_three_months_after_closing() -> None:
    closed = replace(UNDERWAY, state=S.CLOSED, closed=date(2026, 11, 30))

    assert look_back_window(date(2026, 11, 30)) == (date(2027, 2, 28), date(2027, 5, 30))
    assert may_look_back(closed, on=date(2027, 2, 27)).codes == ("supervision.look-back.too-early",)
    assert may_look_back(closed, on=date(2027, 2, 28)).codes == ()


def test_a_dissolved_lead_hands_over_to_a_standing_unit() -> None:
    rows = [("督1", S.UNDERWAY, "甲部"), ("督2", S.CLOSED, "甲部"), ("督3", S.UNDERWAY, "乙部")]

    assert without_standing_lead(rows, {"乙部"}) == ("督1",)
    assert may_hand_over(UNDERWAY, to_unit="乙部", standing_units={"乙部"}).codes == ()
    assert may_hand_over(UNDERWAY, to_unit="丙部", standing_units={"乙部"}).codes == (
        "supervision.hand-over.no-unit",
    )
    assert may_hand_over(UNDERWAY, to_unit="甲部", standing_units={"甲部"}).codes == (
        "supervision.hand-over.same",
    )


def test_a_due_date_on_a_day_off_is_met_on_the_next_working_day() -> None:
    assert (due(SATURDAY).last, due(SATURDAY).shifted) == (MONDAY, True)
    assert due(NATIONAL_DAY).last == date(2026, 10, 8)
    assert (due(MONDAY).last, due(MONDAY).shifted) == (MONDAY, False)
    assert due(SATURDAY).written == SATURDAY


def test_a_year_without_published_days_off_is_provisional() -> None:
    assert due(date(2035, 3, 1)).provisional is True
    assert due(MONDAY).provisional is False


def test_receipt_plan_and_verification_count_working_days() -> None:
    friday = date(2026, 5, 15)

    assert (receive_by(friday), plan_by(friday), verify_by(friday)) == (
        date(2026, 5, 19), date(2026, 5, 22), date(2026, 5, 22),
    )  # fmt: skip


REPORTS = [
    (Rhythm.MONTHLY, [date(2026, 1, 28), date(2026, 2, 28), date(2026, 3, 28)]),
    (Rhythm.QUARTERLY, [date(2026, 3, 28)]),
    (Rhythm.HALF_YEARLY, []),
    (Rhythm.WEEKLY, 12),
]


@pytest.mark.parametrize(("rhythm", "days"), REPORTS)
def test_report_days(rhythm: Rhythm, days: list[date] | int) -> None:
    found = report_days(date(2026, 1, 5), date(2026, 3, 31), rhythm)

    assert (list(found) if isinstance(days, list) else len(found)) == days


def test_a_report_day_the_month_lacks_is_its_last() -> None:
    found = report_days(date(2026, 1, 31), date(2026, 4, 30), Rhythm.MONTHLY, on_day=31)

    assert found == (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))


def test_reminders_before_on_and_every_third_day_after() -> None:
    found = reminders(date(2026, 6, 30), until=date(2026, 7, 7))

    assert [(r.day.isoformat(), r.days_left, r.copies_leader) for r in found] == [
        ("2026-06-15", 15, False), ("2026-06-23", 7, False), ("2026-06-27", 3, True),
        ("2026-06-30", 0, True), ("2026-07-03", -3, True), ("2026-07-06", -6, True),
    ]  # fmt: skip


def test_a_letter_is_owed_after_seven_days() -> None:
    assert [letter_due(date(2026, 6, 30), date(2026, 7, day)) for day in (7, 8)] == [False, True]


ISSUED = date(2026, 1, 5)
WORK = Standing(S.UNDERWAY, ISSUED, date(2026, 6, 30), progress=40)
LIGHTS = [
    (WORK, date(2026, 3, 1), Light.GREEN),
    (replace(WORK, state=S.ISSUED), date(2026, 3, 1), Light.BLUE),
    (WORK, date(2026, 6, 12), Light.GREEN),
    (WORK, date(2026, 6, 13), Light.YELLOW),
    (replace(WORK, progress=80), date(2026, 6, 30), Light.GREEN),
    (replace(WORK, progress=79), date(2026, 6, 30), Light.YELLOW),
    (replace(WORK, report_missing=True), date(2026, 3, 1), Light.YELLOW),
    (WORK, date(2026, 7, 1), Light.RED),
    (replace(WORK, due=SATURDAY, progress=90), MONDAY, Light.GREEN),
    (replace(WORK, due=SATURDAY, progress=90), date(2026, 5, 19), Light.RED),
    (replace(WORK, state=S.SUSPENDED), date(2026, 7, 1), Light.GREY),
    (replace(WORK, state=S.MERGED), date(2026, 7, 1), Light.GREY),
    (replace(WORK, state=S.CLOSED), date(2026, 7, 1), Light.DONE),
    (replace(WORK, due=None), date(2026, 7, 1), Light.GREEN),
]


@pytest.mark.parametrize(("standing", "on", "light"), LIGHTS)
def test_the_light(standing: Standing, on: date, light: Light) -> None:
    shown = light_of(standing, on)

    assert shown.light is light
    assert shown.reason


END = date(2026, 6, 30)


def finished(day: date | None, **more: object) -> Assessed:
    return replace(Assessed("甲部", END, END, day), **more)  # type: ignore[arg-type]  # told by name, checked when run


OUTCOMES = [
    (finished(END), Outcome.ON_TIME),
    (finished(date(2026, 7, 1)), Outcome.LATE),
    (finished(date(2026, 7, 1), due=date(2026, 7, 31)), Outcome.EXTENDED),
    (finished(date(2026, 8, 3), due=date(2026, 7, 31)), Outcome.LATE),
    (finished(None), Outcome.OPEN),
    (finished(None, due=date(2026, 12, 31)), Outcome.NOT_DUE),
    (finished(None, original_due=None, due=None), Outcome.NOT_DUE),
    (finished(MONDAY, original_due=SATURDAY, due=SATURDAY), Outcome.ON_TIME),
]


@pytest.mark.parametrize(("assessed", "outcome"), OUTCOMES)
def test_the_original_date_is_kept_for_assessment(assessed: Assessed, outcome: Outcome) -> None:
    assert outcome_of(assessed, on=date(2026, 9, 1)) is outcome


def test_the_score_weighs_and_takes_off_missing_reports() -> None:
    held = [finished(END, weight=3), finished(None, missing_reports=2), finished(date(2026, 7, 1))]

    assert score(held, on=date(2026, 9, 1)) == Decimal("70.00")


def test_a_score_is_not_below_nought_and_none_without_anything_to_judge() -> None:
    on = date(2026, 9, 1)

    assert score([finished(None, missing_reports=3)], on) == Decimal("0.00")
    assert score([finished(None, due=date(2026, 12, 31))], on) is None


def test_equal_scores_share_a_rank() -> None:
    on = date(2026, 9, 1)
    rows = league_table(
        [finished(END, unit="丙部"), finished(END, unit="乙部"), finished(None, unit="甲部")], on
    )

    assert [(r.rank, r.unit, r.score) for r in rows] == [
        (1, "丙部", Decimal("100.00")), (1, "乙部", Decimal("100.00")), (3, "甲部", Decimal("0.00")),
    ]  # fmt: skip
    assert rows[2].counts[Outcome.OPEN] == 1
