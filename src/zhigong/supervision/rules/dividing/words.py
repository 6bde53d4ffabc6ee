"""The words of dividing, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def words() -> dict[str, str]:
    """The table as it stands."""
    with Path(__file__).with_name("words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def spoken(name: str) -> re.Pattern[str]:
    """The compiled pattern of a name."""
    return re.compile(words()[name])


@cache
def adverbs() -> tuple[str, ...]:
    """Words before a verb that only colour it, longest first."""
    return tuple(sorted(words()["adverbs"].split(), key=len, reverse=True))


@cache
def verbs() -> tuple[str, ...]:
    """Verbs of official language, longest first."""
    return tuple(sorted(words()["verbs"].split(), key=len, reverse=True))
