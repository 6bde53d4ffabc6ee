"""When a session has idled too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhigong.identity.rules.kinds import AccountKind

TOUCH = timedelta(seconds=60)
"""How stale ``last_seen`` may become before it is written again: one write a minute, not one a page."""

HALF_DONE = timedelta(minutes=10)
"""How long a sign-in may wait for its second factor."""


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """After how long without a page a session ends; a visitor without account as a worker."""

    officer: timedelta = timedelta(minutes=30)
    worker: timedelta = timedelta(days=30)
    visitor: timedelta = timedelta(days=30)

    def of(self, kind: str | None) -> timedelta:
        if kind is None:
            return self.visitor
        return self.worker if kind == AccountKind.WORKER else self.officer


def has_idled(last_seen: datetime, now: datetime, limit: timedelta) -> bool:
    """Whether the session ended by itself; a clock set back ends nothing."""
    return now - last_seen >= limit


def needs_touch(last_seen: datetime, now: datetime) -> bool:
    return now - last_seen >= TOUCH
