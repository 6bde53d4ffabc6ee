"""A batch, line by line: what is no claim is refused where it stands, with code, reason and remedy; the rest is answered."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.batch import answer_lines
from zhigong.law.reading import document
from zhigong.law.rulebook import RULES, assess

GOOD = b'{"rule": "notice_pay", "last_month_wage": "7600", "id": "good"}'
BROKEN, SHAPE, TWICE = "law.document.broken-json", "law.document.shape", "law.document.field-twice"
NO_NUMBER, UNKNOWN = "law.field.not-a-number", "law.rule.unknown"
LARGE, RANGE = "law.field.too-large", "law.field.date-out-of-range"
HEAD = b'{"rule": "notice_pay", "last_month_wage": '
SEVERANCE = {
    "rule": "severance",
    "hire": "2019-03-10",
    "end": "2024-09-09",
    "monthly_wage": "6200",
}


def severance(**other: Any) -> bytes:
    return json.dumps(SEVERANCE | other, ensure_ascii=False).encode()


def claim(rule: str, **facts: Any) -> bytes:
    return json.dumps({"rule": rule, **facts}, ensure_ascii=False).encode()


# Lines that are no document: what stands there, the code, and what the reason says.
NO_DOCUMENT = [
    (b"nonsense", BROKEN, "第 3 行第 1 个字符"),
    (b'{"rule": "notice_pay"', BROKEN, "第 3 行第 22 个字符"),
    (b"12", SHAPE, "没有要计算的请求"),
    (b"{}", SHAPE, "没有要计算的请求"),
    (b"null", SHAPE, "没有要计算的请求"),
    (b"[]", SHAPE, "没有要计算的请求"),
    (b'"severance"', SHAPE, "没有要计算的请求"),
    (b'{"claims": 12}', SHAPE, "没有要计算的请求"),
    (b"NaN", BROKEN, "NaN"),
    (HEAD + b"Infinity}", BROKEN, "Infinity"),
    (HEAD + b'"\\ud800"}', BROKEN, "第 3 行"),
    (HEAD + b'"\xff\xfe"}', BROKEN, "不是 UTF-8"),
    (b"\xff\xfe{\x00}\x00", BROKEN, "不是 UTF-8"),
    (b"\x00", BROKEN, "第 3 行第 1 个字符"),
    (b"[" * 100_000, BROKEN, "套得太深"),
    (b"x" * 5_000_000, BROKEN, "第 3 行第 1 个字符"),
    (b'{"claims": [], "claims": []}', TWICE, "claims"),
]  # fmt: skip

# Lines whose claim is refused.
NO_CLAIM = [
    (claim("nonsense"), UNKNOWN, "nonsense"),
    (b'{"rule": 12}', UNKNOWN, "12"),
    (b'{"rule": null}', UNKNOWN, "没有写明要算什么"),
    (b"[12]", UNKNOWN, "没有写明要算什么"),
    (b'{"rule": "' + b"y" * 5_000_000 + b'"}', UNKNOWN, "没有规则“yyyy"),
    (claim("notice_pay", last_month_wagee="7600"), "law.field.missing", "解除前上一个月的应得工资（last_month_wage）"),
    (severance(monthly_wage="6,2OO"), NO_NUMBER, "6,2OO"),
    (severance(monthly_wage="很多"), NO_NUMBER, "不是数字：很多"),
    (severance(monthly_wage=["6200"]), NO_NUMBER, "不是数字：（写在方括号里的几个值）"),
    (HEAD + b"[" * 900 + b"]" * 900 + b"}", NO_NUMBER, "不是数字：（写在方括号里的几个值）"),
    (severance(monthly_wage={"a": 1}), NO_NUMBER, "不是数字：（写在花括号里的几项）"),
    (severance(monthly_wage=True), NO_NUMBER, "不是数字：true"),
    (severance(monthly_wage="9" * 5_000_000), NO_NUMBER, "9999…"),
    (severance(monthly_wage="-1"), "law.field.negative", "不能小于 0"),
    (HEAD + b"1e400}", LARGE, "大得不合情理"),
    (HEAD + b"-1e400}", LARGE, "大得不合情理"),
    (HEAD + b"1e-400}", NO_NUMBER, "1E-400"),
    (HEAD + b"9" * 60 + b"}", LARGE, "大得不合情理"),
    (HEAD + b'"1", "last_month_wage": "2"}', TWICE, "last_month_wage"),
    (HEAD + b'"1" , "last_month_wage" : "1"}', TWICE, "last_month_wage"),
    (HEAD[:-2] + b'\t:"1", "last_month_wage"\t:"2"}', TWICE, "last_month_wage"),
    (HEAD + b'"1", "note": "\\u003a", "last_month_wage": "2"}', TWICE, "last_month_wage"),
    (claim("wage_arrears", start="2024-01", end="2024-01").replace(b"}", b', "months": [{"month": "2024-01", "due": 1, "due": 2}]}'), TWICE, "due"),
    (severance(end="2024-13-01"), "law.field.not-a-date", "2024-13-01"),
    (severance(end="2024-02-30"), "law.field.not-a-date", "2024-02-30"),
    (severance(end="2099-01-01"), RANGE, "2099-01-01"),
    (severance(hire="0001-01-01"), RANGE, "0001-01-01"),
    (severance(end="2018-01-01"), "law.dates.end-before-start", "早于“入职（hire）”（2019-03-10）"),
    (claim("severance", service="1000000年", monthly_wage="1"), "law.field.not-a-length", "1000000年"),
    (claim("severance", units="1000000", monthly_wage="1"), LARGE, "不能大于 70"),
    (claim("disability_subsidy", grade=11, own_wage="5000"), LARGE, "不能大于 10"),
    (claim("unlawful_dismissal", ending="quit_tomorrow", **{k: v for k, v in SEVERANCE.items() if k != "rule"}), "law.field.unknown-choice", "怎样结束的（ending）"),
    (claim("deadline", kind=5, **{"from": "2024-01-01"}), "law.field.unknown-choice", "没有这种填法：5"),
    (claim("deadline", kind="T-XYZ", **{"from": "2024-01-01"}), "law.field.unknown-choice", "没有这种填法：T-XYZ"),
]  # fmt: skip


def answers(*lines: bytes) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for part in answer_lines(io.BytesIO(b"\n".join(lines)))
        for line in part.splitlines()
    ]


def names(cases: list[tuple[bytes, str, str]]) -> list[str]:
    return [line[:40].decode("ascii", "replace") for line, _, _ in cases]


@pytest.mark.parametrize(("line", "code", "said"), NO_DOCUMENT, ids=names(NO_DOCUMENT))
def test_a_line_that_is_no_document_is_refused_by_its_number(
    line: bytes, code: str, said: str
) -> None:
    first, refused, last = answers(GOOD, b"", line, GOOD)
    assert [first["claims"][0]["amount"], last["claims"][0]["amount"]] == ["7600.00", "7600.00"]
    assert refused["line"] == 3
    assert refused["claims"] == []
    (refusal,) = refused["refusals"]
    assert refusal["code"] == code
    assert said in refusal["reason"]
    assert refusal["remedy"]


@pytest.mark.parametrize(("line", "code", "said"), NO_CLAIM, ids=names(NO_CLAIM))
def test_a_claim_that_cannot_be_computed_is_refused_and_the_rest_answered(
    line: bytes, code: str, said: str
) -> None:
    first, refused, last = answers(GOOD, line, GOOD)
    assert [first["claims"][0]["id"], last["claims"][0]["id"]] == ["good", "good"]
    (answer,) = refused["claims"]
    refusal = answer["refusals"][0]
    assert refusal["code"] == code
    assert said in refusal["reason"]
    assert refusal["remedy"]
    assert not {"amount", "value", "date"} & answer.keys()


def test_of_several_claims_in_a_line_only_the_bad_one_is_refused() -> None:
    line = b'{"claims": [' + GOOD + b", " + HEAD + b'"1", "last_month_wage": "2"}, 12, ' + GOOD + b"]}"  # fmt: skip
    (found,) = answers(line)
    assert [claim.get("amount") for claim in found["claims"]] == ["7600.00", None, None, "7600.00"]
    assert found["claims"][1]["refusals"][0]["code"] == TWICE
    assert "line" not in found


@pytest.mark.parametrize(
    "line",
    [
        b"\xef\xbb\xbf" + GOOD,
        GOOD + b"\r",
        b"  " + GOOD + b"\t",
        GOOD.replace(b": ", b" : "),
        GOOD.replace(b'"good"', b'"a \\": \\" b"'),
        b"[" + GOOD + b"]",
    ],
    ids=["mark", "return", "spaces", "spaces-before-colons", "a-colon-in-words", "list"],
)
def test_what_only_looks_odd_is_answered(line: bytes) -> None:
    first, odd = answers(GOOD, line)
    assert first["claims"][0]["amount"] == odd["claims"][0]["amount"] == "7600.00"


def test_empty_lines_are_passed_over() -> None:
    assert len(answers(b"", GOOD, b"", b"   ", b"\t\r", GOOD, b"")) == 2


def test_broken_json_on_line_40_000_is_told_by_that_number() -> None:
    lines = [GOOD] * 40_000
    lines[39_999] = b'{"rule": "notice_pay", "last_month_wage": }'
    found = answers(*lines, GOOD)
    assert len(found) == 40_001
    assert [at for at, answer in enumerate(found, 1) if "refusals" in answer] == [40_000]
    assert found[39_999]["line"] == 40_000
    assert "第 40000 行第 43 个字符" in found[39_999]["refusals"][0]["reason"]


def test_an_unknown_field_is_told_and_not_used() -> None:
    (found,) = answers(claim("notice_pay", last_month_wage="7600", colour="red"))
    assert found["claims"][0]["amount"] == "7600.00"
    assert "colour" in found["claims"][0]["warnings"][0]["text"]


def test_a_broken_file_is_told_by_line_and_character() -> None:
    text = b'{"claims": [\n  {"rule": "notice_pay",\n   "last_month_wage": 76OO}]}'
    assert "第 3 行第 25 个字符" in reason(text)
    assert "第 2 行不是 UTF-8" in reason(b'{"a":\n"\xff"}')
    assert "第 2 行不是 UTF-8" in reason(b'\n{"a":"\xff"}')


def reason(text: bytes) -> str:
    with pytest.raises(Refused) as refused:
        document(text, "")
    refusal = refused.value.refusals[0]
    return refusal.reason % refusal.params


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_choice_is_named_in_words_before_the_word_to_write(name: str) -> None:
    for field in RULES[name].fields:
        if field.kind != "choice":
            continue
        answer = assess({"rule": name, field.name: "?!"})["claims"][0]
        told = next(r for r in answer["refusals"] if r["code"] == "law.field.unknown-choice")
        assert f"（{field.name}）" in told["reason"]
        key, label = next(iter(field.choices.items()))
        assert f"{label}（{key}）" in told["remedy"]
        assert len(told["remedy"]) < 1500
