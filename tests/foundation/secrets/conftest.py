from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, tmp_path: Path) -> Path:
    """Every test has a key file of its own."""
    settings.KEYS = ""
    settings.KEYS_FILE = tmp_path / "keys.json"
    settings.SEAL_CIPHER = "sm4-gcm"
    return tmp_path / "keys.json"
