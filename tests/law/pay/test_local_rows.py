"""Local figures of pay: a row that an administrator enters wins over the national one, from its day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

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
