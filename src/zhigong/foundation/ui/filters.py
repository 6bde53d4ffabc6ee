"""Filters that say money, dates and refusals as people read them, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template import Library
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext

from zhigong.foundation.ui.clock_face import days_left_words, headline_of
from zhigong.kernel.money import capitals, grouped
from zhigong.kernel.text import masked
from zhigong.kernel.verdict import Refusal, Verdict


def money(value: Decimal | int | str | None) -> str:
    """``37,200.00``; an unknown amount is a dash."""
    return "—" if value in (None, "") else grouped(Decimal(str(value)))


def in_capitals(value: Decimal | int | str | None) -> str:
    """大写金额; an unknown amount is a dash."""
    return "—" if value in (None, "") else capitals(Decimal(str(value)))


def day(value: date | datetime | None) -> str:
    """``2026年11月23日`` or ``23 Nov 2026``."""
    if value is None or value == "":
        return "—"
    return formats.date_format(local(value), "DATE_FORMAT")


def short_day(value: date | datetime | None) -> str:
    """``11月23日`` or ``23 Nov``: where the year is plain."""
    return (
        "—"
        if value is None or value == ""
        else formats.date_format(local(value), "MONTH_DAY_FORMAT")
    )


def moment(value: datetime | None) -> str:
    """``2026年11月23日 14:28`` or ``23 Nov 2026, 14:28``."""
    if value is None or value == "":
        return "—"
    return formats.date_format(local(value), "DATETIME_FORMAT")


def local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def days_left(due: date | None, today: date) -> str:
    """``还剩 2 天``, ``今天到期`` or ``晚了 3 天``."""
    return "—" if due is None else headline_of("running", (due - today).days, provisional=False)[2]


def mask(text: str, shape: str = "3,4") -> str:
    """``139****0617``: the first and last characters stay, as ``"head,tail"`` says."""
    head, _comma, tail = shape.partition(",")
    return masked(str(text), head=int(head), tail=int(tail or 0))


def words(message: object) -> str:
    """A message id of pure code (a state, a step, a reason) in the reader's language."""
    return gettext(str(message)) if message not in (None, "") else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal in the reader's language; ``code`` is for support, never for the public."""

    code: str
    reason: str
    remedy: str


def translate_refusal(refusal: Refusal) -> Said:
    """Reason and way out translated, their places filled with translated, formatted values."""
    params = {key: spoken(value) for key, value in refusal.params.items()}
    return Said(refusal.code, filled(refusal.reason, params), filled(refusal.remedy, params))


def filled(message: str, params: Mapping[str, str]) -> str:
    if not message:
        return ""
    text = gettext(message)
    return text % params if params else text


def spoken(value: object) -> str:
    """A parameter as people read it; text that is itself a message id is translated."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return money(value)
    return words(value) if isinstance(value, str) else str(value)


def reasons(verdict: Verdict) -> list[Said]:
    """Every refusal of a verdict in the reader's language."""
    return [translate_refusal(one) for one in verdict.refusals]


def initials(name: str) -> str:
    """What stands in an avatar: the last two characters of a Chinese name, else two capitals."""
    parts = str(name).split()
    if len(parts) > 1:
        return "".join(part[0] for part in parts[:2]).upper()
    return str(name)[-2:]


def in_english() -> bool:
    return str(get_language() or "").startswith("en")


def add_filters(register: Library) -> None:
    """``same_again``: the answer depends on the values and the language alone, so a compiled
    template may remember it."""
    filters: dict[str, Any] = {
        "money": money,
        "capitals": in_capitals,
        "day": day,
        "short_day": short_day,
        "moment": moment,
        "days_left": days_left,
        "masked": mask,
        "words": words,
        "reasons": reasons,
        "translate_refusal": translate_refusal,
        "initials": initials,
        "days_words": days_left_words,
    }
    for name, function in filters.items():
        register.filter(name, function)
    for name in ("day", "short_day", "moment", "days_left", "words"):
        filters[name].same_again = True
