"""Results of other calculators: where they agree with the law so do we, where they are wrong we do not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.law.shared_data import parameters
from zhigong.law.rulebook import assess

Claim = dict[str, Any]


def _units(years: float) -> str:
    """Months of pay for years given as a decimal number."""
    whole = int(years)
    rest = years - whole
    return str(whole + (1 if rest >= 0.5 else 0.5 if rest > 0 else 0))


def _severance(i: Claim) -> Claim:
    return {
        "rule": "severance",
        "units": _units(i["service_years"]),
        "monthly_wage": i["avg_month_wage"],
        "local_average_wage": i.get("local_avg_month_wage"),
    }


CLAIMS: dict[str, Callable[[Claim], Claim]] = {
    "severance": _severance,
    "illegal_dismissal_damages": lambda i: _severance(i) | {"rule": "unlawful_dismissal"},
    "overtime_pay": lambda i: {
        "rule": "overtime",
        "hourly_wage": i["hour_wage"],
        "workday_hours": i["weekday_hours"],
        "rest_day_hours": i["rest_day_hours"],
        "holiday_hours": i["statutory_holiday_hours"],
    },
    "overtime_pay_comprehensive_hours": lambda i: {
        "rule": "overtime",
        "hours_system": "comprehensive",
        "approved": True,
        "hourly_wage": i["hour_wage"],
        "workday_hours": i["over_hours"],
        "holiday_hours": i["statutory_holiday_hours"],
    },
    "overtime_pay_piece": lambda i: {
        "rule": "overtime",
        "piece_price": i["unit"],
        "workday_pieces": i["weekday"][0] - i["weekday"][1],
        "rest_day_pieces": i["rest_day"][0] - i["rest_day"][1],
        "holiday_pieces": i["statutory_holiday"][0] - i["statutory_holiday"][1],
    },
    "disability_lump_sum": lambda i: {"rule": "disability_subsidy", **i},
    "disability_monthly": lambda i: {"rule": "disability_allowance", **i},
    "work_death_lump_sum": lambda i: {
        "rule": "work_death",
        "national_income": i["national_urban_income"],
    },
    "sick_pay_floor": lambda i: {
        "rule": "sick_pay_floor",
        "minimum_wage": i["local_min_wage"],
        "days": i["days"],
    },
}
NO_RULE = {
    "net_pay": "a pay slip with tax is no rule of labour law",
    "social_insurance_base": "contribution bases are the collection authority's",
    "work_injury_end_subsidy_hunan": "a provincial table that is not among our parameters",
}


@pytest.mark.parametrize("example", parameters("worked_examples.jsonl"))
def test_worked_example(example: dict[str, Any]) -> None:
    calculator = example["calculator"]
    if calculator in NO_RULE:
        pytest.skip(NO_RULE[calculator])
    claim = CLAIMS[calculator](example["inputs"])
    answer = assess({"claims": [claim]})["claims"][0]
    same = Decimal(answer["amount"]) == Decimal(example["expected"])
    assert same == (example["trust"] != "wrong"), example["note"]
