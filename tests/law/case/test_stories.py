"""Whole cases told as published cases are: amounts, what excludes what, ways, days, proof.

``stories*.toml`` are for lawyers to read; each story names its articles.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhigong.law.rulebook import assess

STORIES = [
    story
    for path in sorted(Path(__file__).parent.glob("stories*.toml"))
    for story in tomllib.loads(path.read_text("utf8"))["story"]
]
Answer = dict[str, Any]


def told(story: dict[str, Any]) -> Answer:
    """The program's answer in the form of ``expected``."""
    answer = assess({key: story[key] for key in ("place", "case", "claims")})
    case = answer["case"]
    assert case["refusals"] == []
    assert [claim["refusals"] for claim in answer["claims"]] == [[] for _ in answer["claims"]]
    ways = {way["way"]: way["state"] for way in case["route"]}
    return {
        "amounts": [c.get("amount", c.get("minimum", "")) for c in answer["claims"]],
        "together": case["together"]["amount"],
        "excluded": [row["claims"] for row in case["exclusions"]],
        "advised": {way for way, state in ways.items() if state == "advised"},
        "closed": {way for way, state in ways.items() if state == "closed"},
        "days": {row["kind"]: row["date"] for row in case["deadlines"]},
        "earliest": (case["earliest"] or {}).get("kind", ""),
        "following": {row["claim"]: row["state"] for row in case["following"]},
        "absent": {row["claim"] for row in case["following"]},
        "employer": [row["fact"] for row in case["evidence"] if row["burden"] == "employer"],
        "worker": [row["fact"] for row in case["evidence"] if row["burden"] == "worker"],
    }


def differences(found: Answer, expected: Answer) -> list[str]:
    """Sums, pairs and ways must be the same; days, claims and proofs named must be among those told."""
    wrong = []
    for key, value in expected.items():
        have = found[key]
        if key in ("advised", "closed"):
            same = have == set(value)
        elif key == "absent":
            same = not have & set(value)
        elif key in ("days", "following"):
            same = value.items() <= have.items() if value else not have
        elif key in ("employer", "worker"):
            same = all(any(fact in each for each in have) for fact in value)
        else:
            same = have == value
        wrong += [] if same else [f"{key}: {have}"]
    return wrong


@pytest.mark.parametrize("story", STORIES, ids=[story["title"] for story in STORIES])
def test_story(story: dict[str, Any]) -> None:
    assert story["article"]
    assert differences(told(story), story["expected"]) == [], story["text"]
