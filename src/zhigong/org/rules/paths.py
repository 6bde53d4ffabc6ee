"""Paths of units: the ids from the top down to the unit itself, ``1/7/42/``.

Whatever lies in a unit begins with its path. Compared as bytes (collation C), a subtree is the range
from the path up to the path followed by ``~``.
"""

from __future__ import annotations

import re

WELL_FORMED = re.compile(r"(?:[1-9][0-9]*/)+")
DEEPEST = 12


def is_path(text: str) -> bool:
    return WELL_FORMED.fullmatch(text) is not None


def path_of(parent: str, unit_id: int) -> str:
    """The path of a unit under a parent's path (``""`` for a top)."""
    return f"{parent}{unit_id}/"


def depth_of(path: str) -> int:
    """0 for a top."""
    return path.count("/") - 1


def parent_of(path: str) -> str:
    """The path above; ``""`` for a top."""
    return path[: path.rstrip("/").rfind("/") + 1]


def id_of(path: str) -> int:
    """The id of the unit whose path this is."""
    return int(path.rstrip("/").rsplit("/", 1)[-1])


def ancestors(path: str) -> tuple[str, ...]:
    """The paths above and the path itself, from the top: ``1/``, ``1/7/``, ``1/7/42/``."""
    parts = path.split("/")[:-1]
    return tuple("/".join(parts[: n + 1]) + "/" for n in range(len(parts)))


def lies_within(path: str, above: str) -> bool:
    """Whether the unit is ``above`` or lies below it."""
    return path.startswith(above)


def bounds(path: str) -> tuple[str, str]:
    """The range of a subtree: from the first, up to but without the second."""
    return path, path + "~"


def moved(path: str, *, old: str, new: str) -> str:
    """Where a path is after the unit at ``old`` moved to ``new``."""
    assert path.startswith(old), f"{path} is not within {old}"
    return new + path[len(old) :]
