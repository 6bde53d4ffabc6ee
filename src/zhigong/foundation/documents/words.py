"""The fixed words and fonts of documents, and text made safe for XML. Pure."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

# XML 1.0 knows no other control characters, no lone surrogates, and not these two.
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def clean(text: str) -> str:
    """The text without characters that XML cannot hold; line ends in one form."""
    return _BROKEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def dated(day: date) -> str:
    """成文日期: figures without leading zeros (7.3.5.5)."""
    return words()["official"]["date"].format(year=day.year, month=day.month, day=day.day)


def heading_level(line: str) -> int:
    """1 to 4 for a line that begins as a heading does, else 0."""
    for level, pattern in words()["headings"].items():
        if re.match(pattern, line):
            return int(level)
    return 0
