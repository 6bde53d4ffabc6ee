"""Whatever stands in a field of these rules, the claim is answered or refused in words; nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.law.rulebook import RULES, assess

OWN = sorted(
    name
    for name, rule in RULES.items()
    if rule.family in ("injury", "person")
    or name in ("minimum_wage_check", "late_performance_interest")
)
BAD: tuple[Any, ...] = (
    "text", "-1", -1, "1e30", float("nan"), "NaN", True, "2099-01-01", "2024-13-01", "2024-02-30",
    [], {}, [[]], {"from": "2024-01-01"}, "１２", "¥6,200", 0, "0", 10**20, "九级", "", None,
)  # fmt: skip


def fields() -> list[Any]:
    return [
        pytest.param(name, field, id=f"{name}-{field}")
        for name in OWN
        for field in RULES[name].known
    ]


@pytest.mark.parametrize("name", OWN)
def test_documented_examples_are_answered(name: str) -> None:
    assert RULES[name].examples
    for example in RULES[name].examples:
        found = assess({"rule": name, **example})["claims"][0]
        assert found["refusals"] == []
        assert found["working"]
        assert found["articles"]
        assert {"amount", "value", "date", "items"} & set(found)


@pytest.mark.parametrize(("name", "field"), fields())
def test_bad_values_are_refused_in_words(name: str, field: str) -> None:
    for example in RULES[name].examples:
        for bad in BAD:
            found = assess({"rule": name, **example, field: bad})["claims"][0]
            for refusal in found["refusals"]:
                assert refusal["code"].startswith("law.")
                assert refusal["reason"]
                assert refusal["remedy"]
            if found["refusals"]:
                assert "amount" not in found


@pytest.mark.parametrize("name", OWN)
def test_an_empty_claim_is_refused_or_answered_without_a_figure_from_nowhere(name: str) -> None:
    found = assess({"rule": name})["claims"][0]

    assert found["refusals"] or RULES[name].name in ("maternity_leave",)


@pytest.mark.parametrize("name", OWN)
def test_a_misspelt_field_is_refused(name: str) -> None:
    rule = RULES[name]
    field = max(rule.known, key=len)
    found = assess({"rule": name, field[:-1]: "1"})["claims"][0]

    assert "law.field.unknown" in [refusal["code"] for refusal in found["refusals"]]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(OWN), st.data())
def test_anything_at_all_is_answered_or_refused(name: str, data: st.DataObject) -> None:
    known = sorted(RULES[name].known)
    claim = data.draw(st.dictionaries(st.sampled_from(known), JSON, max_size=5))
    found = assess({"rule": name, **claim})["claims"][0]

    assert found["rule"] == name
    assert all(refusal["reason"] and refusal["remedy"] for refusal in found["refusals"])


@pytest.mark.parametrize("name", OWN)
def test_every_parameter_asked_for_is_declared_and_named(name: str) -> None:
    for parameter in RULES[name].document()["parameters"]:
        assert parameter["title"] != parameter["name"]
