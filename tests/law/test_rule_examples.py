"""Every example of every rule, in the field names of the command line, reproduced to the cent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.shared_data import parameters
from zhigong.law.rulebook import RULES, assess


@pytest.mark.parametrize("example", parameters("rule_examples.jsonl"))
def test_example(example: dict[str, Any]) -> None:
    assert example["claim"]["rule"] in RULES
    answer = assess({"claims": [example["claim"]]})["claims"][0]
    expected = example["expected"]
    if "refused" in expected:
        assert answer["refusals"], example["why"]
        assert "amount" not in answer
        assert all(r["code"] and r["reason"] and r["remedy"] for r in answer["refusals"])
    else:
        assert {key: answer.get(key) for key in expected} == expected, example["why"]
        assert answer["refusals"] == []
        assert answer["working"], "an answer without working"
        assert answer["articles"], "an answer without articles"
