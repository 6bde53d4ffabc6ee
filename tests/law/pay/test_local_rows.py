"""Local figures of pay: a row that an administrator enters wins over the national one, from its day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from zhigong.law.core.parameters import Row, kept_table
from zhigong.law.rulebook import assess


def test_a_place_may_allow_less_to_be_deducted() -> None:
    claim = {"rule": "deductions", "reason": "damage", "deducted": "2000", "monthly_wage": "8000", "minimum_wage": "2000"}  # fmt: skip
    row = Row("wage_deduction_limit", "510100", Decimal("0.1"), date(2024, 1, 1), source="试验")
    rows = kept_table().overriding([row])
    told = [
        assess({"place": "510100", "claims": [{**claim, **on}]}, rows)["claims"][0]["amount"]
        for on in ({}, {"on": "2024-05"})
    ]
    assert told == ["400.00", "1200.00"]


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
    first = Row("rounding_order", "510100", "day_first", date(2024, 1, 1), source="试验")
    told = []
    for table in (None, kept_table().overriding([first])):
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


def test_days_of_overtime_round_the_day_s_pay_and_a_wage_by_the_hour_is_not_rounded() -> None:
    first = Row("rounding_order", "510100", "day_first", date(2024, 1, 1), source="试验")
    by_month = {"rule": "overtime", "monthly_wage": "4500", "rest_days": "5", "on": "2024-03-01"}
    by_hour = {"rule": "overtime", "hourly_wage": "20.0005", "rest_days": "1", "on": "2024-03-01"}
    document = {"place": "510100", "claims": [by_month, by_hour]}
    told = [
        [sum_of(answer) for answer in assess(document, table)["claims"]]
        for table in (None, kept_table().overriding([first]))
    ]
    assert told == [["2068.97", "320.01"], ["2069.00", "320.01"]]
