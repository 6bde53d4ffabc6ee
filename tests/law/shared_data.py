"""Examples and published cases that lie beside the repository; tests of them skip where they are absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "law"


def records(name: str) -> list[dict[str, Any]]:
    """The records of a ``.jsonl`` file, or one marked as skipped where the folder is absent."""
    path = FOLDER / name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip()]


def parameters(name: str) -> list[Any]:
    """pytest parameters of a file's records, named by their id."""
    found = [pytest.param(record, id=record["id"]) for record in records(name)]
    absent = pytest.mark.skip(reason=f"../shared/data/law/{name} is not beside this repository")
    return found or [pytest.param({}, id="absent", marks=absent)]
