"""Whether the record that an assignment comes from opens for somebody: the module that keeps it says."""

from __future__ import annotations

from collections.abc import Callable

from zhigong.kernel.actor import Actor
from zhigong.supervision.models import Assignment

Opens = Callable[[Actor, int], bool]
OPENS: dict[str, Opens] = {}


def opens_origin(kind: str, opens: Opens) -> None:
    """A module above says to whom its records of a kind open, by their key."""
    OPENS[kind] = opens


def origin_opens(actor: Actor, assignment: Assignment) -> bool:
    """Whether the page shows the way to the origin: nobody is led to what is not his."""
    kind, _, key = assignment.origin_subject.rpartition(":")
    return kind in OPENS and OPENS[kind](actor, int(key))
