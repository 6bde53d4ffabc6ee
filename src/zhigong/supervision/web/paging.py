"""Pages by key: newest first, with the keys of the neighbours."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

PAGE = 25
Row = TypeVar("Row", bound=Model)


def page_of(found: QuerySet[Row], asked: Any) -> tuple[list[Row], int | None, int | None]:
    """One page of a list ordered by ``-id``, and the keys of its neighbours (older, newer)."""
    before, after = key(asked.get("before")), key(asked.get("after"))
    if after is not None:
        rows = list(found.filter(pk__gt=after).order_by("id")[: PAGE + 1])
        more_newer, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return rows, rows[-1].pk if rows else None, rows[0].pk if more_newer else None
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return rows, rows[-1].pk if more else None, rows[0].pk if before and rows else None


def key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None
