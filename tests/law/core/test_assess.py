"""Documents: each claim answered or refused by itself; nothing raises."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from zhigong.law.core.doubled import Doubled
from zhigong.law.core.result import Result, filled, shown
from zhigong.law.procedure.limitation_claims import CLAIM_KINDS
from zhigong.law.rulebook import RULES, assess, assess_claim

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


@pytest.mark.parametrize(
    ("claim", "rule", "reason"),
    [
        ({}, "", "这一项没有写明要算什么（rule）"),
        ({"rule": None}, "", "这一项没有写明要算什么（rule）"),
        ({"type": "nothing"}, "", "这一项没有写明要算什么（rule）"),
        ({"rule": "zzz"}, "zzz", "没有规则“zzz”"),
        ({"rule": 12}, "12", "没有规则“12”"),
        ({"rule": ["severance"]}, "", "没有规则“（写在方括号里的几个值）”"),
        ({"rule": "x" * 61}, "x" * 60, f"没有规则“{'x' * 40}…”"),
    ],
)
def test_a_claim_without_a_rule_and_one_with_an_unknown_rule_are_told_apart(
    claim: dict[str, Any], rule: str, reason: str
) -> None:
    answer = assess({"claims": [claim]})["claims"][0]
    assert (answer["rule"], answer["refusals"][0]["reason"]) == (rule, reason)


def test_the_rule_that_is_told_goes_before_the_type() -> None:
    answer = assess({"claims": [NOTICE | {"type": "severance"}]})["claims"][0]
    assert (answer["rule"], answer["amount"]) == ("notice_pay", "7600.00")


def test_a_field_told_twice_refuses_the_claim_or_the_document_that_it_is_a_field_of() -> None:
    alone = assess(Doubled(NOTICE, "last_month_wage"))
    assert codes(alone["claims"][0]) == ["law.document.field-twice"]
    assert alone["claims"][0]["rule"] == "notice_pay"
    whole = assess(Doubled({"claims": [NOTICE]}, "claims"))
    assert whole["claims"] == []
    assert codes(whole) == ["law.document.field-twice"]
    long = assess(Doubled({"claims": []}, "x" * 61))["refusals"][0]["reason"]
    assert "x" * 60 in long
    assert "x" * 61 not in long


def test_a_single_claim_is_a_document() -> None:
    assert assess(NOTICE)["claims"][0]["amount"] == "7600.00"


@pytest.mark.parametrize("document", [[NOTICE], {"claims": NOTICE}])
def test_claims_may_come_as_a_list_or_alone(document: Any) -> None:
    assert assess(document)["claims"][0]["amount"] == "7600.00"


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


@pytest.mark.parametrize("place", ["nowhere", "Sichuan/Chongqing", "青海省海南州", ["510100"], 5])
def test_an_unknown_place_is_answered_by_the_law_of_the_nation_and_said(place: Any) -> None:
    answer = assess({"place": place, "claims": [NOTICE]})["claims"][0]

    assert answer["amount"] == "7600.00"
    assert [warning["code"] for warning in answer["warnings"]] == ["law.place.unknown"]


def test_a_claim_that_needs_a_row_of_an_unknown_place_is_refused_with_the_row() -> None:
    claim = {"rule": "final_award", "items": ["20000"], "on": "2025-03-01"}
    answer = assess({"place": "nowhere", "claims": [claim, claim | {"place": "成都"}]})["claims"]

    assert codes(answer[0]) == ["law.parameter.missing"]
    assert answer[1]["value"] == ["final"]


def test_fields_of_other_rules_are_named_and_passed_over() -> None:
    answer = assess({"claims": [NOTICE | {"hire": "2020-01-01", "colour": "red"}]})["claims"][0]
    assert answer["amount"] == "7600.00"
    assert [warning["code"] for warning in answer["warnings"]] == ["law.field.not-used"] * 2


def test_a_misspelt_field_is_refused_unless_the_right_one_is_there_too() -> None:
    misspelt = {"rule": "severance", "units": "1", "monthly_wage": "1", "local_averege_wage": "1"}
    assert codes(assess(misspelt)["claims"][0]) == ["law.field.unknown"]
    both = misspelt | {"local_average_wage": "1"}
    assert codes(assess(both)["claims"][0]) == []


def test_a_field_is_read_under_its_other_name_and_said() -> None:
    claim = {"rule": "severance", "start": "2019-03-10", "end_date": "2024-09-09", "avg_wage": 6200}
    answer = assess({"claims": [claim]})["claims"][0]

    assert answer["amount"] == "37200.00"
    told = [w["text"].split("“")[2].split("”")[0] for w in answer["warnings"][-3:]]
    assert told == ["hire", "end", "monthly_wage"]


def test_another_name_never_replaces_a_field_that_is_given() -> None:
    claim = {"rule": "severance", "units": "2", "monthly_wage": "5000", "average_wage": "9000"}
    answer = assess({"claims": [claim]})["claims"][0]

    assert answer["amount"] == "10000.00"
    assert answer["warnings"][-1]["code"] == "law.field.not-used"


def test_the_average_wage_is_never_taken_for_the_wage_of_the_last_month() -> None:
    claim = {"rule": "notice_pay", "monthly_wage": "7000"}
    assert codes(assess({"claims": [claim]})["claims"][0]) == ["law.field.missing"]


@pytest.mark.parametrize("name", ["Double-Wage", "double wage", "二倍工资", "double_pay"])
def test_a_rule_is_found_under_its_other_names(name: str) -> None:
    claim = {"rule": name, "hire": "2021-05-27", "end": "2022-09-17", "monthly_wage": "3000"}
    answer = assess({"claims": [claim]})["claims"][0]

    assert (answer["rule"], answer["amount"]) == ("double_wage", "33000.00")


def test_other_names_mean_something_and_none_is_a_name_of_its_own() -> None:
    words = tomllib.loads(files("zhigong.law.core").joinpath("synonyms.toml").read_text("utf8"))
    known = {field for rule in RULES.values() for field in rule.known}

    assert set(words["rules"]) <= set(RULES)
    assert not {other for others in words["rules"].values() for other in others} & set(RULES)
    assert set(words["fields"]) <= known
    assert set(words["claims"]) <= set(CLAIM_KINDS)


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


def test_a_rule_is_found_by_its_chinese_name_and_under_type():
    claim = {"hire": "2019-03-10", "end": "2024-09-09", "monthly_wage": "6200"}
    asked = [{"rule": "经济补偿金"}, {"type": "severance"}, {"rule": "N"}]
    found = [assess({"claims": [{**name, **claim}]})["claims"][0] for name in asked]
    assert [(one["rule"], one["amount"]) for one in found] == [("severance", "37200.00")] * 3


def test_nothing_in_the_place_of_a_list_is_an_empty_one():
    claim = {"rule": "limitation", "claim": "severance", "known": "2025-01-10"}
    found = [
        assess({"claims": [{**claim, "interruptions": word}]})["claims"][0]
        for word in ("无", ["无"], "不知道")
    ]
    assert [one.get("date") for one in found] == ["2026-01-12", None, None]
