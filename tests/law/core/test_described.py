"""``law rules --json``: every field of every rule with what a program needs to fill it in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.mutation.noticing import checks
from tests.law.shared_english import english
from zhigong.law.core.fields import Field
from zhigong.law.core.registry import Rule
from zhigong.law.rulebook import RULES, assess

EVERY = [pytest.param(rule, id=name) for name, rule in sorted(RULES.items())]
NUMBERS = ("money", "number", "whole")


@pytest.mark.parametrize("rule", EVERY)
def test_every_field_is_described(rule: Rule) -> None:
    for shown, field in zip(rule.document()["fields"], rule.fields, strict=True):
        described(shown, field)
        field.read(shown["example"], field.name)
        if "default" in shown:
            assert not field.required
            field.read(shown["default"], field.name)


def described(shown: dict[str, Any], field: Field) -> None:
    assert shown["meaning"], field.name
    assert isinstance(shown["required"], bool)
    assert shown["type"] == field.kind
    if shown["type"].removeprefix("list of ") in NUMBERS:
        assert shown["unit"], f"{field.name} has no unit"
    if "choice" in shown["type"]:
        assert shown["choices"]
    for part, of in zip(shown.get("fields", ()), field.parts, strict=True):
        described(part, of)


@pytest.mark.parametrize("rule", EVERY)
def test_a_default_given_changes_no_answer(rule: Rule) -> None:
    defaults = {f["name"]: f["default"] for f in rule.document()["fields"] if "default" in f}
    asked = [{"place": "510100", **example} for example in rule.examples]
    asked += [
        {"place": case.get("place", ""), **case["facts"]}
        for name, case in checks()
        if name == rule.name
    ]
    for facts in asked[:12]:
        answer = assess({"rule": rule.name, **facts})
        for name, value in defaults.items():
            if name not in facts:
                assert assess({"rule": rule.name, **facts, name: value}) == answer, name


def test_in_english_every_word_of_a_description_is_english() -> None:
    for rule in RULES.values():
        told = rule.document(english)
        spoken = [told["title"], *told["formula"], *told["contested"]]
        spoken += [field["meaning"] for field in told["fields"]]
        spoken += [label for field in told["fields"] for label in field.get("choices", {}).values()]
        spoken += [parameter["title"] for parameter in told["parameters"]]
        assert [text for text in spoken if sum(not c.isascii() for c in text) > len(text) / 3] == []
