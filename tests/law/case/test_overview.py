"""The whole as ``assess`` gives it: evidence, words in two languages, bad input, and nothing unasked."""

from typing import Any

import pytest

from tests.law.case.test_exclusions import DAMAGES, NOTICE, OVERTIME, SEVERANCE, WAGES, case_of
from zhigong.law.case.evidence import concerned, evidence
from zhigong.law.rulebook import OVERVIEWS, assess

NAMES = [
    "exclusions",
    "together",
    "following",
    "deadlines",
    "earliest",
    "route",
    "evidence",
    "parameters",
    "warnings",
    "refusals",
]


def whole(case: Any, *claims: dict[str, Any]) -> dict[str, Any]:
    found = assess({"place": "510100", "case": case, "claims": list(claims)})["case"]
    assert isinstance(found, dict)
    return found


def test_a_case_gives_all_answers_in_order() -> None:
    assert list(whole(True, SEVERANCE)) == NAMES
    assert set(NAMES) <= set(OVERVIEWS)


def test_a_case_is_answered_only_when_asked() -> None:
    assert "case" not in assess({"claims": [SEVERANCE]})
    assert "case" not in assess(SEVERANCE)


def test_everything_is_plain_data() -> None:
    case = {
        "on": "2024-12-02",
        "wages_owed": True,
        "insured": False,
        "contract": "unsigned",
        "workers": 12,
        "accident": "2026-06-01",
    }
    found = whole(case, SEVERANCE, DAMAGES, NOTICE, WAGES, OVERTIME)

    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(k, str) and plain(v) for k, v in value.items())
        if isinstance(value, list):
            return all(plain(part) for part in value)
        return value is None or isinstance(value, str | int | bool)

    assert plain(found)
    assert "%(" not in str(found)


def test_an_empty_case_is_not_asked_for() -> None:
    assert "case" not in assess({"case": {}, "claims": [SEVERANCE]})


def test_exclusions_and_the_sum_that_stands() -> None:
    found = whole(True, SEVERANCE, DAMAGES, NOTICE)

    assert found["exclusions"][0] == {
        "claims": [0, 1],
        "rules": ["severance", "unlawful_dismissal"],
        "relation": "one_of",
        "label": "二者只能选一",
        "why": "支付了违法解除赔偿金的，不再支付经济补偿：解除是否合法决定选哪一项",
        "basis": "劳动合同法实施条例 第二十五条",
    }
    assert found["together"] == {"claims": [1], "amount": "74400.00"}


def test_the_earliest_day_counts_down() -> None:
    found = whole({"on": "2025-09-01"}, SEVERANCE)

    assert found["earliest"] == {
        "kind": "limitation",
        "label": "申请仲裁（一年时效）",
        "date": "2025-09-09",
        "basis": "劳动争议调解仲裁法 第二十七条",
        "claims": [0],
        "missed": "逾期后对方提出时效抗辩的，请求不会得到支持；向对方主张、申请调解、投诉都使时效重新计算",
        "provisional": False,
        "light": "near",
        "days_left": 8,
    }
    assert found["deadlines"][-1] == found["earliest"]
    assert "light" not in whole(True, SEVERANCE)["earliest"]
    assert whole(True, OVERTIME)["earliest"] is None


def test_what_follows_in_words() -> None:
    row = next(r for r in whole({"deposit": True})["following"] if r["claim"] == "deposit")

    assert row == {
        "claim": "deposit",
        "label": "返还押金、证件",
        "state": "likely",
        "state_label": "按已知事实应当有",
        "because": "单位收取押金或者扣押证件",
        "proof": "收据、转账记录",
        "basis": "劳动合同法 第八十四条",
        "ask": [],
    }


def test_the_way_in_words() -> None:
    row = next(r for r in whole({"workers": 48})["route"] if r["way"] == "group")

    assert row["reasons"] == ["48 人有共同请求：推举三至五名代表，优先立案；每人签名并列明各自金额"]
    assert (row["label"], row["state"], row["state_label"]) == ("按集体争议处理", "advised", "建议")


def test_who_must_prove_what() -> None:
    rows = whole(True, SEVERANCE, OVERTIME)["evidence"]
    by_fact = {row["fact"]: row for row in rows}

    dismissal = by_fact["解除、终止的决定及其理由，减少报酬，工作年限的计算"]
    assert (dismissal["burden"], dismissal["claims"]) == ("employer", [0])
    assert dismissal["burden_label"] == "用人单位举证"
    assert dismissal["basis"].endswith("第四十四条")
    overtime = by_fact["加班的事实"]
    assert (overtime["burden"], overtime["claims"]) == ("worker", [1])
    assert overtime["basis"].endswith("第四十二条")
    assert by_fact["劳动关系存在（初步证据）"]["claims"] == [0, 1]
    assert by_fact["工资发放"]["note"] == "农民工工资台账单位至少保存三年"
    assert "年休假已安排或者已补偿" not in by_fact


@pytest.mark.parametrize(
    ("claims", "facts", "fact", "there"),
    [
        ([SEVERANCE], {"ending": "layoff"}, "因单位过错而解除的理由", False),
        ([SEVERANCE], {"ending": "worker_art38"}, "因单位过错而解除的理由", True),
        ([SEVERANCE], {"ending": "resignation"}, "因单位过错而解除的理由", True),
        ([SEVERANCE], {}, "因单位过错而解除的理由", True),
        ([OVERTIME], {}, "时效中断、中止的事由", False),
        ([OVERTIME], {"interruptions": ["2024-01-02"]}, "时效中断、中止的事由", True),
        ([SEVERANCE], {"on": "2025-01-02"}, "时效中断、中止的事由", True),
        ([SEVERANCE], {}, "时效中断、中止的事由", False),
        ([OVERTIME], {"suspensions": [{"from": "2024-01-02", "to": "2024-01-03"}]}, "时效中断、中止的事由", True),
        ([OVERTIME], {"agreement": "other"}, "和解、离职结清协议存在欺诈、胁迫、重大误解或者显失公平", True),
        ([OVERTIME], {}, "和解、离职结清协议存在欺诈、胁迫、重大误解或者显失公平", False),
        ([], {}, "劳动关系存在（初步证据）", True),
        ([], {}, "工资发放", False),
    ],
)  # fmt: skip
def test_the_checklist_follows_the_case(
    claims: list[dict[str, Any]], facts: dict[str, Any], fact: str, there: bool
) -> None:
    assert (fact in [row.fact for row in evidence(case_of(*claims, **facts))]) is there


def test_every_fact_of_the_checklist_has_an_article_and_papers() -> None:
    every = [SEVERANCE, DAMAGES, NOTICE, WAGES, OVERTIME]
    case = case_of(*every, agreement="other", interruptions=["2024-01-02"])
    rows = evidence(case)

    assert rows[0].fact == "劳动关系存在（初步证据）"
    assert rows[-1].fact == "时效中断、中止的事由"
    assert len({row.fact for row in rows}) == len(rows)
    assert all(row.basis.text and row.papers and concerned(row, case) for row in rows)


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({"on": "2099-01-01"}, "law.field.date-out-of-range"),
        ({"workers": -1}, "law.field.negative"),
        ({"ending": "vanished"}, "law.field.unknown-choice"),
        ({"wages_owed": "perhaps"}, "law.field.not-yes-or-no"),
        (
            {"suspensions": [{"from": "2024-02-01", "to": "2024-01-01"}]},
            "law.dates.end-before-start",
        ),
        ({"no_such_fact": 1}, "law.field.unknown"),
    ],
)
def test_a_bad_fact_is_refused_and_the_rest_answered(case: dict[str, Any], code: str) -> None:
    found = whole(case, SEVERANCE, DAMAGES)

    assert [refusal["code"] for refusal in found["refusals"]] == [code]
    assert found["exclusions"]
    assert found["route"]


def test_a_refused_claim_leaves_the_case_standing() -> None:
    found = whole(True, {"rule": "severance", "hire": "2024-01-01"}, {"rule": "nonsense"}, 7)  # type: ignore[arg-type]  # wrong on purpose

    assert found["together"] == {"claims": [], "amount": "0.00"}
    assert found["refusals"] == []


def test_facts_on_which_claims_differ_are_left_open() -> None:
    other = DAMAGES | {"hire": "2020-03-10", "worker": "B"}
    case = case_of(SEVERANCE, other)

    assert case["hire"] is None
    assert str(case["end"]) == "2024-09-09"


def test_the_end_of_a_stretch_of_days_is_not_the_end_of_employment() -> None:
    case = case_of(WAGES)

    assert case["end"] is None
    assert not case.ended
    assert case["monthly_wage"] is None
    assert case.claims[0].span is not None
    assert case_of(SEVERANCE).ended
    assert case_of(ending="layoff").ended


def test_an_end_before_the_start_is_no_length_of_service() -> None:
    assert case_of(hire="2024-01-01", end="2023-01-01").served_months() is None
    assert case_of(hire="2024-01-01").served_months() is None
    assert case_of(hire="2024-01-01", end="2025-02-14").served_months() == 13


@pytest.mark.parametrize("said", ["unsigned", "no", False, "没签", "未签"])
def test_facts_of_a_case_are_read_as_people_say_them(said: Any) -> None:
    found = whole({"contract": said, "hire": "2024-01-08", "on": "2024-06-03"}, WAGES)

    assert found["refusals"] == []
    assert "double_wage" in [row["claim"] for row in found["following"]]


def test_protection_under_its_common_word() -> None:
    found = whole({"protected": "怀孕", "ending": "客观情况发生重大变化"}, WAGES)

    assert found["refusals"] == []
    states = {row["claim"]: row["state"] for row in found["following"]}
    assert states["unlawful_dismissal"] == "likely"


def test_a_fact_of_a_case_that_is_none_is_named_shortened() -> None:
    found = whole({"z" * 41: 1}, WAGES)

    assert found["refusals"][0]["reason"] == f"没有字段“{'z' * 40}”"
