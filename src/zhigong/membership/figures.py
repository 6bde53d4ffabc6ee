"""What the registry counts for others: members on a day, and who joined in a period."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from zhigong.foundation.figures.counting import number_of
from zhigong.foundation.figures.figure import Asked, Counted, Figure, Line, register
from zhigong.kernel.text import gettext_noop
from zhigong.membership.models import Membership
from zhigong.membership.rules.capabilities import READ, STATISTICS
from zhigong.membership.rules.workflow import NUMBERED
from zhigong.org.queries import within

Rows = QuerySet[Membership]


def members(asked: Asked) -> Rows:
    """Memberships that ran at the end of the day; a transferred one runs in its successor."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=asked.until)
    return _admitted(asked).filter(still, joined_on__lte=asked.until)


def joined(asked: Asked) -> Rows:
    """Who became a member in the period; a transfer is no joining."""
    return _admitted(asked).filter(
        joined_on__range=(asked.since, asked.until), follows__isnull=True
    )


def _admitted(asked: Asked) -> Rows:
    return Membership.objects.filter(
        within(asked.path, "unit_path"), state__in=NUMBERED
    ).select_related("person", "unit")


def of_new_form(rows: Callable[[Asked], Rows]) -> Callable[[Asked], Rows]:
    return lambda asked: rows(asked).filter(person__kind="new_form")


def line(row: Membership) -> Line:
    return Line(row.person.name, row.get_absolute_url(), row.unit.name, row.joined_on)


def figure(
    name: str, title: str, rows: Callable[[Asked], Rows], *, at_moment: bool = False
) -> Figure:
    def people(asked: Asked) -> Any:
        return number_of(rows(asked))

    return Figure(
        f"membership.{name}", title, Counted.PEOPLE, (STATISTICS,), (READ,), people, rows, line,
        at_moment,
    )  # fmt: skip


FIGURES = (
    figure("members", gettext_noop("会员人数"), members, at_moment=True),
    figure("joined", gettext_noop("新入会人数"), joined),
    figure("members_new_form", gettext_noop("新就业形态会员人数"), of_new_form(members),
           at_moment=True),
    figure("joined_new_form", gettext_noop("新就业形态新入会人数"), of_new_form(joined)),
)  # fmt: skip


def offer_figures() -> None:
    for one in FIGURES:
        register(one)
