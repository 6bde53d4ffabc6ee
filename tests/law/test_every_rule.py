"""What holds of every rule: no answer below nothing, no exception, the same by line and by call; more is never less.

``DIRECTIONS`` is the table a lawyer can read: which fact raises the sum of a rule, which lowers it, which is in
proportion to it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhigong.law.batch import answer_line
from zhigong.law.core.fields import Field
from zhigong.law.core.registry import Rule
from zhigong.law.rulebook import RULES, assess

UP, DOWN, SCALE = "up", "down", "scale"
DIRECTIONS = (
    ("severance", "monthly_wage", UP), ("severance", "paid", DOWN), ("severance", "end", UP), ("severance", "hire", DOWN),
    ("unlawful_dismissal", "monthly_wage", UP), ("unlawful_dismissal", "end", UP), ("unlawful_dismissal", "hire", DOWN),
    ("notice_pay", "last_month_wage", SCALE),
    ("double_wage", "monthly_wage", SCALE), ("double_wage", "contract_signed", UP),
    ("overtime", "monthly_wage", UP), ("overtime", "workday_hours", UP), ("overtime", "rest_days", UP),
    ("overtime", "holiday_days", UP), ("overtime", "paid", DOWN),
    ("wage_arrears", "monthly_wage", SCALE), ("wage_arrears", "end", UP), ("wage_arrears", "start", DOWN),
    ("wage_arrears", "paid", DOWN),
    ("late_payment_damages", "base", SCALE), ("late_payment_damages", "ratio", UP),
    ("late_performance_interest", "principal", SCALE), ("late_performance_interest", "paid_on", UP),
    ("late_performance_interest", "due", DOWN),
    ("unused_leave", "monthly_wage", SCALE), ("unused_leave", "days", UP),
    ("stoppage_pay", "paid", DOWN),
    ("non_compete_compensation", "monthly_wage", UP), ("non_compete_compensation", "months", UP),
    ("probation_damages", "full_wage", SCALE), ("probation_damages", "served_months", UP),
    ("service_period_penalty", "training_cost", SCALE), ("service_period_penalty", "served_months", DOWN),
    ("reinstatement_pay", "monthly_wage", SCALE), ("reinstatement_pay", "resumed", UP),
    ("disability_subsidy", "own_wage", UP), ("disability_allowance", "own_wage", UP),
    ("work_death", "own_wage", UP), ("stop_work_pay", "monthly_wage", UP), ("sick_pay_floor", "minimum_wage", UP),
)  # fmt: skip
# A rule may ask for these as well before a fact changed alone makes a case of its own.
PINNED: dict[str, dict[str, Any]] = {
    "severance": {"local_average_wage": "9000"},
    "unlawful_dismissal": {"local_average_wage": "9000"},
}
CASES = [
    pytest.param(rule, field, way, id=f"{rule}-{field}-{way}")
    for rule, field, way in DIRECTIONS
    if rule in RULES and field in RULES[rule].known
]


def test_the_table_names_rules_and_fields_that_are_there() -> None:
    absent = [(r, f) for r, f, _ in DIRECTIONS if r not in RULES or f not in RULES[r].known]
    assert absent == []


def sum_of(rule: str, facts: dict[str, Any]) -> Decimal | None:
    """The sum of an answer (its least where it is a range); ``None`` where it is refused or has none."""
    answer = assess(
        {"place": "510100", "claims": [{"rule": rule, **PINNED.get(rule, {}), **facts}]}
    )["claims"][0]
    told = answer.get("amount", answer.get("minimum"))
    return None if answer["refusals"] or told is None else Decimal(told)


def moved(value: Any, steps: int) -> Any:
    """A fact a little further: so many days later, so many yuan, hours or days more."""
    try:
        return (date.fromisoformat(str(value)) + timedelta(days=steps)).isoformat()
    except ValueError:
        return str(Decimal(str(value)) + steps)


@pytest.mark.parametrize(("rule", "field", "way"), CASES)
@settings(max_examples=25)
@given(steps=st.integers(1, 400), more=st.integers(0, 400), data=st.data())
def test_more_is_never_less(
    rule: str, field: str, way: str, steps: int, more: int, data: st.DataObject
) -> None:
    """Every example of the rule that has the fact (or can have it), moved on once and once more."""
    example = data.draw(st.sampled_from(RULES[rule].examples))
    start = example.get(
        field, "0" if RULES[rule].known[field].kind == "money" and way == DOWN else None
    )
    if start is None:
        return
    steps, more = (1, 1) if RULES[rule].known[field].name == "ratio" else (steps, more)
    nearer, further = moved(start, steps), moved(start, steps + more)
    first = sum_of(rule, {**example, field: nearer})
    second = sum_of(rule, {**example, field: further})
    if first is None or second is None:
        return
    assert (second <= first) if way == DOWN else (first <= second)


@pytest.mark.parametrize(
    ("rule", "field", "way"), [case for case in CASES if case.values[2] == SCALE]
)
@settings(max_examples=25)
@given(times=st.integers(2, 9))
def test_sums_are_in_proportion(rule: str, field: str, way: str, times: int) -> None:
    counted = 0
    for example in RULES[rule].examples:
        facts = {name: value for name, value in example.items() if not other_sum(rule, name, field)}
        once = sum_of(rule, facts) if field in facts else None
        if once is None:
            continue
        often = sum_of(rule, {**facts, field: str(Decimal(str(facts[field])) * times)})
        assert often is not None
        assert abs(often - once * times) <= Decimal("0.01") * times
        counted += 1
    assert counted


def other_sum(rule: str, name: str, field: str) -> bool:
    """Whether a fact is another sum, which does not grow with the one that is asked about."""
    known = RULES[rule].known.get(name)
    return known is not None and "money" in known.kind and name != field


# --- any facts ---------------------------------------------------------------------------------------

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)
YUAN = st.decimals("0", "99999", places=2).map(str)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Facts of the field's kind, some at odds with each other, now and then junk."""
    kind = field.kind.removeprefix("list of ").partition(" or ")[0]
    one = {
        "money": YUAN,
        "number": st.decimals("0", "40", places=1).map(str),
        "whole": st.integers(0, 20),
        "date": DAYS,
        "date-last": DAYS,
        "yes-no": st.booleans(),
        "text": st.text(max_size=6),
        "choice": st.sampled_from(sorted(field.choices) or [""]),
        "span": st.builds(lambda a, b: {"from": min(a, b), "to": max(a, b)}, DAYS, DAYS),
        "record": st.fixed_dictionaries({}, optional={part.name: values(part) for part in field.parts}),
    }[kind]  # fmt: skip
    whole = st.lists(one, max_size=3) if field.kind.startswith("list of ") else one
    return whole | st.sampled_from([None, "", "NaN", "2024-02-30", -1, [], {}])


def claims(rule: Rule) -> st.SearchStrategy[dict[str, Any]]:
    """Claims of a rule: what it needs, and any of the rest."""
    return st.fixed_dictionaries(
        {field.name: values(field) for field in rule.needed},
        optional={field.name: values(field) for field in rule.fields if not field.required},
    )


@pytest.mark.parametrize("name", sorted(RULES))
@settings(max_examples=30)
@given(data=st.data())
def test_any_facts_are_answered_or_refused_and_no_sum_is_below_nothing(
    name: str, data: st.DataObject
) -> None:
    claim = {"rule": name, **data.draw(claims(RULES[name]))}
    document = {"place": data.draw(st.sampled_from(["510100", "110000", ""])), "claims": [claim]}
    answer = assess(document)
    found = answer["claims"][0]
    sums = [found.get(part) for part in ("amount", "minimum", "maximum")]
    sums += [item.get("amount") for item in found.get("items", [])]
    assert all(Decimal(one) >= 0 for one in sums if one is not None)
    if found["refusals"]:
        assert sums[:3] == [None, None, None]
    line = json.dumps(document, ensure_ascii=False).encode()
    assert json.loads(answer_line(line, 1)) == json.loads(json.dumps(answer))
