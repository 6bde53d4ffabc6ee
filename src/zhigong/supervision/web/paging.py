"""Pages by key: newest first, or by name, with the keys of the neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

PAGE = 25
Row = TypeVar("Row", bound=Model)


def page_of(
    found: QuerySet[Row], asked: Any, size: int = PAGE
) -> tuple[list[Row], int | None, int | None]:
    """One page of a list ordered by ``-id``, and the keys of its neighbours (older, newer)."""
    before, after = key(asked.get("before")), key(asked.get("after"))
    if after is not None:
        rows = list(found.filter(pk__gt=after).order_by("id")[: size + 1])
        more_newer, rows = len(rows) > size, rows[:size][::-1]
        return rows, rows[-1].pk if rows else None, rows[0].pk if more_newer else None
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return rows, rows[-1].pk if more else None, rows[0].pk if before and rows else None


Group = TypeVar("Group", bound=Mapping[str, Any])


def page_by_name(found: Sequence[Group], asked: Any, size: int) -> tuple[Sequence[Group], str, str]:
    """One page of groups in the order of their names, and the marks of its neighbours (before it,
    after it). Two of one name are told apart by their key; a mark nobody made leads to the start.
    """
    marks = [f"{one['name']}~{one.get('lead_id', '')}" for one in found]
    start = 0
    if (after := asked.get("after", "")) in marks:
        start = marks.index(after) + 1
    elif (before := asked.get("before", "")) in marks:
        start = max(0, marks.index(before) - size)
    start = start if start < len(found) else 0
    end = start + size
    return (
        found[start:end],
        marks[start] if start else "",
        marks[end - 1] if end < len(found) else "",
    )


def key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None
