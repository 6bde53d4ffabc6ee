"""When schedules run, in the time of China (which has no summer time); cron counts in UTC. Pure."""

from __future__ import annotations

AHEAD_OF_UTC = 8


def daily(hour: int, minute: int = 0) -> str:
    """Every day at this time in China."""
    assert 0 <= hour < 24
    assert 0 <= minute < 60
    return f"{minute} {(hour - AHEAD_OF_UTC) % 24} * * *"


def every(minutes: int) -> str:
    """Every so many minutes; a divisor of the hour."""
    assert 60 % minutes == 0
    return f"*/{minutes} * * * *" if minutes < 60 else "0 * * * *"
