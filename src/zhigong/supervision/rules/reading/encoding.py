"""Bytes to characters: which of the encodings Chinese offices use is it?

A byte-order mark decides. Without one, strict UTF-8 does; else the candidate whose characters
look most like Chinese prose wins, and what it cannot decode is counted, never dropped silently.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from zhigong.supervision.rules.reading.vocabulary import words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 20_000
_LEAST_LIKENESS = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding found, whether it had a mark, and how many could not be read."""

    text: str
    encoding: str
    marked: bool
    unreadable: int
    likeness: float

    @property
    def is_text(self) -> bool:
        """Whether this is writing at all and not a file of another kind."""
        certain = self.marked or self.encoding == "utf-8"
        return self.likeness >= (0 if certain and not self.unreadable else _LEAST_LIKENESS)


def decode(content: bytes) -> Decoded:
    """The best reading of the bytes; judge ``is_text`` before using it."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, marked=True)
    if b"\0" not in content:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return Decoded(text, "utf-8", False, 0, _likeness(text))
    best = max(_CANDIDATES, key=lambda e: _likeness(_sample(content, e)))
    return _decoded(content, best, marked=False)


def _decoded(content: bytes, encoding: str, *, marked: bool) -> Decoded:
    text = content.decode(encoding, errors="replace")
    return Decoded(text, encoding, marked, text.count("\ufffd"), _likeness(text[:_SAMPLE]))


def _sample(content: bytes, encoding: str) -> str:
    return content[:_SAMPLE].decode(encoding, errors="replace")


def _likeness(text: str) -> float:
    """From -1 (binary) to 1: frequent characters count for it, impossible ones against."""
    if not text:
        return 0.0
    frequent = _frequent()
    score = 0.0
    for char in text:
        if char in frequent:
            score += 1
        elif "\u4e00" <= char <= "\u9fff" or " " <= char <= "~":
            score += 0.3
        elif not (char.isprintable() or char in "\r\n\t\f\v\u2028"):
            score -= 2
    return score / len(text)


def _frequent() -> frozenset[str]:
    return frozenset(words("text.frequent"))
