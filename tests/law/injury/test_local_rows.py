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





def with_row(name: str, value: Decimal | str) -> ParameterTable:
    return kept_table().overriding([Row(name, "510100", value, date(2024, 1, 1), source="试验")])


def test_a_place_may_allow_less_to_be_deducted() -> None:
    claim = {"rule": "deductions", "reason": "damage", "deducted": "2000", "monthly_wage": "8000", "minimum_wage": "2000"}  # fmt: skip
    rows = with_row("wage_deduction_limit", Decimal("0.1"))
    told = [
        assess({"place": "510100", "claims": [{**claim, **on}]}, rows)["claims"][0]["amount"]
        for on in ({}, {"on": "2024-05"})
    ]
    assert told == ["400.00", "1200.00"]


def test_a_place_may_count_the_higher_class_of_leave_for_the_whole_year() -> None:
    claim = {"rule": "annual_leave_days", "service_start": "2014-08-10", "on": "2024-03-31"}
    rows = with_row("leave_step", "higher")
    for table, days in ((None, "5"), (rows, "10")):
        document = {"place": "510100", "claims": [claim]}
        assert assess(document, table)["claims"][0]["value"] == days


def test_a_place_may_round_the_day_s_pay_before_it_is_multiplied() -> None:
    """4,500 ÷ 21.75 is 206.896…: five days are 1,034.48 rounded at the end, 1,034.50 rounded first."""
    claims: dict[str, dict[str, Any]] = {
        "overtime": {"monthly_wage": "3480.5", "workday_hours": "10", "on": "2024-03-01"},
        "unused_leave": {"monthly_wage": "4500", "days": "5", "end": "2024-03-01"},
        "wage_arrears": {"start": "2024-03-01", "end": "2024-03-07", "monthly_wage": "4500"},
        "stoppage_pay": {"monthly_wage": "4500", "cycle_days": "5", "on": "2024-03-01"},
        "sick_pay_floor": {"minimum_wage": "5625", "days": 5, "on": "2024-03-01"},
        "stop_work_pay": {"monthly_wage": "4500", "start": "2024-03-01", "end": "2024-03-07"},
        "paternity_leave": {"birth": "2024-03-01", "monthly_wage": "4500", "local_days": 5},
        "double_wage": {"hire": "2024-01-26", "contract_signed": "2024-03-04", "monthly_wage": "4500"},
    }  # fmt: skip
    told = []
    for table in (None, with_row("rounding_order", "day_first")):
        document = {
            "place": "510100",
            "claims": [{"rule": rule, **facts} for rule, facts in claims.items()],
        }
        told.append([sum_of(answer) for answer in assess(document, table)["claims"]])
    assert told == [
        ["300.04", "2068.97", "1034.48", "1034.48", "1034.48", "1034.48", "1034.48", "1034.48"],
        ["300.00", "2069.00", "1034.50", "1034.50", "1034.50", "1034.50", "1034.50", "1034.50"],
    ]


def sum_of(answer: dict[str, Any]) -> str:
    """The amount, or that of the only item that has one."""
    return str(answer.get("amount") or next(i["amount"] for i in answer["items"] if "amount" in i))
