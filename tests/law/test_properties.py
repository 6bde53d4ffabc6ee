"""What must hold for every worker: more service never lowers severance, a day later never lowers arrears."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhigong.law.rulebook import RULES, assess, assess_claim

DAYS = st.dates(date(2008, 1, 1), date(2025, 12, 31))
WAGES = st.decimals("0.01", "100000", places=2)  # a wage of nothing is refused
ONE_DAY = timedelta(days=1)


def amount(claim: dict[str, Any]) -> Decimal:
    result, _ = assess_claim({key: _text(value) for key, value in claim.items()})
    assert result.refusals == []
    assert result.amount is not None
    return result.amount


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def service(rule: str, hire: date, end: date, wage: Decimal, **more: Any) -> dict[str, Any]:
    return {"rule": rule, "hire": hire, "end": end, "monthly_wage": str(wage), **more}


@given(DAYS, st.integers(0, 9000), WAGES, st.sampled_from([None, "3000", "8000"]))
def test_more_service_never_lowers_severance(
    hire: date, days: int, wage: Decimal, average: str | None
) -> None:
    end = min(hire + ONE_DAY * days, date(2040, 1, 1))
    claim = service("severance", hire, end, wage, local_average_wage=average)
    assert amount(claim) <= amount(claim | {"end": end + ONE_DAY})
    assert amount(claim) <= amount(claim | {"hire": hire - ONE_DAY})


@given(DAYS, st.integers(0, 6000), WAGES)
def test_unlawful_dismissal_is_twice_severance_since_2008(
    hire: date, days: int, wage: Decimal
) -> None:
    claim = service("severance", hire, hire + ONE_DAY * days, wage)
    twice = amount(claim | {"rule": "unlawful_dismissal"})
    assert abs(twice - 2 * amount(claim)) <= Decimal("0.01")


@given(st.dates(date(1980, 1, 1), date(2007, 12, 31)), st.integers(0, 6000), WAGES)
def test_years_before_2008_never_lower_severance(hire: date, days: int, wage: Decimal) -> None:
    end = date(2008, 1, 1) + ONE_DAY * days
    claim = service("severance", hire, end, wage, ending="layoff")
    assert amount(claim) >= amount(claim | {"hire": date(2008, 1, 1)})


@given(DAYS, st.integers(0, 900), WAGES)
def test_a_day_more_never_lowers_arrears(start: date, days: int, wage: Decimal) -> None:
    claim = {"rule": "wage_arrears", "start": start, "monthly_wage": str(wage)}
    end = start + ONE_DAY * days
    due = amount(claim | {"end": end})
    assert due <= amount(claim | {"end": end + ONE_DAY})
    assert due <= wage * (days // 28 + 1)


@given(DAYS, st.integers(0, 900), WAGES, WAGES)
def test_arrears_and_what_was_paid_are_what_was_due(
    start: date, days: int, wage: Decimal, paid: Decimal
) -> None:
    claim = {
        "rule": "wage_arrears",
        "start": start,
        "end": start + ONE_DAY * days,
        "monthly_wage": str(wage),
    }
    due = amount(claim)
    assert amount(claim | {"paid": str(paid)}) == max(due - paid, Decimal(0))


@given(DAYS, st.integers(0, 800), st.integers(0, 800), WAGES)
def test_signing_later_never_lowers_double_wage_and_eleven_months_are_the_most(
    hire: date, days: int, more: int, wage: Decimal
) -> None:
    claim = {"rule": "double_wage", "hire": hire, "monthly_wage": str(wage)}
    signed = hire + ONE_DAY * days
    due = amount(claim | {"contract_signed": signed})
    later = amount(claim | {"contract_signed": signed + ONE_DAY * more})
    assert due <= later <= 11 * wage
    total = amount(claim | {"contract_signed": signed, "part": "total"})
    assert abs(total - 2 * due) <= Decimal("0.01")


@given(DAYS, st.integers(0, 800), st.integers(0, 1200), WAGES)
def test_limitation_never_raises_double_wage(
    hire: date, days: int, until_filing: int, wage: Decimal
) -> None:
    end = hire + ONE_DAY * days
    claim = {"rule": "double_wage", "hire": hire, "end": end, "monthly_wage": str(wage)}
    filed = claim | {"filed": end + ONE_DAY * until_filing}
    later = claim | {"filed": end + ONE_DAY * (until_filing + 1)}
    whole = amount(claim)
    for mode in ("rolling", "from_end"):
        assert amount(filed | {"limitation": mode}) <= whole
    assert amount(later | {"limitation": "from_end"}) <= amount(filed | {"limitation": "from_end"})


@given(
    st.decimals("1", "50", places=1),
    st.dates(date(2020, 1, 1), date(2026, 12, 30)),
    st.integers(0, 15),
)
def test_a_later_leaving_day_never_lowers_leave(years: Decimal, left: date, taken: int) -> None:
    claim = {"rule": "annual_leave_days", "service_years": str(years), "taken": taken}
    first, _ = assess_claim(claim | {"left": left.isoformat()})
    next_day = left + ONE_DAY
    if next_day.year == left.year:
        second, _ = assess_claim(claim | {"left": next_day.isoformat()})
        assert isinstance(first.value, Decimal)
        assert isinstance(second.value, Decimal)
        assert 0 <= first.value <= second.value <= 15


@given(WAGES, st.integers(0, 300), st.integers(0, 40), st.integers(0, 13), WAGES)
def test_overtime_adds_up_and_is_never_negative(
    wage: Decimal, hours: int, rest: int, holidays: int, paid: Decimal
) -> None:
    claim = {"rule": "overtime", "monthly_wage": str(wage)}
    parts = (
        {"workday_hours": hours},
        {"rest_days": rest},
        {"holiday_days": holidays},
    )
    whole = amount(claim | parts[0] | parts[1] | parts[2])
    apart = sum((amount(claim | part) for part in parts), Decimal(0))
    assert abs(whole - apart) <= Decimal("0.02")
    assert amount(claim | parts[0] | {"paid": str(paid)}) >= 0


@given(WAGES, st.integers(1, 120), st.integers(0, 120), WAGES)
def test_service_period_penalty_never_exceeds_cost_or_agreement(
    cost: Decimal, total: int, served: int, agreed: Decimal
) -> None:
    claim = {
        "rule": "service_period_penalty",
        "training_cost": str(cost),
        "total_months": total,
        "served_months": served,
    }
    assert 0 <= amount(claim) <= cost
    assert amount(claim | {"agreed_penalty": str(agreed)}) <= agreed
    assert amount(claim | {"served_months": served + 1}) <= amount(claim)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2024-02-30", "2024-13-01", "1e400", "NaN", "９９", "2099-01-01", "-0"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
def test_no_junk_in_any_field_of_any_rule_raises(data: st.DataObject) -> None:
    rule = RULES[data.draw(st.sampled_from(sorted(RULES)))]
    names = [field.name for field in rule.fields]
    claim = data.draw(st.dictionaries(st.sampled_from(names), JUNK, max_size=len(names)))
    answer = assess({"place": data.draw(JUNK), "claims": [{"rule": rule.name, **claim}]})
    found = answer["claims"][0]
    if found["refusals"]:
        assert "amount" not in found
        assert all(refusal["code"] and refusal["reason"] for refusal in found["refusals"])


@given(JUNK)
def test_no_document_raises(document: Any) -> None:
    assert "claims" in assess(document)
    assert "claims" in assess({"claims": document})
