"""Whole answers, word for word, for every case of the tables of procedure.

``answers.jsonl`` is what a reader has read and approved. After an intended change of wording, write it
anew with ``ZHIGONG_WRITE_ANSWERS=1`` and read the difference.
"""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhigong.law.rulebook import assess

FILE = Path(__file__).parent / "answers.jsonl"
TABLES = Path(__file__).parents[1] / "tables"
NAMES = ("deadline", "limitation", "final_award", "acceptability", "procedure")
PARTS = (
    "value",
    "date",
    "conclusion",
    "items",
    "working",
    "warnings",
    "refusals",
    "changes",
    "mode",
)


def cases() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name in NAMES:
        table = tomllib.loads((TABLES / f"{name}.toml").read_text("utf8"))
        for number, case in enumerate(table["case"], 1):
            rule = case.get("rule", table.get("rule"))
            claim = {"rule": rule, **case["facts"], "place": case.get("place", "")}
            found.append((f"{name}-{number}", claim))
    return found


def answer(claim: dict[str, Any]) -> dict[str, Any]:
    found = assess(claim)["claims"][0]
    said = {part: found[part] for part in PARTS if found.get(part)}
    return said | {"articles": [a["title"] + a["article"] for a in found["articles"]]}


def approved() -> dict[str, Any]:
    if os.environ.get("ZHIGONG_WRITE_ANSWERS"):
        lines = [
            json.dumps({"case": name, **answer(claim)}, ensure_ascii=False)
            for name, claim in cases()
        ]
        FILE.write_text("\n".join(lines) + "\n", "utf8")
    rows = [json.loads(line) for line in FILE.read_text("utf8").splitlines()]
    return {row.pop("case"): row for row in rows}


APPROVED = approved()


@pytest.mark.parametrize(("name", "claim"), cases(), ids=[name for name, _ in cases()])
def test_the_answer_is_the_approved_one(name: str, claim: dict[str, Any]) -> None:
    assert answer(claim) == APPROVED[name]


def test_no_approved_answer_has_lost_its_case() -> None:
    assert set(APPROVED) == {name for name, _ in cases()}
