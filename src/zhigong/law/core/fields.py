"""A field of a rule, and the refusal of a value that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from zhigong.kernel.verdict import Refusal, Refused

Facts = dict[str, Any]
Read = Callable[[Any, str], Any]


class Field:
    """One fact a rule takes: its name, kind, meaning, and the reader of its values."""

    __slots__ = ("choices", "kind", "meaning", "name", "parts", "read", "required", "unit")

    def __init__(
        self,
        name: str,
        kind: str,
        meaning: str,
        read: Read,
        *,
        required: bool = False,
        unit: str = "",
        choices: Mapping[str, str] | None = None,
        parts: tuple[Field, ...] = (),
    ) -> None:
        self.name, self.kind, self.meaning, self.read = name, kind, meaning, read
        self.required, self.unit = required, unit
        self.choices, self.parts = dict(choices or {}), parts


def refused(code: str, reason: str, remedy: str, **params: Any) -> Refused:
    """The exception a reader or a rule raises to refuse a claim: ``raise refused(…)``."""
    return Refused((Refusal(code, reason, remedy, params),))
