"""The names of the icons, read from the sprite itself, and the icon of each tone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"
NAMES = frozenset(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text("utf-8")))

TONES = {
    "wait": "wait",
    "run": "run",
    "good": "check",
    "warn": "warn",
    "late": "late",
    "gold": "star",
}
"""A tone never speaks by colour alone: each has its own shape."""


class UnknownIcon(ValueError):
    """An icon or tone that was never drawn: the author's mistake, shown while he works."""


def checked_icon(name: str) -> str:
    if name and name not in NAMES:
        raise UnknownIcon(f"no icon {name!r}; drawn are {', '.join(sorted(NAMES))}")
    return name


def checked_tone(tone: str) -> str:
    if tone and tone not in TONES:
        raise UnknownIcon(f"no tone {tone!r}; there are {', '.join(TONES)}")
    return tone


def draw(values: dict[str, Any]) -> dict[str, Any]:
    """For ``icon``: the name must be one of the sprite."""
    checked_icon(values["name"])
    return values


def toned(values: dict[str, Any]) -> dict[str, Any]:
    """For components with ``tone`` and ``icon``: the icon follows the tone unless given."""
    tone = checked_tone(str(values.get("tone", "")))
    values["icon"] = checked_icon(values.get("icon") or TONES.get(tone, ""))
    return values
