"""What the rules of injury and persons declare: fields that must be given, bounds of plausibility, flags read."""

from __future__ import annotations

from typing import Any

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.rulebook import RULES, assess

REQUIRED = {
    "contribution_base": ["monthly_wage", "average_wage"],
    "disability_allowance": ["grade", "own_wage"],
    "disability_subsidy": ["grade", "own_wage"],
    "dismissal_protection": ["ground", "on"],
    "dispatch_cap": [],
    "illegal_employment_injury": [],
    "injury_ending_subsidies": ["grade"],
    "injury_nursing": ["level"],
    "injury_recognition": ["accident"],
    "labour_relation": [],
    "late_performance_interest": ["principal", "due", "paid_on"],
    "mass_layoff": ["employees"],
    "maternity_leave": [],
    "maternity_pay": ["insured", "days"],
    "medical_period": [],
    "minimum_wage_check": ["paid"],
    "new_form_work": [],
    "over_age_worker": ["birth", "kind", "on"],
    "part_time_work": ["daily_hours", "weekly_hours"],
    "paternity_leave": ["birth"],
    "retirement_date": ["birth", "kind"],
    "sick_pay_floor": [],
    "social_insurance_loss": ["kind"],
    "stop_work_pay": [],
    "unemployment_loss": [],
    "uninsured_lump_sum": ["grade", "accident"],
    "women_protection": [],
    "work_death": [],
    "work_injury": ["grade", "own_wage"],
}
BOUNDS = {
    ("disability_allowance", "months"): 1200,
    ("dismissal_protection", "injury_grade"): 10,
    ("illegal_employment_injury", "grade"): 10,
    ("injury_ending_subsidies", "medical_months"): 100,
    ("injury_ending_subsidies", "employment_months"): 100,
    ("injury_ending_subsidies", "employment_ratio"): 1,
    ("injury_ending_subsidies", "medical_ratio"): 1,
    ("injury_nursing", "months"): 1200,
    ("injury_recognition", "excluded_days"): 3650,
    ("late_performance_interest", "daily_rate"): 1,
    ("maternity_leave", "babies"): 10,
    ("maternity_leave", "pregnancy_months"): 10,
    ("maternity_leave", "child_order"): 20,
    ("maternity_leave", "local_extra_days"): 365,
    ("maternity_pay", "days"): 400,
    ("medical_period", "service_years"): 70,
    ("medical_period", "unit_service_years"): 70,
    ("minimum_wage_check", "months"): 600,
    ("part_time_work", "daily_hours"): 24,
    ("part_time_work", "weekly_hours"): 168,
    ("part_time_work", "pay_cycle"): 366,
    ("paternity_leave", "local_days"): 100,
    ("paternity_leave", "taken"): 100,
    ("retirement_date", "contribution_years"): 60,
    ("sick_pay_floor", "days"): 1000,
    ("sick_pay_floor", "months"): 60,
    ("sick_pay_floor", "ratio"): 1,
    ("social_insurance_loss", "reimbursement"): 1,
    ("stop_work_pay", "months"): 24,
    ("unemployment_loss", "contribution_years"): 60,
    ("unemployment_loss", "months_lost"): 24,
    ("unemployment_loss", "unused_months"): 24,
    ("women_protection", "babies"): 10,
    ("women_protection", "leave_days"): 500,
    ("work_death", "months"): 1200,
}
NOT_ZERO = {
    ("disability_subsidy", "grade"), ("dismissal_protection", "injury_grade"),
    ("dispatch_cap", "employees"), ("mass_layoff", "employees"), ("maternity_leave", "babies"),
    ("maternity_leave", "child_order"), ("women_protection", "babies"),
}  # fmt: skip
# Days whose month alone means its last day; all other days mean the first.
LAST_DAYS = {
    ("dismissal_protection", "on"), ("injury_ending_subsidies", "ended"),
    ("late_performance_interest", "paid_on"), ("stop_work_pay", "end"), ("unemployment_loss", "ended"),
    ("women_protection", "contract_end"), ("work_injury", "end"), ("work_injury", "ended"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_required_fields(name: str) -> None:
    assert [field.name for field in RULES[name].fields if field.required] == REQUIRED[name]


def test_every_rule_of_these_families_is_listed() -> None:
    own = {name for name, rule in RULES.items() if rule.family in ("injury", "person")}

    assert own | {"minimum_wage_check", "late_performance_interest"} == set(REQUIRED)


@pytest.mark.parametrize(("name", "field", "most"), [(*key, most) for key, most in BOUNDS.items()])
def test_bounds(name: str, field: str, most: int) -> None:
    read = RULES[name].known[field].read

    assert read(most, field) == most
    with pytest.raises(Refused):
        read(most + 1, field)


@pytest.mark.parametrize(("name", "field"), sorted(NOT_ZERO))
def test_at_least_one(name: str, field: str) -> None:
    read = RULES[name].known[field].read

    assert read(1, field) == 1
    with pytest.raises(Refused):
        read(0, field)


def test_a_month_alone_means_its_last_day_where_something_ends() -> None:
    found = {
        (name, field.name)
        for name in REQUIRED
        for field in RULES[name].fields
        if field.kind == "date-last"
    }

    assert found == LAST_DAYS


def test_units_of_answers() -> None:
    found: dict[str, Any] = {
        name: RULES[name].unit for name in REQUIRED if RULES[name].answer == "value"
    }

    assert found == {
        "dismissal_protection": "",
        "dispatch_cap": "persons",
        "injury_recognition": "",
        "mass_layoff": "persons",
        "maternity_leave": "days",
        "medical_period": "months",
        "over_age_worker": "",
        "paternity_leave": "days",
    }


def test_who_is_a_dependant_is_limited() -> None:
    most = assess({"rule": "work_death", "own_wage": 6000, "dependants": ["other"] * 50})["claims"][
        0
    ]
    over = assess({"rule": "work_death", "own_wage": 6000, "dependants": ["other"] * 51})["claims"][
        0
    ]

    assert most["amount"] == "6000.00"
    assert [refusal["code"] for refusal in over["refusals"]] == ["law.field.too-many"]
