"""Whose words a sentence gives: the speaker's own, or another's that he tells."""

from __future__ import annotations

from zhigong.supervision.rules.reading.directives import outside_quotes
from zhigong.supervision.rules.reading.vocabulary import pattern


def attribution_in(plain: str) -> str:
    """The words that put a sentence into another's mouth, empty where the speaker speaks himself."""
    match = pattern("role.attribution").search(plain)
    if match is None or pattern("role.attribution_of").search(plain[: match.start()]):
        return ""
    if pattern("role.speaker_self").search(plain[: match.start()]):
        return ""
    return match.group()


def speaks_himself(body: str, words: str) -> bool:
    """Whether the speaker's own demand follows another's word: not where it is that word itself
    (“市总要求，各级工会要…”)."""
    after = body.find(words) + len(words)
    own = pattern("role.own_demand").search(outside_quotes(body), len(words))
    if own is None:
        return False
    at_once = body[after : own.start()] in ("", "，")
    return not at_once or pattern("role.we").match(own.group()) is not None
