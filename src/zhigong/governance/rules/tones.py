"""How states are drawn: reached, missed, ended without result; everything else runs."""

from __future__ import annotations

_REACHED = (
    "answered",
    "complete",
    "closed",
    "fed_back",
    "followed",
    "verified",
    "promoted",
    "kept",
)
_MISSED = ("short", "missed")
_ENDED = ("filed", "returned", "withdrawn", "declined", "cancelled", "struck", "retired", "dropped")
_BEFORE = ("planned", "asked", "drafted", "noted", "collecting", "registered", "submitted")
TONES: dict[str, str] = {
    **dict.fromkeys(_REACHED, "good"),
    **dict.fromkeys(_MISSED, "late"),
    **dict.fromkeys(_ENDED, "wait"),
    **dict.fromkeys(_BEFORE, "wait"),
}
