"""The form of a claim: what is typed becomes facts, and facts are shown as they are typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhigong.law.rulebook import RULES
from zhigong.mediation.forms.claim import ClaimForm, plain, typed
from zhigong.mediation.rules.sheet import (
    claim_rules,
    total,
)


@pytest.mark.parametrize("rule", list(claim_rules()))
def test_every_claim_can_be_typed_from_its_example(rule):
    """What the rule's example says comes through the form as it was."""
    example = RULES[rule].examples[0]
    form = ClaimForm(rule=rule, kept=example)
    data = {
        name: "" if field.initial is None else str(field.initial)
        for name, field in form.fields.items()
    }
    sent = ClaimForm(data, rule=rule, kept=example)
    assert sent.is_valid(), sent.errors
    again = sent.facts()
    assert set(again) == set(example)


def test_facts_no_page_asks_for_stay(db):
    kept = {"hire": "2021-03-10", "unknown_part": [{"a": 1}]}
    form = ClaimForm({"law_hire": "2021-03-11"}, rule="severance", kept=kept)
    form.is_valid()
    assert form.facts() == {"hire": "2021-03-11", "unknown_part": [{"a": 1}]}


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [("yes", "yes-no", True), ("no", "yes-no", False), ("", "yes-no", None),
     ("3000\n\n 3100 ", "list of money", ["3000", "3100"]), (Decimal("2.500000"), "number", "2.5"),
     (date(2026, 9, 9), "date", "2026-09-09"), (Decimal("6200.00"), "money", "6200.00")],
)  # fmt: skip
def test_typed_values_become_facts(value, kind, read):
    assert plain(value, kind) == read


def test_kept_facts_are_shown_as_they_are_typed():
    assert [typed(v) for v in (True, False, ["a", "b"], "x")] == ["yes", "no", "a\nb", "x"]


def test_nothing_named_is_no_sum():
    assert (total([None, None]), total(["1.10", None, "2"])) == (None, "3.10")
