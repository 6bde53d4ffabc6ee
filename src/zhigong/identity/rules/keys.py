"""Keys of sessions: drawn at random, kept only as a hash."""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_key() -> str:
    """256 random bits: no need for a slow hash, nobody can guess through it."""
    return secrets.token_urlsafe(32)


def hashed_key(key: str) -> str:
    return sha256(key.encode()).hexdigest()
