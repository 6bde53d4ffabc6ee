"""The key ring of this installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from zhigong.foundation.secrets.keyring import (
    KeyRing,
    WrongKeys,
    ring_from_text,
    ring_in,
    write_ring,
)
from zhigong.kernel.text import gettext_noop


def ring() -> KeyRing:
    """The ring from ``ZHIGONG_KEYS``, else from ``keys.json`` in the data folder."""
    if settings.KEYS:
        return _given(settings.KEYS, settings.SEAL_CIPHER)
    return ring_in(Path(settings.KEYS_FILE), settings.SEAL_CIPHER)


def has_keys() -> bool:
    """Whether there are keys already; asking for the ring would make some."""
    return bool(settings.KEYS) or Path(settings.KEYS_FILE).exists()


@lru_cache(maxsize=2)
def _given(text: str, cipher: str) -> KeyRing:
    return ring_from_text(text, cipher)


def add_key() -> KeyRing:
    """Put a new key in use. Keys given by the environment are whoever set them's to change."""
    if settings.KEYS:
        raise WrongKeys(gettext_noop("密钥由环境变量 ZHIGONG_KEYS 给出，请在那里加入新密钥"))
    extended = ring().with_new_key()
    write_ring(Path(settings.KEYS_FILE), extended)
    return ring()
