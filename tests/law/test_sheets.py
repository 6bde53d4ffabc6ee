"""Answers as people read them in a terminal: every part in words, columns aligned, the case as a whole in order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.shared_english import english
from zhigong.law.core.result import same
from zhigong.law.rulebook import RULES, assess
from zhigong.law.sheets import answers, padded, rules, table, told, width

SEVERANCE = {"rule": "severance", "hire": "2019-03-10", "end": "2024-09-09", "monthly_wage": "6200"}
DAMAGES = {**SEVERANCE, "rule": "unlawful_dismissal"}


def sheet(*claims: dict[str, Any], **document: Any) -> list[str]:
    found = assess({"claims": list(claims), **document})
    return answers(found, same).splitlines()


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("经济补偿", 8), ("6级（九）", 9), ("é", 1), ("ＡＢ", 4)],
)
def test_chinese_takes_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(padded(text, 12)) == 12
    assert padded(text, columns) == text
    assert padded(text, columns - 1) == text


def test_columns_stand_below_each_other() -> None:
    assert table([]) == ""
    assert table([["工资", "1", "x"], ["a", "20000", ""]], "--") == (
        "--工资  1      x\n--a     20000\n"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "是"), (False, "否"), (["a", 2], "a, 2"), ("missing", "还缺事实或证据"), ("for", "有利"),
        ("against", "不利"), ("3.5", "3.5"), (7, "7"),
    ],
)  # fmt: skip
def test_values_in_words(value: Any, words: str) -> None:
    assert told(value, same) == words


def test_a_claim_with_its_working() -> None:
    assert sheet(SEVERANCE, DAMAGES)[:9] == [
        "1. 经济补偿  37200.00 元",
        "   工作年限（首尾两日都计入）      5年6个月0天  2019-03-10 — 2024-09-09  劳动合同法 第四十七条第一款",
        "   解除或者终止前十二个月平均工资  6200.00                               劳动合同法 第四十七条第三款",
        "   工作年限折算月数                6                                     劳动合同法 第四十七条第一款",
        "   经济补偿                        37200.00     6200 × 6                 劳动合同法 第四十七条第一款",
        "   ! 三倍工资参数缺失：没有当地上年度职工月平均工资，未检查三倍封顶",
        "   ~ 月工资高于当地上年度职工月平均工资三倍的，按三倍计算，年限最多十二年",
        "   ~ 劳动者个人辞职、有第三十九条过错等情形不支付；违法解除的按二倍支付",
        "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "first"),
    [
        ({"rule": "late_payment_damages", "base": "1000", "order_overdue": True}, "1. 加付赔偿金  500.00 — 1000.00 元"),
        ({"rule": "annual_leave_days", "service_years": "12"}, "1. 年休假天数  10 天"),
        ({"rule": "probation_limit", "contract_months": 12}, "1. 试用期上限  2 个月"),
        ({"rule": "retirement_date", "birth": "1970-06-30", "kind": "man"}, "1. 法定退休日期  2031-11-30"),
        ({"rule": "parties"}, "1. 当事人  worker, employer"),
        ({"rule": "nonsense"}, "1. nonsense"),
        ({"rule": "severance"}, "1. 经济补偿"),
    ],
)  # fmt: skip
def test_the_answer_in_a_few_words(claim: dict[str, Any], first: str) -> None:
    assert sheet(claim)[0] == first


def test_items_by_their_sum_their_day_or_their_words() -> None:
    assert "   - 法定退休日期: 2031-11-30" in sheet(
        {"rule": "retirement_date", "birth": "1970-06-30", "kind": "man"}
    )
    relation = sheet({"rule": "labour_relation", "managed": True})
    assert "   - 受单位劳动管理: 有利" in relation
    assert "   - 其他劳动者的证言: 还缺事实或证据" in relation
    assert any(line.startswith("   结论: 以上是支持、反对的要点") for line in relation)
    assert "   - 劳动者" in sheet({"rule": "parties"})
    award = sheet({"rule": "final_award", "items": ["1000"], "minimum_wage": "2330"})
    assert "   - 追索劳动报酬、工伤医疗费、经济补偿或者赔偿金: 1000.00" in award


def test_rows_warnings_refusals_and_the_notice() -> None:
    lines = sheet({"rule": "minimum_wage_check", "paid": "1500", "on": "2023-05-01"}, {"rule": "severance"}, place="510100")  # fmt: skip
    row = next(line for line in lines if line.startswith("   # "))
    assert row.startswith("   # 月最低工资标准: 2100 (2022-04-01, 四川省最低工资标准")
    assert any(line.startswith("   ! ") and "凭记忆录入" in line for line in lines)
    refused = lines.index("2. 经济补偿")
    assert lines[refused + 1].startswith("   × 缺少")
    assert lines[refused + 2].startswith("     ")
    assert lines[-1] == "参考测算，不是裁决；请核对事实、参数和当地口径。"


def test_what_is_no_document_is_a_refusal_alone() -> None:
    assert answers(assess(5), same).splitlines()[0].startswith("   × 这里没有要计算的请求")


def test_a_case_as_a_whole() -> None:
    case = {
        "on": "2024-12-02", "nothing": 1, "contract": "signed", "leave_taken": True,
        "overtime": False, "monthly_wage": "1500", "wages_owed": True,
    }  # fmt: skip
    lines = sheet(SEVERANCE, DAMAGES, place="510100", case=case)
    lines = lines[lines.index("整案") :]
    titles = [line for line in lines if line.startswith("  ") and line[2] != " "]
    assert titles == [
        "  可以一并主张的请求", "  不能一并主张的请求", "  期限（* 是最早的）", "  途径",
        "  还可能有的请求", "  证据和举证责任",
    ]  # fmt: skip
    assert lines[2] == "   - 2: 74400.00"
    assert lines[4].startswith("   - 1, 2: 支付了违法解除赔偿金的，不再支付经济补偿")
    assert "   - * 2025-09-09 申请仲裁（一年时效） 劳动争议调解仲裁法 第二十七条" in lines
    assert sum(line.startswith("   - * ") for line in lines) == 1
    assert any(line.startswith("   - [建议] 到联调中心调解: 免费") for line in lines)
    assert any(line.startswith("   - [按已知事实应当有] 拖欠工资: ") for line in lines)
    assert any(line.startswith("   - [用人单位举证] 工资发放: ") for line in lines)
    assert "   × 没有字段“nothing”" in lines
    assert any(line.startswith("   ! 用到的参数有凭记忆录入") for line in lines)


def test_a_case_about_nothing_has_no_empty_parts() -> None:
    lines = sheet(case=True)
    assert "  不能一并主张的请求" not in lines
    assert "  可以一并主张的请求" not in lines


def test_rules_as_a_list_and_each_whole() -> None:
    short = rules([RULES["notice_pay"], RULES["venue"]], same, whole=False).splitlines()
    assert len(short) == 2
    assert short[0].startswith("notice_pay  代通知金")
    assert short[0].endswith("last_month_wage [end, ending, notice_given]")
    assert short[1].startswith("venue       ")
    whole = rules([RULES["deadline"]], same, whole=True)
    assert "必填" in whole
    assert "可选" in whole
    assert "(T-NEG, T-MACC" in whole
    assert "  § 民事诉讼法 第八十五条" in whole
    assert rules([RULES["severance"]], english, whole=True).splitlines()[0].isascii()
