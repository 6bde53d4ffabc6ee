"""Choices as people say them: a choice's label, or so much of it that only one can be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from zhigong.kernel.text import halfwidth
from zhigong.law.core.numerals import WORDS

NOT: str = WORDS["not"]
_BETWEEN = str.maketrans("", "", WORDS["between_words"])
SHORTEST = 2  # one character alone says too little
FILLING: list[str] = WORDS["filling"]  # what stands around the word that matters
LONGEST_PHRASE = 40
# A word stands for a label of at most so many times its length: 平台 alone is not 依托平台自主经营.
START, INSIDE = 4, 3
APART = "|"  # where a word was taken out of a phrase
NEAR = 0.7


def meant(said: str, choices: Mapping[str, str]) -> str | None:
    """The one choice whose label is said, begins so, contains it or begins it; ``None`` where two could be meant."""
    word = _bare(said)
    if len(word) < SHORTEST or word.isascii():
        return None
    labels = {key: _bare(label) for key, label in choices.items()}
    for fits in (str.__eq__, _starts, _says, _begins_with):
        found = [key for key, label in labels.items() if fits(label, word)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def implied(said: str, spellings: Mapping[str, str]) -> str | None:
    """The one choice whose spellings make up a phrase, filling words aside: ``公司提前解散``.

    ``None`` where anything else is said, a denial among it, or where two choices are.
    """
    rest, found = _bare(said), set[str]()
    if rest.isascii() or len(rest) > LONGEST_PHRASE:
        return None
    for spelling in sorted(spellings, key=len, reverse=True):
        bare = _bare(spelling)
        if len(bare) >= SHORTEST and not bare.isascii() and bare in rest:
            found.add(spellings[spelling])
            rest = rest.replace(bare, APART)
    for word in FILLING:
        rest = rest.replace(word, APART)
    return found.pop() if len(found) == 1 and not rest.strip(APART) else None


def likely(said: object, choices: Mapping[str, str]) -> list[str]:
    """The choices whose label says a word, or a word whose label it says: what a refusal names first."""
    word = _bare(str(said)[:60])
    if len(word) < SHORTEST or word.isascii():
        return []
    labels = {key: _bare(label) for key, label in choices.items()}
    return [key for key, label in labels.items() if word in label or label in word]


def nearest(said: object, known: Iterable[str]) -> str:
    """The spelling nearest to a misspelt one; empty where none is near."""
    near = difflib.get_close_matches(str(said)[:60], known, 1, NEAR)
    return near[0] if near else ""


def _bare(text: str) -> str:
    return halfwidth(text).casefold().translate(_BETWEEN)


def _begins_with(label: str, word: str) -> bool:
    """Whether a word is a label and a little more: ``标准工时制``."""
    return len(label) >= SHORTEST and word.startswith(label)


def _starts(label: str, word: str) -> bool:
    return label.startswith(word) and len(label) <= START * len(word)


def _says(label: str, word: str) -> bool:
    """Whether a label contains a word that it does not deny: ``不能胜任`` does not say ``能胜任``."""
    at = label.find(word)
    return at > 0 and len(label) <= INSIDE * len(word) and label[at - 1] not in NOT
