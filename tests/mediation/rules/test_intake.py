"""What a draft has, and what the calculator carries into it."""

from __future__ import annotations

import pytest

from zhigong.mediation.rules.intake import carried_over, story_of, told_again

PAY = {"rule": "wage_arrears", "start": "2026-03-01"}
ENDING = {"rule": "unlawful_dismissal", "hire": "2021-03-10"}


def test_a_claim_of_another_rule_joins_and_one_of_the_same_is_replaced():
    later = {**PAY, "start": "2026-04-01"}

    both = carried_over(
        {"carried": [PAY], "causes": ["pay"]}, {"carried": [ENDING], "causes": ["ending"]}
    )
    again = carried_over(both, {"carried": [later], "causes": ["pay"]})

    assert both["carried"] == [PAY, ENDING]
    assert both["causes"] == ["pay", "ending"]
    assert again["carried"] == [ENDING, later]
    assert again["causes"] == ["pay", "ending"]


def test_a_wage_of_another_kind_does_not_replace_the_average():
    kept = {"hire": "2021-03-10", "monthly_wage": "7850"}

    assert carried_over(kept, {"monthly_wage": "3500"})["monthly_wage"] == "7850"
    assert (
        carried_over(kept, {"hire": "2021-03-11", "monthly_wage": "8000"})["monthly_wage"] == "8000"
    )
    assert carried_over({}, {"monthly_wage": "3500"})["monthly_wage"] == "3500"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "【A】\n1\n"),
        ("mine", "mine\n\n【A】\n1\n"),
        ("mine\n\n【A】\n0\n00\n\n【B】\n2\n", "mine\n\n【B】\n2\n\n【A】\n1\n"),
    ],
)
def test_words_about_the_same_thing_are_told_once(before, after):
    assert told_again(before, story_of("A", ["1"])) == after
