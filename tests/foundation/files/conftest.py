from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> Path:
    """Every test has keys and a store of its own."""
    settings.KEYS = ""
    settings.KEYS_FILE = tmp_path / "keys.json"
    settings.SEAL_CIPHER = "sm4-gcm"
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"
