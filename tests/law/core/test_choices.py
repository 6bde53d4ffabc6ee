"""Choices as people say them, at the edges: how long a phrase may be, how short a word."""

from __future__ import annotations

import pytest

from zhigong.law.core.choices import implied, likely

LABELS = {"sick": "病假工资", "personal": "事假", "one": "病", "birth": "女职工产假", "class": "VA类岗位"}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("病假", ["sick", "one"]),  # a label says it, or it says a label
        ("产假", ["birth"]), ("VA类", ["class"]), ("年假", []),
        ("病", []), ("VA", []),  # one character, or no word of the language: too little to go by
        ("甲" * 55 + "女职工产假", ["birth"]), ("甲" * 56 + "女职工产假", []),  # sixty characters are read
    ],
)  # fmt: skip
def test_what_a_refusal_names_first(said: str, found: list[str]) -> None:
    assert likely(said, LABELS) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("公司提前解散", "dissolved"), ("公司没有提前解散", None), ("公司", None),
        ("公司" * 18 + "提前解散", "dissolved"), ("公司" * 18 + "因提前解散", None),  # forty characters, forty-one
    ],
)  # fmt: skip
def test_a_phrase_that_says_one_choice_and_nothing_else(said: str, found: str | None) -> None:
    assert implied(said, {"提前解散": "dissolved"}) == found
