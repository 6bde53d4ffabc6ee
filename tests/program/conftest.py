"""A folder that the database's account can reach, and programs run as people run them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """As root the server runs as another account, which cannot enter pytest's own folders."""
    with tempfile.TemporaryDirectory(prefix="zg-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def program(open_folder: Path) -> Program:
    """Run a command of the program and return how it ended."""

    def run(*arguments: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        plain = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ZHIGONG_", "DATABASE_", "PYTEST", "COV_", "LC_", "LANG"))
        }
        return subprocess.run(
            [sys.executable, "-m", "zhigong.program", *arguments],
            env=plain | {"PYTHONPATH": "src", "ZHIGONG_DATA": str(open_folder)} | settings,
            cwd=ROOT,
            input=said,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
