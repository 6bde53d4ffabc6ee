"""The store of this installation."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from zhigong.foundation.files.blobs import Store
from zhigong.foundation.secrets.ring import ring


def store() -> Store:
    return Store(Path(settings.FILES_ROOT), ring)
