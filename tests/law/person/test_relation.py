"""The labour relation: points with their words and sources, who must produce proof, never a score."""

from __future__ import annotations

from typing import Any

import pytest

from zhigong.law.person.relation import AGAINST, FOR, MISSING, SUBORDINATION
from zhigong.law.rulebook import assess

Answer = dict[str, Any]


def answer(**facts: Any) -> Answer:
    found: Answer = assess({"rule": "labour_relation", **facts})["claims"][0]
    return found


def lines(found: Answer) -> list[str]:
    return [line["what"] for line in found["working"]]


def labels(found: Answer) -> dict[str, str]:
    return {item["name"]: item["label"] for item in found["items"]}


def test_there_is_no_score_and_no_verdict() -> None:
    found = answer(managed=True, must_accept=False)

    assert not {"amount", "value", "date", "minimum", "maximum"} & set(found)
    assert "不是结论" in found["conclusion"]


def test_the_employer_must_produce_what_it_keeps() -> None:
    found = answer(managed=True)

    assert lines(found) == [
        "应由单位提供：工资支付凭证或记录、社会保险缴费记录",
        "应由单位提供：招工登记表、报名表等招用记录",
        "应由单位提供：考勤记录",
    ]


def test_names_of_agreements_do_not_decide() -> None:
    found = answer(
        managed=True, named_cooperation=True, registered_individual=True, pay_records=True
    )

    assert "协议名为合作、承揽、承包：名称不决定性质，按用工事实" in lines(found)
    assert "被要求注册个体工商户：不影响按用工事实认定" in lines(found)
    assert "named_cooperation" not in labels(found)


@pytest.mark.parametrize("point", SUBORDINATION, ids=lambda point: point.field)
def test_every_point_speaks_on_the_side_its_table_says(point: Any) -> None:
    for told, side, words in (
        (True, point.yes, point.yes_text),
        (False, point.no, point.no_text),
        (None, MISSING, point.question),
    ):
        assert point.of(told) == ((side, words) if side else None)
        assert side in (FOR, AGAINST, MISSING, "")
        assert bool(words) == bool(side)


@pytest.mark.parametrize(
    ("permitted", "side"), [(True, "for"), (False, "against"), (None, "missing")]
)
def test_a_foreigner_needs_a_permit(permitted: bool | None, side: str) -> None:
    found = answer(managed=True, foreigner=True, foreigner_permitted=permitted)

    assert [i["value"] for i in found["items"] if i["name"] == "foreigner"] == [side]
    assert "foreigner" not in labels(answer(managed=True, foreigner_permitted=True))


def test_others_who_answer_are_named() -> None:
    found = answer(managed=True, subcontracted=True, affiliates=True)

    assert labels(found)["principal"] == "可请求发包、被挂靠单位承担支付报酬和工伤待遇的责任"
    assert "挂靠的由被挂靠单位承担用工主体责任" in lines(found)
    assert "关联单位混同用工：有合同按合同，没有的按用工管理行为综合确认" in lines(found)


def test_other_rules_are_pointed_at() -> None:
    found = answer(managed=True, over_age=True, student=True, domestic=True)

    assert [w["code"] for w in found["warnings"]] == [
        "law.relation.over-age",
        "law.relation.student",
        "law.relation.domestic",
    ]
    assert answer(managed=True)["warnings"] == []


def test_the_three_classes_stand_side_by_side_with_what_follows() -> None:
    found = assess({"rule": "new_form_work", "managed": True, "channel": "partner"})["claims"][0]
    values = [line["value"] for line in found["working"]]

    assert values[3:6] == ["labour", "between", "self_employed"]
    assert [v for v in values if str(v).startswith("between.")] == [
        f"between.{name}"
        for name in (
            "written",
            "fair",
            "minimum",
            "rest",
            "safety",
            "injury",
            "algorithm",
            "complaint",
        )
    ]
    assert lines(found)[-1].startswith("先看由谁实际管理和支付")


def test_dispatch_makes_the_platform_answer() -> None:
    found = assess({"rule": "new_form_work", "managed": True, "channel": "dispatch"})["claims"][0]
    crowd = assess({"rule": "new_form_work", "managed": True, "channel": "crowd"})["claims"][0]

    assert found["working"][-1]["what"] == "平台企业承担劳务派遣用工单位的责任"
    assert found["working"][-1]["basis"] == "劳动合同法 第九十二条"
    assert crowd["working"][-1]["value"] == "between.complaint"
