"""Small numbers that stand on every page, asked together in one statement.

    count("unread", "SELECT count(*) FROM …", lambda actor: {"reader": actor.id} if … else None)

The statement is a scalar of fixed words (``statements``), its values named so that no two modules share a
name; ``None`` says that the number is nobody's business here, and it is 0 without being asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest

from zhigong.foundation.statements import row_of
from zhigong.kernel.actor import NOBODY, Actor

Given = Callable[[Actor], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Count:
    statement: str
    given: Given


COUNTS: dict[str, Count] = {}


def count(name: str, statement: str, given: Given) -> None:
    """Say how a number is found; each name once."""
    COUNTS[name] = Count(statement, given)


def counted(request: HttpRequest, name: str) -> int:
    """The number for the request's actor; the first that is asked for brings the others along."""
    found: dict[str, int] | None = getattr(request, "counted", None)
    if found is None:
        found = numbers_for(getattr(request, "actor", None) or NOBODY)
        request.counted = found  # type: ignore[attr-defined]  # what Django's request does not know
    return found.get(name, 0)


def numbers_for(actor: Actor) -> dict[str, int]:
    """Every number that concerns the actor."""
    asked = {name: given for name, one in COUNTS.items() if (given := one.given(actor)) is not None}
    if not asked:
        return {}
    row = row_of(_together(tuple(asked)), {k: v for one in asked.values() for k, v in one.items()})
    assert row is not None
    return dict(zip(asked, row, strict=True))


@cache
def _together(names: tuple[str, ...]) -> str:
    return "SELECT " + ", ".join(f"({COUNTS[name].statement})" for name in names)
