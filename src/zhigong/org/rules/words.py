"""The words by which a unit is found: pairs of characters, single ones, and pinyin initials."""

from __future__ import annotations

import re
from itertools import pairwise

from zhigong.kernel.text import squeeze

_BREAKS = re.compile(r"[^\w]+")


def tokens_of(name: str, short_name: str, code: str) -> list[str]:
    """What is kept with a unit. Sorted, each once."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (its dictionary is loaded when it is needed, not at every start)

    found: set[str] = set()
    for text in (name, short_name):
        for word in _words(text):
            found |= set(word) | {a + b for a, b in pairwise(word)}
            initials = "".join(lazy_pinyin(word, style=Style.FIRST_LETTER)).lower()
            for length in (2, 3):
                found |= {f"@{initials[n : n + length]}" for n in range(len(initials) - 1)}
    return sorted(found | {f"#{code.lower()}"})


def tokens_asked(text: str) -> list[str]:
    """What all must be among a unit's tokens for it to fit what was typed."""
    asked: set[str] = set()
    for word in _words(text):
        asked |= {a + b for a, b in pairwise(word)} or {word}
    return sorted(asked)


def initials_asked(text: str) -> list[str]:
    """The same for letters that may be initials: ``jkq`` finds 经开区."""
    letters = "".join(_words(text))
    if len(letters) < 2 or not (letters.isascii() and letters.isalpha()):
        return []
    return sorted({f"@{letters[n : n + 3]}" for n in range(max(1, len(letters) - 2))})


def _words(text: str) -> list[str]:
    return [word for word in _BREAKS.split(squeeze(text).lower()) if word]
