"""Documents to read: the invented ones beside this file, and those beside the repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zhigong.supervision.rules.reading import Reading, read_file

HERE = Path(__file__).with_name("documents")
SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"


def shared(name: str) -> Path:
    """A file beside the repository; skips the test, saying so, where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not beside this repository")
    return path


def reading_of(path: Path) -> Reading:
    return read_file(path.read_bytes(), path.name)


@dataclass
class Gold:
    """What a person would make of a document."""

    claimed: int | None = None
    dated: str | None = None
    warnings: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    tasks: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)


def gold_of(path: Path) -> Gold:
    gold = Gold()
    for row in path.with_name(path.name + ".gold").read_text("utf8").splitlines():
        key, _, rest = row.partition(" ")
        if key == "claimed":
            gold.claimed = None if rest == "None" else int(rest)
        elif key == "dated":
            gold.dated = None if rest == "None" else rest
        elif key == "warnings":
            gold.warnings = rest.split()
        elif key == "role":
            role, *positions = rest.split()
            gold.roles |= dict.fromkeys(positions, role)
        elif key == "task":
            head, _, positions = rest.partition(" | ")
            task_id, _, title = head.partition(" ")
            gold.tasks.append((task_id, title, tuple(positions.split())))
    return gold


INVENTED = sorted(p for p in HERE.iterdir() if p.suffix != ".gold")
