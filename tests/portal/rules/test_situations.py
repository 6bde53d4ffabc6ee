"""Every situation of 算一算, asked as a worker answers it, without a page."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhigong.law.rulebook import RULES, assess
from zhigong.portal.rules.situations import (
    GROUPS,
    SITUATIONS,
    claims_for,
    one_needed,
    still_needed,
)

TODAY = date(2026, 11, 1)
TOLD = tomllib.loads((Path(__file__).parent / "situations.toml").read_text("utf8"))
# Rules that no worker asks: they serve officers, employers, or other rules.
NOT_ASKED = {
    "advance_enforcement",
    "contribution_base",
    "disability_allowance",
    "disability_subsidy",
    "dispatch_cap",
    "final_award",
    "heat_allowance",  # most places have no rate kept yet; the command line takes one
    "illegal_employment_injury",
    "injury_ending_subsidies",
    "injury_nursing",
    "late_performance_interest",
    "mass_layoff",
    "mediation_agreement",
    "non_compete_breach",
    "payment_order",
    "service_time",
    "uninsured_lump_sum",
    "venue",
}


def law(claim: dict[str, Any]) -> dict[str, Any]:
    return assess({"place": "510100", "claims": [claim]})["claims"][0]


def made(key: str, answers: dict[str, Any]) -> list[dict[str, Any]]:
    return list(claims_for(SITUATIONS[key], answers, TODAY, law))


def test_every_situation_stands_in_one_group():
    keys = [key for _, keys in GROUPS for key in keys]
    assert sorted(keys) == sorted(SITUATIONS)
    assert set(TOLD) == set(SITUATIONS)


def test_every_rule_a_worker_could_want_is_reached():
    reached = {wanted.rule for one in SITUATIONS.values() for wanted in one.claims}
    assert set(RULES) - reached == NOT_ASKED


@pytest.mark.parametrize("key", SITUATIONS)
def test_answers_come_to_what_the_law_says(key):
    told = TOLD[key]
    assert set(told["answers"]) <= {ask.name for ask in SITUATIONS[key].asks}

    claims = made(key, told["answers"])
    found = assess({"place": "510100", "claims": claims, "case": True})

    said = [
        "" if one["refusals"] else one.get("amount") or one.get("minimum") or one.get("date")
        or one.get("value") or one.get("conclusion") or ""
        for one in found["claims"]
    ]  # fmt: skip
    assert said == told["expected"]
    assert found["case"]["together"]["amount"] == told["together"]


def test_what_a_shut_question_holds_does_not_count():
    graded = {"accident": "2026-01-05", "graded": True, "grade": "10", "own_wage": "5000"}

    ungraded = {**graded, "graded": False}

    assert [c["rule"] for c in made("injury", graded)] == ["injury_recognition", "work_injury"]
    assert [c["rule"] for c in made("injury", ungraded)] == ["injury_recognition"]


def test_those_kept_by_the_dead_are_counted_by_kind():
    died = {"died": "2026-03-01", "kept": True, "kept_spouse": True, "kept_others": 2}

    (claim,) = made("death", died)

    assert claim["dependants"] == ["spouse", "other", "other"]


def test_what_must_be_asked_yet_is_known():
    asked = [ask.name for ask in still_needed(SITUATIONS["injury"], {"graded": True, "grade": "9"})]

    assert asked == ["accident", "own_wage"]


@pytest.mark.parametrize("key", SITUATIONS)
def test_a_question_stands_behind_the_one_that_opens_it(key):
    names = [ask.name for ask in SITUATIONS[key].asks]
    for ask in SITUATIONS[key].asks:
        assert not ask.gate or names.index(ask.gate) < names.index(ask.name)


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("unlawful", ["unlawful_dismissal"]),
        ("mutual_employer", ["severance"]),
        ("art39", ["severance", "unlawful_dismissal"]),
        ("", ["severance", "unlawful_dismissal"]),
    ],
)
def test_what_the_employer_said_decides_what_is_due(said, rules):
    told = {"ending": said, "hire": "2021-03-10", "end": "2026-09-09", "monthly_wage": "6200"}

    assert [c["rule"] for c in made("dismissed", told)] == rules


def test_nothing_is_claimed_before_it_can_be():
    assert made("dismissed", {}) == []
    assert made("dismissed", {"hire": "2021-03-10", "end": "2026-09-09"}) == []


def test_the_day_of_asking_stands_where_no_other_was_answered():
    hired = {"hire": "2026-01-05", "monthly_wage": "5500"}

    (asked_today,) = made("no_contract", hired)
    (asked_then,) = made("no_contract", {**hired, "filed": "2026-12-01"})

    assert asked_today["filed"] == "2026-11-01"
    assert asked_then["filed"] == "2026-12-01"


def test_leave_that_nobody_counted_is_counted_by_the_law():
    told = {"service_years": "12", "taken": "2", "monthly_wage": "6000"}

    days, pay = made("leave", told)
    (_, said) = made("leave", {**told, "days": "4"})

    assert days["rule"] == "annual_leave_days"
    assert pay["days"] == "8"
    assert said["days"] == "4"


def test_pay_for_leave_waits_until_the_days_are_known():
    assert made("leave", {"monthly_wage": "6000"}) == []


def test_one_of_several_questions_is_asked_for_where_one_is_enough():
    overtime = SITUATIONS["overtime"]

    asked = [ask.name for ask in one_needed(overtime, {"monthly_wage": "6000"})]

    assert asked == ["workday_hours", "rest_days", "holiday_days"]
    assert one_needed(overtime, {"monthly_wage": "6000", "rest_days": "4"}) == []
    assert one_needed(overtime, {}) == []


def test_whoever_was_hired_on_a_site_learns_who_pays_behind_the_foreman():
    told = {"start": "2026-03-01", "until": "2026-10-31", "monthly_wage": "9000", "site": True}

    parties = made("unpaid", {**told, "foreman": True})[-1]

    assert parties == {
        "rule": "parties",
        "situations": ["construction_wages", "illegal_subcontract"],
    }
    assert [c["rule"] for c in made("unpaid", {**told, "site": False})] == [
        "wage_arrears",
        "limitation",
    ]
