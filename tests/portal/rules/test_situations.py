"""Every situation of 算一算, asked as a worker answers it, without a page."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zhigong.law.rulebook import RULES, assess
from zhigong.portal.rules.situations import GROUPS, SITUATIONS, claims_for

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
