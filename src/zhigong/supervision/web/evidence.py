"""Live figures that prove a report: as they were then, and as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from zhigong.foundation.figures.figure import Figure
from zhigong.foundation.figures.reading import figure_of, may_know, take, url_of
from zhigong.foundation.figures.words import measured, period_in_words
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Refused
from zhigong.supervision.models import ProgressReport, ReportedFigure

MOST_COUNTED = 12  # each is a statement; the page of an assignment counts the newest few
NEWEST = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """A quoted figure as a page shows it; ``now`` is empty where it was not counted again."""

    title: str
    value: str
    unit: str
    period: str
    taken_at: datetime
    reported_on: date
    now: str
    changed: bool
    url: str
    why_not: str


def proofs_of(
    actor: Actor, reports: Iterable[ProgressReport], *, most: int = MOST_COUNTED
) -> list[Proof]:
    """The figures of reports, the newest report first; the first ``most`` are counted anew."""
    rows = [(report, row) for report in reports for row in report.figures.all()]
    return [
        proof(actor, report, row, count=place < most) for place, (report, row) in enumerate(rows)
    ]


def proof(actor: Actor, report: ProgressReport, row: ReportedFigure, *, count: bool) -> Proof:
    figure, asked = figure_of(row.code), row.asked
    may = figure is not None and bool(may_know(actor, figure, asked.path))
    value = measured(row.value, row.counted)
    now, withheld = "", ""
    if count and may:
        try:
            now = measured(take(actor, row.code, asked).value, row.counted)
        except Refused as refused:
            first = refused.refusals[0]
            withheld = _(first.reason) % first.params
    return Proof(
        title=_(row.title),
        value=value,
        unit=row.unit.name,
        period=period_in_words(asked, at_moment=row.at_moment),
        taken_at=row.taken_at,
        reported_on=report.reported_on,
        now=now,
        changed=bool(now) and now != value,
        url=url_of(figure, asked) if figure and may else "",
        why_not=withheld or _why_not(figure, may=may),
    )


def _why_not(figure: Figure | None, *, may: bool) -> str:
    if figure is None:
        return _("平台不再提供这个数字")
    return "" if may else _("现在的数字不在您的权限内")
