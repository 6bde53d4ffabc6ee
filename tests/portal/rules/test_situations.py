"""Every situation of 算一算, asked as a worker answers it, without a page."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zhigong.law.rulebook import RULES, assess
from zhigong.portal.rules.situations import GROUPS, SITUATIONS, claims_for, still_needed

TOLD = tomllib.loads((Path(__file__).parent / "situations.toml").read_text("utf8"))
# Rules that no worker asks: they serve officers, employers, or other rules.
NOT_ASKED = {
    "advance_enforcement",
    "contribution_base",
    "disability_allowance",
    "disability_subsidy",
    "dispatch_cap",
    "final_award",
    "illegal_employment_injury",
    "injury_ending_subsidies",
    "injury_nursing",
    "late_performance_interest",
    "mass_layoff",
    "mediation_agreement",
    "non_compete_breach",
    "parties",
    "payment_order",
    "service_time",
    "uninsured_lump_sum",
    "venue",
}


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

    claims = claims_for(SITUATIONS[key], told["answers"])
    found = assess({"place": "510100", "claims": claims, "case": True})

    said = [
        "" if one["refusals"] else one.get("amount") or one.get("minimum") or one.get("date")
        or one.get("value") or one.get("conclusion")
        for one in found["claims"]
    ]  # fmt: skip
    assert said == told["expected"]
    assert found["case"]["together"]["amount"] == told["together"]


def test_what_a_shut_question_holds_does_not_count():
    injury = SITUATIONS["injury"]
    graded = {"accident": "2026-01-05", "graded": True, "grade": "10", "own_wage": "5000"}

    assert [c["rule"] for c in claims_for(injury, graded)] == ["injury_recognition", "work_injury"]
    assert [c["rule"] for c in claims_for(injury, {**graded, "graded": False})] == [
        "injury_recognition"
    ]


def test_those_kept_by_the_dead_are_counted_by_kind():
    died = {"died": "2026-03-01", "kept": True, "kept_spouse": True, "kept_others": 2}

    (claim,) = claims_for(SITUATIONS["death"], died)

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

    assert [c["rule"] for c in claims_for(SITUATIONS["dismissed"], told)] == rules
