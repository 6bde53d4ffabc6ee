"""Small sheets that a lawyer can read: what each worker is owed, and what is refused with which code."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.workforce.answers import Answer
from zhigong.law.workforce.book import all_unsolved, compute
from zhigong.law.workforce.sheet import Ask, OneTab
from zhigong.law.workforce.spool import Spool

CASES = [
    case
    for name in ("cases.toml", "edges.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf8"))["case"]
]
ASK = Ask("510100", date(2026, 1, 15))


def key(answer: Answer) -> str:
    return answer.code if answer.code.isalnum() and answer.code[:1].isalpha() else answer.name


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_case(case: dict[str, Any]) -> None:
    with Spool() as spool:
        done = compute([OneTab(case["rows"])], ASK, spool)
        answers = {key(a): a for a in spool}
        problems = [p.code for p in sorted(all_unsolved(done), key=lambda p: p.row)]

    found = {
        who: {c.rule: f"{c.amount}" for c in a.claims}
        for who, a in answers.items()
        if not a.refused
    }
    assert found == case.get("answers", {}), case["why"]
    assert problems == case.get("problems", []), case["why"]
    told = [article for a in answers.values() for c in a.claims for article in c.articles]
    assert all(any(t.startswith(article) for t in told) for article in case["articles"])
    for who, words in case.get("notes", {}).items():
        assert all(any(word in note for note in answers[who].notes) for word in words)
    for who, words in case.get("silent", {}).items():
        assert not any(word in note for note in answers[who].notes for word in words)
    for who, total in case.get("total", {}).items():
        assert f"{answers[who].total}" == total
    for who, titles in case.get("checked", {}).items():
        assert answers[who].checked == titles


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["一", "二"], ["三", "四"]], "law.workforce.no-head"),
        ([["姓名", "应发工资"], ["甲一", 1.0]], "law.workforce.no-column"),
        ([["月份", "应发工资"], ["2025-01", 1.0]], "law.workforce.no-column"),
        ([["姓名", "月份"], ["甲一", "2025-01"]], "law.workforce.no-column"),
        ([["姓名", "月份", "应发工资"]], "law.workforce.no-rows"),
        ([], "law.workforce.no-head"),
    ],
)
def test_what_is_no_workforce_sheet_is_refused(rows: list[list[Any]], code: str) -> None:
    with Spool() as spool, pytest.raises(Refused) as refused:
        compute([OneTab(rows)], ASK, spool)

    assert [r.code for r in refused.value.refusals] == [code]


def test_a_heading_can_be_corrected_by_hand() -> None:
    rows = [["姓名", "月份", "应得", "到手"], ["甲一", "2025-01", 5000.0, 3000.0]]

    with Spool() as spool:
        compute([OneTab(rows)], ASK, spool, corrections={(2, "应得"): "due", (3, "到手"): "paid"})
        (answer,) = list(spool)

    assert answer.total == Decimal("2000.00")
