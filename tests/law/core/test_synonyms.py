"""Other names of rules: what people call a claim leads to the rule that answers it."""

from __future__ import annotations

import pytest

from zhigong.law.rulebook import assess


@pytest.mark.parametrize("name", ["bonus", "年终奖", "绩效奖金", "提成"])
def test_a_bonus_is_pay_in_arrears(name: str) -> None:
    answer = assess({"claims": [{"rule": name, "due": "138600"}]})["claims"][0]
    assert (answer["rule"], answer["amount"]) == ("wage_arrears", "138600.00")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("N+1", "notice_pay"),
        ("离职证明损失", "certificate"),
        ("补缴社保", "insurance_arrears"),
        ("补缴住房公积金", "housing_fund"),
        ("精神损害抚慰金", "mental_damages"),
        ("年终奖折算", "wage_arrears"),
        ("停工留薪期护理费", "stop_work_pay"),
        ("住院伙食补助费", "other_costs"),
        ("劳动者未提前三十日通知离职赔偿", "service_period_penalty"),
        ("婚假工资", "wage_arrears"),
        ("夜班津贴", "wage_arrears"),
        ("残疾赔偿金", "injury_recognition"),
        ("继续履行劳动合同", "reinstatement_pay"),
        ("单位经济损失", "worker_damage"),
    ],
)
def test_what_no_rule_reckons_is_told_with_the_way_out(name: str, told: str) -> None:
    answer = assess({"claims": [{"rule": name, "months": 3}]})["claims"][0]
    refusal = answer["refusals"][0]
    assert (refusal["code"], "amount" in answer) == ("law.rule.none", False)
    assert told in refusal["remedy"]
    assert name in refusal["reason"]


def test_words_that_fit_no_choice_are_told_with_the_field_they_were_meant_for() -> None:
    claim = {"rule": "severance", "hire": "2020-01-01", "end": "2022-12-31", "monthly_wage": "6000"}
    answer = assess({"claims": [claim | {"离职原因": "说不清楚", "颜色": "蓝"}]})["claims"][0]
    assert answer["amount"] == "18000.00"
    told = {w["code"]: w["text"] for w in answer["warnings"]}
    assert "ending" in told["law.field.not-understood"]
    assert "颜色" in told["law.field.not-used"]


def test_a_fact_under_the_name_people_use_changes_the_answer() -> None:
    claim = {"rule": "产假", "birth": "2024-05-10", "难产": True}
    assert assess({"place": "440000", "claims": [claim]})["claims"][0]["value"] == "208"


def test_the_type_of_a_claim_without_a_rule_is_its_name() -> None:
    for claim in ({"type": "补缴公积金"}, {"rule": "补缴公积金"}):
        assert assess({"claims": [claim]})["claims"][0]["refusals"][0]["code"] == "law.rule.none"
