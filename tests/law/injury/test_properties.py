"""What must hold of injury benefits whatever the figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhigong.law.rulebook import assess

WAGES = st.decimals(1, 100_000, places=2)
GRADES = st.integers(1, 10)


def amount(rule: str, **facts: Any) -> Decimal:
    found = assess({"rule": rule, **facts})["claims"][0]
    assert found["refusals"] == []
    return Decimal(found["amount"])


@given(st.integers(1, 9), WAGES)
def test_a_graver_grade_never_gets_less(grade: int, wage: Decimal) -> None:
    graver = amount("disability_subsidy", grade=grade, own_wage=str(wage))
    lighter = amount("disability_subsidy", grade=grade + 1, own_wage=str(wage))

    assert graver > lighter


@given(GRADES, WAGES, WAGES, WAGES)
def test_own_wage_stays_within_its_bounds(
    grade: int, wage: Decimal, more: Decimal, average: Decimal
) -> None:
    facts = {"grade": grade, "regional_average_wage": str(average)}
    got = amount("disability_subsidy", own_wage=str(wage), **facts)
    one = amount("disability_subsidy", own_wage=str(average), **facts)

    assert one * Decimal("0.6") - 1 <= got <= one * 3 + 1
    assert amount("disability_subsidy", own_wage=str(wage + more), **facts) >= got


@given(GRADES, WAGES, WAGES)
def test_what_was_paid_is_taken_off_and_never_claimed_back(
    grade: int, wage: Decimal, paid: Decimal
) -> None:
    whole = amount("disability_subsidy", grade=grade, own_wage=str(wage))
    rest = amount("disability_subsidy", grade=grade, own_wage=str(wage), paid=str(paid))

    assert rest == max(whole - paid, Decimal(0))


@given(GRADES, WAGES, WAGES)
def test_fund_and_employer_make_the_whole(grade: int, wage: Decimal, declared: Decimal) -> None:
    claim = {"rule": "disability_subsidy", "grade": grade, "own_wage": str(wage), "insured": True}
    found = assess({**claim, "declared_wage": str(declared)})["claims"][0]

    parts = [Decimal(item["amount"]) for item in found["items"]]
    assert len(parts) == 2
    assert min(parts) >= 0
    assert abs(sum(parts) - Decimal(found["amount"])) <= Decimal("0.01")


@given(WAGES, st.lists(st.sampled_from(["other", "lone"]), min_size=1, max_size=8), st.booleans())
def test_pensions_never_exceed_own_wage(wage: Decimal, others: list[str], spouse: bool) -> None:
    who = ["spouse", *others] if spouse else others
    found = assess({"rule": "work_death", "own_wage": str(wage), "dependants": who})["claims"][0]

    total = Decimal(found["amount"])
    parts = sum(Decimal(item["amount"]) for item in found["items"])
    assert total <= wage + Decimal("0.005")
    assert abs(total - parts) <= Decimal("0.01") * len(who)


@given(st.dates(date(2018, 1, 1), date(2024, 1, 1)), st.integers(1, 360), WAGES)
def test_a_day_more_of_stop_work_never_pays_less(start: date, days: int, wage: Decimal) -> None:
    end = date.fromordinal(start.toordinal() + days - 1)
    facts = {"monthly_wage": str(wage), "extension_confirmed": True, "start": start.isoformat()}

    shorter = amount("stop_work_pay", **facts, end=end.isoformat())
    longer = amount("stop_work_pay", **facts, end=date.fromordinal(end.toordinal() + 1).isoformat())

    assert longer >= shorter
