"""What a manifest must look like, part by part. A right seal says that a file is whole, not that it is ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Check = Callable[[Any], bool]


def misshapen(manifest: dict[str, Any]) -> str:
    """The first part that is not as this program writes it; empty where all are."""
    return next((part for part, fits in PARTS.items() if not fits(manifest.get(part))), "")


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _each(fits: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _named(fits: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(map(fits, value.values()))


def _or_absent(fits: Check) -> Check:
    return lambda value: value is None or fits(value)


def _node(value: Any) -> bool:
    """A migration: its module and its name."""
    return _texts(value) and len(value) == 2


def _entry(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    member = value.get("member")
    if not isinstance(member, dict) or set(member) != {"name", "size", "digest"}:
        return False
    return _text(member["name"]) and _number(member["size"]) and _text(member["digest"])


def _rows(value: Any) -> bool:
    return _entry(value) and _text(value.get("table")) and _texts(value.get("columns"))


PARTS: dict[str, Check] = {
    "made": _text,
    "migrations": _each(_node),
    "sequences": _named(_or_absent(_number)),
    "rows": _each(_rows),
    "files": _each(_entry),
    "keys": _or_absent(_each(_entry)),
    "key_marks": _or_absent(_named(_text)),
}
