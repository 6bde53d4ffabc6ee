"""Who may read and change units."""

from __future__ import annotations

from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.verdict import ALLOWED, Verdict

READ = "org.read"
MANAGE = "org.manage"


def may_manage(actor: Actor, path: str) -> Verdict:
    """Whether the actor may change the unit at this path, or make units below it."""
    return ALLOWED if actor is SYSTEM else actor.must_hold(MANAGE, at=path)
