"""How figures and their periods are said."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zhigong.foundation.figures.figure import COUNTED, Asked, Counted
from zhigong.kernel.money import grouped

WHOLE = {Counted.PEOPLE, Counted.CASES, Counted.ITEMS, Counted.TIMES, Counted.UNIONS}


def plain(value: Decimal | None, counted: str) -> str:
    """The number alone: whole where things are counted, two places of money, one of a rate."""
    if value is None:
        return "—"
    if counted in WHOLE:
        return f"{value:.0f}"
    return grouped(value) if counted == Counted.YUAN else f"{value:.1f}"


def measured(value: Decimal | None, counted: str) -> str:
    """The number with what it counts."""
    if value is None:
        return "—"
    return _("%(number)s %(counted)s") % {
        "number": plain(value, counted), "counted": _(COUNTED[counted]),
    }  # fmt: skip


def period_in_words(asked: Asked, *, at_moment: bool) -> str:
    """“截至…” for a stock, “…至…” for what happened."""
    since, until = (date_format(day, "SHORT_DATE_FORMAT") for day in (asked.since, asked.until))
    if at_moment:
        return _("截至 %(until)s") % {"until": until}
    return _("%(since)s 至 %(until)s") % {"since": since, "until": until}
