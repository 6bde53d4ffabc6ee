"""What hangs on a unit that is to be dissolved: each module above tells its own.

    # supervision/apps.py, in ready()
    hangs(Hang("supervision.assignments", rows=open_matters_of, line=…, reason=…, remedy=…, holds=True))

What holds must be settled first; the rest needs to know who takes it over. All of it is counted, as the
system: dissolving is the administrator's right, reading a unit's cases is not. Of the rows themselves a
page lists those that row security shows to its reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.verdict import Verdict, all_of, refuse
from zhigong.org.models import Unit
from zhigong.org.rules.changes import taken_over

FEW = 8


@dataclass(frozen=True, slots=True)
class Hang:
    """A kind of thing that hangs on units; ``reason`` (with ``%(count)s``) and ``remedy`` are message ids.

    ``line`` gives what a row is called and where it is opened; ``list_of`` the address of the whole list.
    """

    name: str
    rows: Callable[[Unit], QuerySet[Any]]
    line: Callable[[Any], tuple[str, str]]
    list_of: Callable[[Unit], str]
    reason: str
    remedy: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How many of a kind hang on a unit, and the few that are listed."""

    kind: Hang
    count: int
    lines: list[tuple[str, str]]
    list_url: str


KINDS: dict[str, Hang] = {}


def hangs(kind: Hang) -> None:
    """Tell of a kind; telling it again changes nothing."""
    KINDS[kind.name] = kind


def hanging_on(actor: Actor, unit: Unit) -> list[Found]:
    """What hangs on a unit, each kind with its number and the rows that the actor may see."""
    counts = _counted(actor, unit)
    return [
        Found(
            kind,
            counts[kind.name],
            [kind.line(row) for row in kind.rows(unit)[:FEW]],
            kind.list_of(unit),
        )
        for kind in KINDS.values()
        if counts[kind.name]
    ]


def may_go(actor: Actor, unit: Unit, *, successor: str) -> Verdict:
    """Whether nothing holds the unit, and somebody takes over the rest."""
    counts = _counted(actor, unit)
    return all_of(
        refuse(f"org.dissolve.{kind.name}", kind.reason, kind.remedy, count=counts[kind.name])
        if kind.holds
        else taken_over(kind.reason, counts[kind.name], successor)
        for kind in KINDS.values()
        if counts[kind.name]
    )


def _counted(actor: Actor, unit: Unit) -> dict[str, int]:
    announce_actor(SYSTEM)
    counts = {kind.name: kind.rows(unit).order_by().count() for kind in KINDS.values()}
    announce_actor(actor, action="org.unit.dissolve")
    return counts
