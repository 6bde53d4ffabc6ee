"""Answers that are stored in Chinese and shown in either language later; the gloss beside what is cited."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from tests.law.shared_english import english
from zhigong.law.core.norms import glossed
from zhigong.law.core.result import Notebook, respoken, same
from zhigong.law.rulebook import RULES, assess

CHINESE = re.compile(r"[一-鿿]")


def every_rule() -> dict[str, Any]:
    """A case with every example of every rule."""
    claims = [
        {"place": "510100", "rule": name, **example}
        for name, rule in RULES.items()
        for example in rule.examples
    ]
    return {"place": "510100", "case": {"on": "2024-12-02", "wages_owed": True}, "claims": claims}


def stored() -> tuple[Any, dict[str, Any]]:
    """An answer as the database gives it back, and the messages kept with it."""
    notebook = Notebook()
    answer = assess(every_rule(), translate=notebook)
    kept = msgspec.json.decode(msgspec.json.encode([answer, notebook.messages]))
    return kept[0], kept[1]


def test_a_notebook_changes_no_word() -> None:
    assert stored()[0] == msgspec.json.decode(msgspec.json.encode(assess(every_rule())))


def test_a_stored_answer_reads_in_either_language_as_if_computed_in_it() -> None:
    answer, messages = stored()
    assert respoken(answer, messages, same) == answer
    assert respoken(answer, messages, english) == assess(every_rule(), translate=english)


def test_an_answer_stored_without_messages_keeps_what_cannot_be_translated() -> None:
    answer, messages = stored()
    told = respoken(answer, {}, english)
    assert told["claims"][0]["working"][0]["what"].isascii()
    filled = [text for text in messages if CHINESE.search(text)]
    assert any(text in msgspec.json.encode(told).decode() for text in filled)


def words(value: Any, key: str = "") -> list[str]:
    """Every text of an answer but what is cited."""
    if isinstance(value, dict):
        return [text for name, part in value.items() for text in words(part, name)]
    if isinstance(value, list):
        return [text for part in value for text in words(part, key)]
    return [value] if isinstance(value, str) and key not in ("basis", "articles") else []


def test_an_english_answer_is_english() -> None:
    told = assess(every_rule(), translate=english)
    for claim in told["claims"]:
        claim.pop("articles")
    left = {text for text in words(told) if len(CHINESE.findall(text)) > len(text) / 3}
    assert left == set()


def test_what_is_cited_keeps_its_chinese_name_beside_the_english() -> None:
    claim = {"rule": "severance", "units": "4", "monthly_wage": "5000"}
    told = assess(claim, translate=english)["claims"][0]
    assert (
        told["working"][0]["basis"]
        == "劳动合同法 第四十七条第一款 (Labour Contract Law art. 47(1))"
    )
    assert told["articles"][0]["title"] == "劳动合同法 (Labour Contract Law)"
    assert told["articles"][0]["article"] == "第四十六条 (art. 46)"
    assert assess(claim)["claims"][0]["working"][0]["basis"] == "劳动合同法 第四十七条第一款"
    assert glossed("劳动合同") == "劳动合同"
