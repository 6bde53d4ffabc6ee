"""The only place that asks what time it is, so that tests and rehearsals can set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment, aware."""
    return _frozen.get() or datetime.now(UTC)  # noqa: TID251 (the one permitted caller)


def today() -> date:
    """The day it is in China, whatever the server's own zone."""
    return now().astimezone(LOCAL).date()


@contextmanager
def frozen(moment: datetime | date) -> Iterator[None]:
    """Within the block the time stands still at ``moment`` (a date: at noon in China)."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=LOCAL)
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
