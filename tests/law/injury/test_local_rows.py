"""Local figures of injury and of the person that are not kept yet: once an administrator enters the row, the claim is answered with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhigong.law.core.parameters import ParameterTable, Row, kept_table
from zhigong.law.rulebook import assess

ROWS = {
    "regional_avg_wage_month": "8000",
    "provincial_avg_wage_year": "90000",
    "injury_medical_months_9": "6",
    "injury_employment_months_9": "10",
    "injury_near_retirement_ratio": "0.4",
    "unemployment_benefit_month": "1864",
    "paternity_leave_days": "20",
}


def table() -> ParameterTable:
    """The kept rows, and one row of each name for Chengdu in 2024."""
    rows = [
        Row(name, "510100", Decimal(value), date(2024, 1, 1), date(2024, 12, 31), source="试验")
        for name, value in ROWS.items()
    ]
    return kept_table().overriding(rows)


def answer(rule: str, **facts: Any) -> dict[str, Any]:
    found: dict[str, Any] = assess(
        {"place": "510104", "claims": [{"rule": rule, **facts}]}, table()
    )
    claim: dict[str, Any] = found["claims"][0]
    return claim


def used(found: dict[str, Any]) -> list[str]:
    return [row["name"] for row in found.get("parameters", [])]


@pytest.mark.parametrize(
    ("rule", "facts", "amount", "rows"),
    [
        ("disability_subsidy", {"grade": 10, "own_wage": "3000", "accident": "2024-05-01"}, "33600.00",
         ["regional_avg_wage_month"]),
        ("disability_allowance", {"grade": 4, "own_wage": "3000", "accident": "2024-12-31"}, "3600.00",
         ["regional_avg_wage_month"]),
        ("injury_nursing", {"level": "full", "accident": "2024-01-01"}, "4000.00", ["regional_avg_wage_month"]),
        ("injury_ending_subsidies", {"grade": 9, "ended": "2024-06-30", "ending": "expiry"}, "128000.00",
         ["regional_avg_wage_month", "injury_medical_months_9", "injury_employment_months_9"]),
        ("injury_ending_subsidies",
         {"grade": 9, "ended": "2024-06-30", "ending": "worker", "birth": "1966-01-01", "kind": "man"},
         "80000.00",
         ["regional_avg_wage_month", "injury_medical_months_9", "injury_employment_months_9",
          "injury_near_retirement_ratio"]),
        ("uninsured_lump_sum", {"grade": 3, "accident": "2024-05-01"}, "1080000.00",
         ["injury_uninsured_years_3", "provincial_avg_wage_year"]),
        ("work_death", {"died": "2024-03-01"}, "1084420.00", ["national_income", "regional_avg_wage_month"]),
        ("unemployment_loss", {"months_lost": 3, "ended": "2024-05-31"}, "5592.00",
         ["unemployment_benefit_month"]),
    ],
)  # fmt: skip
def test_a_row_of_place_and_day_answers(
    rule: str, facts: dict[str, Any], amount: str, rows: list[str]
) -> None:
    found = answer(rule, **facts)

    assert found["refusals"] == []
    assert found["amount"] == amount
    assert used(found) == rows


def test_a_row_of_another_year_is_never_taken() -> None:
    assert answer("injury_nursing", level="full", accident="2025-01-01")["refusals"]
    assert answer("unemployment_loss", months_lost=3, ended="2023-12-31")["refusals"]
    found = answer("disability_subsidy", grade=10, own_wage="3000", accident="2023-12-31")
    assert found["amount"] == "21000.00"
    assert used(found) == []


def test_a_fact_given_wins_over_a_row() -> None:
    found = answer(
        "disability_subsidy", grade=10, own_wage="3000", accident="2024-05-01", regional_average_wage="6000"
    )  # fmt: skip

    assert found["amount"] == "25200.00"
    assert used(found) == []


def test_a_death_without_place_warns_that_the_funeral_is_not_computed() -> None:
    found = assess({"claims": [{"rule": "work_death", "died": "2024-03-01"}]}, table())["claims"][0]

    assert found["amount"] == "1036420.00"
    assert "law.injury.funeral-not-computed" in [w["code"] for w in found["warnings"]]


def test_a_pension_alone_does_not_warn_of_the_funeral() -> None:
    found = answer("work_death", own_wage="6000", dependants=["spouse"])

    assert [w["code"] for w in found["warnings"]] == [
        "law.injury.insured-unknown",
        "law.injury.bounds-not-tested",
    ]
