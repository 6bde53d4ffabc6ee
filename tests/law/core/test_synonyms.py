"""Other names of rules: what people call a claim leads to the rule that answers it."""

from __future__ import annotations

import pytest

from zhigong.law.rulebook import assess


@pytest.mark.parametrize("name", ["bonus", "年终奖", "绩效奖金", "提成"])
def test_a_bonus_is_pay_in_arrears(name: str) -> None:
    answer = assess({"claims": [{"rule": name, "due": "138600"}]})["claims"][0]
    assert (answer["rule"], answer["amount"]) == ("wage_arrears", "138600.00")
