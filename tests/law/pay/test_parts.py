"""Sums told in parts: the part that cannot be read is named by its place in the list."""

from __future__ import annotations

from zhigong.law.rulebook import assess


def test_the_part_that_is_no_sum_is_named_by_its_place() -> None:
    answer = assess({"claims": [{"rule": "wage_arrears", "due": ["500", "很多"]}]})["claims"][0]
    assert [one["reason"] for one in answer["refusals"]] == ["“应付总额（due[2]）”不是数字：很多"]
