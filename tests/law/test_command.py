"""The command line: one JSON document out, broken lines refused by number, nearest names, exit statuses."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from zhigong.law import batch
from zhigong.law.command import main

FACTS = {
    "place": "510100",
    "claims": [
        {"rule": "severance", "hire": "2019-03-10", "end": "2024-09-09", "monthly_wage": "6200"},
        {"rule": "notice_pay"},
    ],
}


def run(*argv: str, given: bytes = b"") -> tuple[int, str, str]:
    stdin = io.TextIOWrapper(io.BytesIO(given), "utf8")
    stdout = io.TextIOWrapper(io.BytesIO(), "utf8", write_through=True)
    stderr = io.StringIO()
    status = main(list(argv), stdin, stdout, stderr)
    stdout.flush()
    return status, stdout.buffer.getvalue().decode(), stderr.getvalue()


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_is_one_document_and_nothing_else() -> None:
    status, out, err = run("assess", "-", "--json", given=json.dumps(FACTS).encode())
    answers = json.loads(out)["claims"]
    assert (status, err) == (0, "")
    assert answers[0]["amount"] == "37200.00"
    assert answers[0]["unit"] == "CNY"
    assert [w["code"] for w in answers[0]["warnings"]] == ["law.parameter.memory"]
    assert answers[1]["refusals"][0]["code"] == "law.field.missing"


@pytest.mark.parametrize("argv", [["--help"], ["assess", "--help"], ["-h"]])
def test_help_is_no_fault(argv: list[str]) -> None:
    status, out, err = run(*argv)
    assert (status, err) == (0, "")
    assert "law assess" in out


@pytest.mark.parametrize("argv", [["assess", "-", "--json"], ["rules", "severance", "--json"]])
def test_json_is_indented_by_one_space(argv: list[str]) -> None:
    _, out, _ = run(*argv, given=json.dumps(FACTS).encode())
    assert out.startswith(('{\n "claims": [\n  {\n   "rule"', '{\n "rules": [\n  {\n   "rule"'))
    assert out.endswith("}\n")


def test_lines_are_written_to_a_stream_of_words_too() -> None:
    words = io.StringIO()
    given = io.BytesIO(json.dumps(FACTS["claims"][0]).encode())
    assert main(["assess", "-", "--jsonl"], given, words, words) == 0
    assert lines(words.getvalue())[0]["claims"][0]["amount"] == "37200.00"


def test_a_file_and_words_for_people(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS))
    status, out, _ = run("assess", str(path))
    assert status == 0
    assert "37200.00 元" in out
    assert "劳动合同法 第四十七条第一款" in out
    assert "参考测算" in out


def test_a_broken_document_and_a_missing_file_fail_in_words(tmp_path: Path) -> None:
    status, out, _ = run("assess", "-", "--json", given=b"{broken")
    assert status == 1
    assert json.loads(out)["refusals"][0]["code"] == "law.document.broken-json"
    status, out, err = run("assess", str(tmp_path / "absent.json"))
    assert (status, out) == (1, "")
    assert "absent.json" in err


@pytest.mark.parametrize(
    ("argv", "near"),
    [
        (["asess"], "law assess"),
        (["assess", "-", "--jsno"], "--json"),
        (["assess"], "-"),
        ([], "law assess"),
    ],
)
def test_wrong_usage_names_the_nearest(argv: list[str], near: str) -> None:
    status, out, err = run(*argv)
    assert status == 2
    assert near in out + err


def test_an_unknown_rule_names_the_nearest() -> None:
    status, _, err = run("rules", "overtme")
    assert status == 1
    assert "overtime" in err


def test_lines_keep_their_order_and_a_broken_one_is_refused_alone() -> None:
    given = "\n".join(
        [
            json.dumps(FACTS | {"id": "first"}),
            "{broken",
            "",
            json.dumps({"rule": "notice_pay", "last_month_wage": 5, "id": 4}),
            '{"rule": "notice_pay", "last_month_wage": 1e400}',
            "\udcff",
            "[" * 5000,
        ]
    ).encode("utf8", "surrogateescape")
    status, out, _ = run("assess", "-", "--jsonl", given=given)
    found = lines(out)
    assert status == 0
    assert len(found) == 6
    assert found[0]["id"] == "first"
    assert found[0]["claims"][0]["amount"] == "37200.00"
    assert found[1]["line"] == 2
    assert found[1]["refusals"][0]["code"] == "law.document.broken-json"
    assert "第 2 行第 2 个字符" in found[1]["refusals"][0]["reason"]
    assert found[2]["claims"][0]["amount"] == "5.00"
    assert found[3]["claims"][0]["refusals"][0]["code"] == "law.field.too-large"
    assert found[4]["line"] == 6
    assert found[5]["line"] == 7


@pytest.mark.parametrize("processors", [1, 2])
def test_batches_longer_than_a_chunk_keep_order(
    processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "processes", lambda: processors)
    monkeypatch.setattr(batch, "CHUNK", 4096)
    claims = [{"rule": "notice_pay", "last_month_wage": n, "id": n} for n in range(1000)]
    given = [json.dumps(claim).encode() for claim in claims]
    given[700] = b"broken"
    status, out, _ = run("assess", "--jsonl", "-", given=b"\n".join(given))
    found = lines(out)
    assert status == 0
    assert len(found) == 1000
    assert found[700]["line"] == 701
    rest = [n for n in range(1000) if n != 700]
    assert [found[n]["claims"][0]["id"] for n in rest] == rest
    assert [found[n]["claims"][0]["amount"] for n in rest] == [f"{n}.00" for n in rest]


def test_rules_describe_their_fields_articles_and_versions() -> None:
    status, out, _ = run("rules", "--json")
    rules = {rule["rule"]: rule for rule in json.loads(out)["rules"]}
    assert status == 0
    severance = rules["severance"]
    fields = {field["name"]: field for field in severance["fields"]}
    assert fields["hire"]["type"] == "date"
    assert fields["ending"]["choices"]["layoff"]
    assert severance["articles"][0]["versions"][0]["in_force_from"] == "2008-01-01"
    status, out, _ = run("rules")
    assert "severance" in out
    status, out, _ = run("rules", "severance")
    assert "劳动合同法 第四十七条第二款" in out


def test_answers_in_english() -> None:
    status, out, _ = run("assess", "-", "--json", "--lang", "en", given=json.dumps(FACTS).encode())
    reason = json.loads(out)["claims"][1]["refusals"][0]["reason"]
    assert status == 0
    assert reason == "“Gross wage of the month before the ending (last_month_wage)” is missing"


@pytest.mark.parametrize("flag", ["--json", "--jsonl"])
def test_a_mark_before_the_first_letter_is_no_fault(flag: str) -> None:
    """Editors on Windows begin a file with a byte order mark."""
    given = b"\xef\xbb\xbf" + json.dumps({"rule": "notice_pay", "last_month_wage": "7600"}).encode()

    status, out, _ = run("assess", "-", flag, given=given)

    assert (status, json.loads(out)["claims"][0]["amount"]) == (0, "7600.00")
