"""Rows that are nobody's: totals, notes below the table, the head again on a new page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhigong.law.workforce.columns import WHO, Layout, fact_of
from zhigong.law.workforce.vocabulary import words

SUM, NOTE, HEAD = "sum", "note", "head"


class Footing:
    """Tells the rows of one table that are no worker's."""

    def __init__(self, layout: Layout) -> None:
        self.head = [name for name in layout.names if name]
        self.who = [at for at, place in layout.places.items() if place.fact in WHO]
        self.facts = [at for at, place in layout.places.items() if place.fact not in WHO]

    def of(self, texts: Sequence[str]) -> str:
        """What a row that is no worker's is; empty for a worker's."""
        filled = [text for text in texts if text]
        if filled == self.head[: len(filled)] and (len(filled) > 1 or filled == self.head):
            return HEAD
        width = len(texts)
        who = [texts[at] for at in self.who if at < width and texts[at]]
        first = filled[0]
        if not who:
            return self._of_nobody(filled, first)
        if any(map(_is_sum, who)) or _squeezed(first) in words()["sums"]:
            return SUM
        if any(map(_is_note, who)):
            return NOTE
        if fact_of(who[0]) in WHO:
            return HEAD
        # A department may be called like a note (审核部); then the row tells of wages as others do.
        told = any(texts[at] for at in self.facts if at < width)
        return NOTE if _is_note(first) and (not told or first.endswith(("：", ":"))) else ""

    def _of_nobody(self, filled: list[str], first: str) -> str:
        if any(map(_is_sum, filled)):
            return SUM
        if _is_note(first):
            return NOTE
        return HEAD if all(map(fact_of, filled)) else ""


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return text.replace(" ", "").casefold()


@lru_cache(maxsize=4096)
def _is_sum(text: str) -> bool:
    """合计, 小 计, 一车间小计, 合计：12人."""
    squeezed = _squeezed(text)
    return squeezed.startswith(tuple(words()["sums"])) or squeezed.endswith(tuple(words()["sums"]))


@lru_cache(maxsize=4096)
def _is_note(text: str) -> bool:
    return _squeezed(text).startswith(tuple(words()["ends"]))
