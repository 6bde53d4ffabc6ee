"""Exact look-up of what is encrypted: the same number gives the same hash, and nothing else does."""

from __future__ import annotations

from zhigong.foundation.secrets.kinds import normalised
from zhigong.foundation.secrets.ring import ring


def look_up(kind: str, text: str) -> bytes | None:
    """The keyed hash under which a value is found; ``None`` where nothing was typed."""
    plain = normalised(kind, text)
    return ring().hashed(kind, plain) if plain else None
