"""A rule described for people and programs: every field with its type, unit, choices, default and an example."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from zhigong.law.core.fields import Field

LIST_OF = "list of "
# What a field may hold, where no example of the rule shows it.
SAMPLES: dict[str, Any] = {
    "money": "6200.00",
    "number": "1",
    "whole": 1,
    "date": "2024-09-09",
    "date-last": "2024-09-09",
    "yes-no": True,
    "text": "A",
    "span": {"from": "2024-03-01", "to": "2024-03-31"},
}
Translate = Callable[[str], str]


@cache
def _words() -> dict[str, Any]:
    text = files("zhigong.law.core").joinpath("field_words.toml").read_text("utf8")
    return tomllib.loads(text)


def fields(
    rule: str,
    declared: tuple[Field, ...],
    examples: tuple[dict[str, Any], ...],
    translate: Translate,
) -> list[dict[str, Any]]:
    """The fields of a rule; ``default`` is what an absent one is taken for, left out where absence is absence."""
    defaults = _words()["defaults"].get(rule, {})
    found = []
    for field in declared:
        shown = _field(field, translate)
        if field.name in defaults:
            shown["default"] = defaults[field.name]
        given = [example[field.name] for example in examples if field.name in example]
        shown["example"] = given[0] if given else shown.get("default", sample(field))
        found.append(shown)
    return found


def _field(field: Field, translate: Translate) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "type": field.kind,
        "required": field.required,
        "meaning": translate(field.meaning),
    }
    unit = field.unit or (_words()["units"].get(field.name, "") if _is_number(field) else "")
    if unit:
        found["unit"] = unit
    if field.choices:
        found["choices"] = {key: translate(label) for key, label in field.choices.items()}
    if field.parts:
        found["fields"] = [
            {**_field(part, translate), "example": sample(part)} for part in field.parts
        ]
    return found


def _is_number(field: Field) -> bool:
    return field.kind.removeprefix(LIST_OF) in ("number", "whole")


def sample(field: Field) -> Any:
    """Something the field can hold."""
    if field.name in _words()["examples"] and not field.parts:
        return _words()["examples"][field.name]
    kind = field.kind.partition(" or ")[0]
    if kind.startswith(LIST_OF):
        return [_one(field, kind.removeprefix(LIST_OF))]
    return _one(field, kind)


def _one(field: Field, kind: str) -> Any:
    if kind == "choice":
        return next(iter(field.choices))
    if kind == "record":
        return {part.name: sample(part) for part in field.parts}
    return SAMPLES[kind]
