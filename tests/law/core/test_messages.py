"""Messages with what stands in their places, and an answer as plain data: nothing is said that nobody wrote."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhigong.law.core.document import document
from zhigong.law.core.norms import citations_of
from zhigong.law.core.parameters import Row
from zhigong.law.core.result import Result, filled, same
from zhigong.law.rulebook import RULES, assess

WORDS = {"工资": "wage", "加班": "overtime", "、": ", ", "；": "; ", "%(words)s（%(code)s）": "%(words)s (%(code)s)"}  # fmt: skip


def english(text: str) -> str:
    """Like a compiled catalogue: nothing asked for gives what describes the catalogue itself."""
    return WORDS.get(text, text) if text else "Project-Id-Version: "


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("", ""), ("工资", "wage"), ("unknown", "unknown"), (Decimal("1.50"), "1.5"), (date(2024, 3, 1), "2024-03-01"), ([], ""),
        (["工资", "加班"], "wage, overtime"), ([{"words": "工资", "code": "due"}, {"words": "加班", "code": "x"}], "wage (due); overtime (x)"),
    ],
    ids=str,
)  # fmt: skip
def test_what_stands_in_a_place_is_translated(place: Any, said: str) -> None:
    assert filled("%(place)s", {"place": place}, english) == said


def test_nothing_is_translated_as_nothing() -> None:
    assert filled("", None, english) == ""
    assert filled("", {}, english) == ""
    assert filled("", None, same) == ""
    row = Row("x", "510100", Decimal(5), date(2020, 1, 1))
    assert document(Result(rule="x", rows=[row]), english)["parameters"][0]["source"] == ""
    assert document(Result(rule="x", rows=[row]), same)["parameters"][0]["source"] == ""


def test_an_answer_cites_the_articles_that_it_names() -> None:
    cited, others = RULES["severance"].articles, RULES["overtime"].articles
    found = document(Result(rule="x", articles=others, citations=citations_of(cited)))["articles"]
    assert found == document(Result(rule="x", articles=others))["articles"]
    assert isinstance(found, list), "plain data unless it is asked for as JSON already"
    assert [one["norm"] for one in found] == [article.norm.id for article in others]
    assert found != document(Result(rule="x", articles=cited))["articles"]


def test_a_rule_belongs_to_the_family_of_its_folder() -> None:
    families = {RULES[name].family for name in ("severance", "overtime", "deadline", "work_injury")}
    assert families == {"ending", "pay", "procedure", "injury"}


def test_a_name_that_is_no_text_is_a_field_that_is_not_used() -> None:
    answer = assess({"rule": "notice_pay", "last_month_wage": "7600", 5: "x"})["claims"][0]
    assert answer["amount"] == "7600.00"
    assert [one["code"] for one in answer["warnings"]] == ["law.field.not-used"]
