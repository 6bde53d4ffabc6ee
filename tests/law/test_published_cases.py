"""Published cases with an amount: reproduced from their inputs, or named here with the reason why not.

``docs/law/published-cases.md`` says the same in words; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.law.shared_data import records
from zhigong.law.rulebook import RULES, assess

Inputs = dict[str, Any]
Case = dict[str, Any]
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "law" / "published-cases.md"


def _served(rule: str) -> Callable[[Inputs], Case]:
    def claim(i: Inputs) -> Case:
        wage = i.get("avg_wage", i.get("avg_wage_derived"))
        found = {"rule": rule, "hire": i["start"], "end": i["end"], "monthly_wage": str(wage)}
        return found | ({"paid": str(i["paid"])} if "paid" in i else {})

    return claim


def _notice_beside_2n(i: Inputs) -> Case:
    return {
        "rule": "notice_pay",
        "last_month_wage": i["avg_wage"],
        "end": i["end"],
        "ending": "unlawful",
    }


def _double_wage(i: Inputs) -> Case:
    return {
        "rule": "double_wage",
        "hire": i["start"],
        "end": i["end"],
        "monthly_wage": i["wage_derived"],
    }


# (case, type of claim) → the claim made of the case's inputs
CLAIMS: dict[tuple[str, str], Callable[[Inputs], Case]] = {
    ("GC-180", "unlawful_termination_damages"): _served("unlawful_dismissal"),
    ("BJ22-06", "unlawful_termination_damages"): _served("unlawful_dismissal"),
    ("BJ23-01", "unlawful_termination_damages"): _served("unlawful_dismissal"),
    ("BJ24-02", "unlawful_termination_damages"): _served("unlawful_dismissal"),
    ("BJ16-01", "unlawful_termination_damages"): _served("unlawful_dismissal"),
    ("BJ18-01", "unlawful_termination_damages"): _served("unlawful_dismissal"),
    ("BJ16-01", "notice_pay"): _notice_beside_2n,
    ("BJ18-01", "notice_pay"): _notice_beside_2n,
    ("BJ22-05", "economic_compensation"): _served("severance"),
    ("BJ17-03", "economic_compensation_difference"): _served("severance"),
    ("BJ19-01", "economic_compensation"): lambda i: {
        "rule": "severance",
        "service": i["service"],
        "monthly_wage": i["monthly_wage"],
        "local_average_wage": i["local_avg_month"],
    },
    ("BJ17-01", "economic_compensation_difference"): lambda i: {
        "rule": "severance",
        "units": i["n"],
        "monthly_wage": i["gross"],
        "paid": i["paid"],
    },
    ("BJ17-04", "economic_compensation_difference"): lambda i: {
        "rule": "severance",
        "units": "1",
        "monthly_wage": str(i["due"]),
        "paid": str(i["paid"]),
    },
    ("BJ19-02", "non_compete_comp_monthly"): lambda i: {
        "rule": "non_compete_compensation",
        "monthly_wage": i["avg_wage"],
        "months": 1,
    },
    ("BJ22-01", "double_wage"): lambda i: {
        "rule": "double_wage",
        "hire": i["hire"],
        "contract_signed": "2020-07-15",
        "monthly_wage": i["wage"],
    },
    ("YN24-03", "double_wage"): _double_wage,
    ("BJ22-04", "deposit_refund"): lambda i: {
        "rule": "deductions",
        "reason": "deposit",
        "deducted": i["collected"],
    },
    ("BJ22-08", "annual_leave"): lambda i: {
        "rule": "unused_leave",
        "monthly_wage": "6000",
        "days": "0" if i["statutory_leave_taken"] else "5",
    },
    ("HN26-01", "annual_leave"): lambda i: {
        "rule": "unused_leave",
        "monthly_wage": str(i["avg_wage"]),
        "days": i["days"],
    },
    ("BJ17-05", "wage_arrears"): lambda i: {"rule": "wage_arrears", "due": i["wage"]},
    ("BJ18-02", "probation_damages"): lambda i: {
        "rule": "probation_damages",
        "contract_months": 12,
        "served_months": i["probation_done"],
        "full_wage": i["full_wage"],
    },
    ("BJ18-04", "service_period_penalty"): lambda i: {
        "rule": "service_period_penalty",
        "training_cost": i["cost"],
        "wages_in_cost": i["wage_part"],
        "total_months": i["total_years"] * 12,
        "served_months": i["served"] * 12,
    },
    ("YN24-02", "disability_subsidy"): lambda i: {
        "rule": "disability_subsidy",
        "grade": i["grade"],
        "own_wage": i["own_wage"],
    },
    ("HN26-03", "work_death_benefits"): lambda i: {
        "rule": "work_death",
        "national_income": i["prev_year_income"],
        "regional_average_wage": i["funeral"] / 6,
    },
    ("NAT4-02", "stop_work_monthly_pay"): lambda i: {
        "rule": "stop_work_pay",
        "monthly_wage": i["base"],
        "performance": i["performance_avg"],
        "months": 1,
    },
    ("BJ21-04", "stop_work_pay_difference"): lambda i: {
        "rule": "stop_work_pay",
        "monthly_wage": i["wage"],
        "months": i["months"],
        "paid": sum(i["paid"]),
    },
    ("BJ16-06", "stop_work_pay_difference"): lambda i: {
        "rule": "stop_work_pay",
        "monthly_wage": i["wage"],
        "months": i["months"],
        "paid": str(round(i["paid"] * i["months"], 2)),
    },
}
# Why an amount cannot be reproduced; the same reasons stand in the document.
NOT_REPRODUCED = {
    ("NAT2-02", "overtime"): "hours not published",
    ("NAT2-04", "overtime_difference"): "minimum wage and hours not published",
    ("NAT2-05", "overtime"): "hours not published",
    ("NAT2-06", "overtime"): "hours not published",
    ("GC-185", "equal_employment_damages"): "set at discretion, no formula",
    ("NAT4-03", "disability_subsidy_difference"): "one input was computed back from the answer",
    ("QX24-03", "people_check"): "a number of persons, no amount of law",
}


def _amounts() -> list[Any]:
    found = [
        pytest.param(case, claim, id=f"{case['id']}-{claim['type']}")
        for case in records("published_cases.jsonl")
        for claim in case["claims"]
        if "expected_amount" in claim
    ]
    absent = pytest.mark.skip(reason="../shared/data/law is not beside this repository")
    return found or [pytest.param({}, {}, id="absent", marks=absent)]


@pytest.mark.parametrize(("case", "claim"), _amounts())
def test_amount_is_reproduced_or_explained(case: Case, claim: Case) -> None:
    key = (case["id"], claim["type"])
    if key in NOT_REPRODUCED:
        assert case["id"] in DOCUMENT.read_text("utf8")
        return
    made = CLAIMS[key](case["inputs"])
    assert made["rule"] in RULES
    answer = assess({"claims": [made]})["claims"][0]
    assert answer["refusals"] == []
    off = abs(Decimal(answer["amount"]) - Decimal(str(claim["expected_amount"])))
    assert off < 1, f"{answer['amount']} instead of {claim['expected_amount']}"


def test_the_document_names_every_case() -> None:
    text = DOCUMENT.read_text("utf8")
    cases = records("published_cases.jsonl")
    assert [case["id"] for case in cases if case["id"] not in text] == []
