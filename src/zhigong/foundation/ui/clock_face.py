"""How a deadline is shown: words for the days left, a tick for each day, the arithmetic inside."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 3
"""Days from which a running clock warns."""

MOST_TICKS = 60
PITCH = 20  # one day in the drawing, 17 wide and 3 apart

STATES = ("running", "paused", "met", "missed", "dropped")


def face(values: dict[str, Any]) -> dict[str, Any]:
    """For ``clock``: tone, headline and ticks from the state and the days left."""
    state, left = values["state"], int(values["days_left"])
    if state not in STATES:
        raise ValueError(f"no clock state {state!r}; there are {', '.join(STATES)}")
    tone, icon, headline = headline_of(state, left, provisional=bool(values["provisional"]))
    values.update(clock_tone=tone, icon=icon, headline=headline, late=left < 0)
    values["ticks"] = ticks(values["days_total"], left) if state == "running" else []
    values["ticks_width"] = len(values["ticks"]) * PITCH - 3
    if values["ticks"]:
        values["gone"] = values["days_total"] - left
    return values


def headline_of(state: str, left: int, *, provisional: bool) -> tuple[str, str, str]:
    """Tone, icon and words."""
    if state == "paused":
        return "wait", "wait", _("已中止计算")
    if state == "met":
        return "good", "check", _("按时办结")
    if state == "dropped":
        return "wait", "wait", _("不再计算")
    if state == "missed" or left < 0:
        days = abs(left)
        return (
            "late",
            "late",
            ngettext("晚了 %(days)s 天", "晚了 %(days)s 天", days) % {"days": days},
        )
    words = _("今天到期") if left == 0 else days_left_words(left)
    if provisional:
        words = _("%(words)s（暂定）") % {"words": words}
    return ("warn" if left <= SOON else "run"), "clock", words


def days_left_words(left: int) -> str:
    return ngettext("还剩 %(days)s 天", "还剩 %(days)s 天", left) % {"days": left}


def ticks(total: int | None, left: int) -> list[tuple[int, str]]:
    """(x, gone|today|left) for each day of a short period."""
    if not total or total > MOST_TICKS or not 0 <= left <= total:
        return []
    today = total - left
    kinds = ("gone", "today", "left")
    return [
        ((day - 1) * PITCH, kinds[1 + (day > today) - (day < today)]) for day in range(1, total + 1)
    ]
