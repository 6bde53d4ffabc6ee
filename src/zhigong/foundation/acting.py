"""Tell the database who acts. Every transaction that touches cases or persons begins here.

Triggers record it and row security decides by it: a query that forgot its filter still sees only
what the actor may see, and outside ``acting`` it sees nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.db import connection, transaction

from zhigong.foundation.statements import row_of
from zhigong.kernel.actor import SYSTEM, Actor

# Modules whose tables stand under row security. ``zhigong.over_<module>`` holds the paths where the
# actor was granted ``<module>.read``, ``zhigong.follow_<module>`` those of ``<module>.follow``.
GUARDED = ("identity", "org", "membership", "mediation", "supervision", "governance")
EVERYTHING = ","  # two empty prefixes: every path starts with them


@contextmanager
def acting(actor: Actor, *, action: str = "") -> Iterator[None]:
    """One transaction in which ``actor`` acts; the name of the action is for the trail."""
    with transaction.atomic():
        announce_actor(actor, action=action)
        yield


def announce_actor(actor: Actor, *, action: str = "") -> None:
    """Set the actor for the rest of the current transaction."""
    assert connection.in_atomic_block, "the actor is told to a transaction"
    row_of(ANNOUNCED, [action, *_told(actor, actor is SYSTEM)])


NAMES = (
    "action", "actor", "label", "own", "held",
    *(f"over_{module}" for module in GUARDED), *(f"follow_{module}" for module in GUARDED),
)  # fmt: skip
ANNOUNCED = "SELECT " + ", ".join(f"set_config('zhigong.{name}', %s, true)" for name in NAMES)


@lru_cache(maxsize=1024)
def _told(actor: Actor, is_system: bool) -> tuple[bytes, ...]:
    """All of ``NAMES`` but the action, as written to the server: the same for an actor as long as he is
    granted the same.

    The system is one object; whoever is only called like it is another actor, remembered apart.
    """
    return tuple(one.encode() for one in (_of_system(actor) if is_system else _of_actor(actor)))


def _of_system(actor: Actor) -> tuple[str, ...]:
    return ("", actor.label, "", *[EVERYTHING] * (1 + 2 * len(GUARDED)))


def _of_actor(actor: Actor) -> tuple[str, ...]:
    return (
        "" if actor.id is None else str(actor.id),
        actor.label,
        ",".join(actor.own),
        _held(actor),
        *(_paths(actor, f"{module}.read") for module in GUARDED),
        *(_paths(actor, f"{module}.follow") for module in GUARDED),
    )


@contextmanager
def reaching(actor: Actor, module: str, path: str) -> Iterator[None]:
    """Within: row security shows a module's rows at and below ``path`` as well, to be counted.

    Who acts stays the same. For numbers without names only; no row that is read within may be shown.
    """
    own = EVERYTHING if actor is SYSTEM else _paths(actor, f"{module}.read")
    _set_reach(module, f"{own},{path}" if own else path)
    try:
        yield
    finally:
        _set_reach(module, own)


def _set_reach(module: str, paths: str) -> None:
    assert module in GUARDED, module
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"zhigong.over_{module}", paths])


def _held(actor: Actor) -> str:
    """Every grant as ``capability:path``, for rows that name what they wait for."""
    return ",".join(f"{g.capability}:{g.unit_path}" for g in actor.grants)


def _paths(actor: Actor, capability: str) -> str:
    return ",".join(actor.paths(capability))
