"""A field of a rule, and the refusal of a value that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused

Facts = dict[str, Any]
Read = Callable[[Any, str], Any]
MOST_KEPT = 8192  # of what a reader has read
PLAIN = (str, int)  # exactly: True is no 1, and 1.0 is none


def remembered(read: Read) -> Read:
    """A reader that reads a text or a whole number once: wages and days come again and again in a batch.

    Only for readers whose facts nobody can change. What is refused is read anew, for it is told by its field.
    """
    kept: dict[str | int, Any] = {}

    def once(raw: Any, name: str) -> Any:
        if type(raw) not in PLAIN:
            return read(raw, name)
        found = kept.get(raw)
        if found is None:
            found = read(raw, name)
            if len(kept) >= MOST_KEPT:
                kept.clear()
            if raw != "":  # an empty field says nothing, whatever a reader makes of it
                kept[raw] = found
        return found

    once.kept = kept  # type: ignore[attr-defined]  # kept on the function itself
    return once


class Field:
    """One fact a rule takes: its name, kind, meaning, and the reader of its values.

    ``kept`` is what the reader remembers; empty for one that does not.
    """

    __slots__ = ("choices", "kept", "kind", "meaning", "name", "parts", "read", "required", "unit")

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
        self.kept: dict[str | int, Any] = getattr(read, "kept", {})
        self.required, self.unit = required, unit
        self.choices, self.parts = dict(choices or {}), parts


def refused(code: str, reason: str, remedy: str, **params: Any) -> Refused:
    """The exception a reader or a rule raises to refuse a claim: ``raise refused(…)``.

    ``name`` of a field is told as ``%(field)s``: its meaning beside it, once somebody knows it (``meant_by``).
    """
    if "name" in params:
        params = {"field": params["name"], **params}
    return Refused((Refusal(code, reason, remedy, params),))


_NAMING = ("field", "fields", "start_name", "end_name")  # places of a message that name fields


def meant_by(refusal: Refusal, known: Mapping[str, Field]) -> Refusal:
    """The refusal with what each field means beside its name: ``离职日期（end）``, not ``end``."""
    told = {key: refusal.params[key] for key in _NAMING if key in refusal.params}
    if not told:
        return refusal
    return replace(
        refusal, params={**refusal.params, **{k: _meant(v, known) for k, v in told.items()}}
    )


def _meant(name: Any, known: Mapping[str, Field]) -> Any:
    if isinstance(name, list):
        return [_meant(one, known) for one in name]
    field = known.get(name.partition("[")[0]) if isinstance(name, str) else None
    return name if field is None or not field.meaning else {"meaning": field.meaning, "code": name}


MOST_QUOTED = 40  # characters


def quoted(raw: Any) -> str:
    """What somebody wrote, as he wrote it; long ones cut, what is no single value told in words (message ids)."""
    if raw is None:
        return gettext_noop("（空的）")
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, list | tuple):
        return gettext_noop("（写在方括号里的几个值）")
    if isinstance(raw, dict):
        return gettext_noop("（写在花括号里的几项）")
    if not isinstance(raw, str | int | float | Decimal | date):
        return gettext_noop("（不是文字也不是数字）")
    text = str(raw)
    return text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED] + "…"
