"""The words of sheets that are data: endings of tables, yes and no, patterns of months."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A table of this folder."""
    text = files("zhigong.law.workforce").joinpath(f"{name}.toml").read_text("utf8")
    return tomllib.loads(text)


def words() -> dict[str, Any]:
    """The words of sheets."""
    return table("words")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``words.toml``."""
    return re.compile(words()["patterns"][name])
