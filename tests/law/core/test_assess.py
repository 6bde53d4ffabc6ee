"""Documents: each claim answered or refused by itself; nothing raises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhigong.law.core.result import Result, filled, shown
from zhigong.law.rulebook import assess, assess_claim

NOTICE = {"rule": "notice_pay", "last_month_wage": "7600"}


def codes(answer: dict[str, Any]) -> list[str]:
    return [refusal["code"] for refusal in answer["refusals"]]


def test_a_refused_claim_leaves_the_others_answered() -> None:
    answers = assess(
        {"claims": [{"rule": "notice_pay"}, NOTICE, {"rule": "x"}, None, [], {"rule": 5}]}
    )["claims"]
    assert codes(answers[0]) == ["law.field.missing"]
    assert "amount" not in answers[0]
    assert answers[1]["amount"] == "7600.00"
    assert answers[1]["refusals"] == []
    for answer in answers[2:]:
        assert codes(answer) == ["law.rule.unknown"]


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    answer = assess({"claims": [{"rule": "severence"}]})["claims"][0]
    assert "severance" in answer["refusals"][0]["remedy"]


def test_a_single_claim_is_a_document() -> None:
    assert assess(NOTICE)["claims"][0]["amount"] == "7600.00"


def test_the_id_is_given_back() -> None:
    answer = assess({"id": "case-1", "claims": [NOTICE | {"id": 7}, {"rule": "x", "id": 8}]})
    assert answer["id"] == "case-1"
    assert [claim.get("id") for claim in answer["claims"]] == [7, 8]


@pytest.mark.parametrize("document", [None, 5, "x", [], {}, {"claims": 5}, {"place": "510100"}])
def test_what_is_no_document_is_refused(document: Any) -> None:
    answer = assess(document)
    assert answer["claims"] == []
    assert [refusal["code"] for refusal in answer["refusals"]] == ["law.document.shape"]


def test_all_bad_fields_are_told_at_once() -> None:
    claim = {"rule": "severance", "hire": "x", "end": "2024-02-30", "monthly_wage": "-1"}
    answer = assess({"claims": [claim]})["claims"][0]
    assert codes(answer) == ["law.field.not-a-date", "law.field.not-a-date", "law.field.negative"]


def test_an_unknown_place_refuses_the_claim() -> None:
    assert codes(assess({"place": "nowhere", "claims": [NOTICE]})["claims"][0]) == [
        "law.place.unknown"
    ]
    answer = assess({"place": "nowhere", "claims": [NOTICE | {"place": "成都"}]})["claims"][0]
    assert answer["amount"] == "7600.00"


def test_fields_of_other_rules_are_named_and_passed_over() -> None:
    answer = assess({"claims": [NOTICE | {"hire": "2020-01-01", "colour": "red"}]})["claims"][0]
    assert answer["amount"] == "7600.00"
    assert [warning["code"] for warning in answer["warnings"]] == ["law.field.not-used"] * 2


def test_a_misspelt_field_is_refused_unless_the_right_one_is_there_too() -> None:
    misspelt = {"rule": "severance", "units": "1", "monthly_wage": "1", "local_avg_wage": "1"}
    assert codes(assess(misspelt)["claims"][0]) == ["law.field.unknown"]
    both = misspelt | {"local_average_wage": "1"}
    assert codes(assess(both)["claims"][0]) == []


def test_python_callers_get_exact_sums_and_facts() -> None:
    result, facts = assess_claim(NOTICE, "510100")
    assert result.amount == 7600
    assert facts["last_month_wage"] == 7600
    refused, nothing = assess_claim({"rule": "notice_pay"})
    assert refused.refusals
    assert nothing == {}


def test_words_are_translated_with_their_places() -> None:
    result = Result()
    result.warn("x", "%(what)s：%(sum)s", what="工资", sum=5)
    words = {"工资": "wage", "%(what)s：%(sum)s": "%(what)s: %(sum)s"}
    note = result.warnings[0]
    assert filled(note.text, note.params, lambda text: words.get(text, text)) == "wage: 5"


def test_values_as_json_carries_them() -> None:
    assert shown(Decimal("6.50")) == "6.5"
    assert shown(Decimal("100")) == "100"
    assert shown(Decimal("1E+2")) == "100"
    assert shown(Decimal("2.005"), money=True) == "2.01"
    assert shown(date(2024, 1, 2)) == "2024-01-02"
    assert shown(True) is True
    assert shown(5) == "5"
