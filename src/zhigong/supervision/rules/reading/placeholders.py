"""Blanks of a template text, each with its type: the same token can stand for two values.

``第X次代表大会`` is this congress where it opens today, and the one before where the sentence looks
back (“…第X次代表大会以来”).
"""

from __future__ import annotations

from zhigong.supervision.rules.reading.document import Placeholder
from zhigong.supervision.rules.reading.vocabulary import names, pattern

_HELPERS = frozenset({"previous_congress", "current_congress"})
_SETTINGS = {
    "congress_name": "site.party_congress_name",
    "place": "site.district_name",
    "place_name": "site.place_name",
    "organisation": "site.union_name",
    "ordinal": "congress.ordinal",
    "previous_ordinal": "congress.previous.ordinal",
    "count": "register",
    "percent": "indicator",
    "official": "role",
    "date": "calendar",
    "document_number": "register.document_number",
    "blank": "",
    "unknown": "",
}


def placeholders_in(plain: str) -> tuple[Placeholder, ...]:
    """The blanks of a canonical sentence in order, the most telling type first, none twice."""
    if not pattern("text.blanks").search(plain):
        return ()
    taken: list[tuple[int, int]] = []
    found: list[Placeholder] = []
    for name in names("placeholder"):
        if name in _HELPERS:
            continue
        for match in pattern(f"placeholder.{name}").finditer(plain):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            kind = _ordinal(plain, end) if name == "ordinal" else name
            found.append(Placeholder(match.group(), kind, _SETTINGS[kind], start))
    return tuple(sorted(found, key=lambda p: p.start))


def _ordinal(plain: str, end: int) -> str:
    """Whether 第X次 is this congress or the one before."""
    if pattern("placeholder.previous_congress").match(plain[end:]):
        return "previous_ordinal"
    return "ordinal"
