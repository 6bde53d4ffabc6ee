"""What identity tells the frame around every page."""

from __future__ import annotations

from django.http import HttpRequest

from zhigong.identity.queries import Known
from zhigong.identity.rules.kinds import AccountKind
from zhigong.identity.web.middleware import idle_limits


def idle_seconds(request: HttpRequest) -> int:
    """After how many seconds the session ends; 0 for workers, whose days need no warning."""
    known: Known | None = getattr(request, "known", None)
    if known is None or known.account_id is None or known.kind == AccountKind.WORKER:
        return 0
    return int(idle_limits().of(known.kind).total_seconds())
