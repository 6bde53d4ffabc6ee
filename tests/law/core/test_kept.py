"""What readers and messages keep: an empty field is not remembered, and what fills a message stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhigong.law.core.fields import remembered
from zhigong.law.core.result import filled


def test_an_empty_field_is_not_remembered() -> None:
    once: Any = remembered(lambda raw, name: f"{raw}!")

    assert [once(raw, "x") for raw in ("", "a", "a")] == ["!", "a!", "a!"]
    assert once.kept == {"a": "a!"}


def test_what_fills_a_message_stays_as_it_was() -> None:
    params = {"first": date(2024, 3, 1), "last": date(2024, 3, 31), "name": "工资"}
    before = dict(params)

    assert filled("%(name)s %(first)s — %(last)s", params) == "工资 2024-03-01 — 2024-03-31"
    assert params == before
