"""Run-in titles of plain text: a short first sentence, then the paragraph it names.

In print they are bold; in a text file only their shape is left, so they are believed where at least
two neighbouring paragraphs have it.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhigong.supervision.rules.reading.directives import directive_of
from zhigong.supervision.rules.reading.document import Heading
from zhigong.supervision.rules.reading.headings import RUN_IN
from zhigong.supervision.rules.reading.layout import Genre, Layout
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import pattern

_LONGEST = 42
_SHORTEST = 4
_BODY_FACTOR = 1.5
_NEAR = 3
_NO_TITLE = ("greeting", "claim", "statement", "attribution", "present")


def run_ins_of(
    sentences: Sequence[Sentence], headings: dict[int, Heading], layout: Layout
) -> dict[int, Heading]:
    """Run-in titles by index, where neighbouring paragraphs bear each other out."""
    if layout.genre is Genre.SPEECH and not headings and _has_demands(sentences):
        return {}
    shaped: list[int] = []
    for at, sentence in enumerate(sentences):
        if at < layout.body or at in headings or at in layout.parts:
            continue
        if sentence.index == 1 and not sentence.line.aside and _shaped(sentences, at):
            shaped.append(at)
    lines = [sentences[at].line.number for at in shaped]
    found: dict[int, Heading] = {}
    for place, at in enumerate(shaped):
        near = [n for n in lines[max(0, place - 1) : place + 2] if n != lines[place]]
        dashed = pattern("role.dash").match(sentences[at].plain) is not None
        if dashed or any(_neighbours(sentences, lines[place], n, headings) for n in near):
            found[at] = _heading(sentences[at], headings, at)
    return found


def _has_demands(sentences: Sequence[Sentence]) -> bool:
    """Whether sentences themselves begin points, so that no titles are needed to find them."""
    return any(d is not None and d.opens for d in (directive_of(s.plain) for s in sentences))


def _shaped(sentences: Sequence[Sentence], at: int) -> bool:
    sentence = sentences[at]
    plain = sentence.plain
    if not (_SHORTEST < len(plain) <= _LONGEST and plain.endswith("。")):
        return False
    if sentence.opens or sentence.ends or plain.count("，") > 2:
        return False
    directive = directive_of(plain)
    if directive is not None:
        return False
    if any(pattern(f"role.{n}").search(plain) for n in _NO_TITLE):
        return False
    body = len(sentence.line.text) - len(sentence.text)
    return body > _BODY_FACTOR * len(plain)


def _neighbours(
    sentences: Sequence[Sentence], one: int, other: int, headings: dict[int, Heading]
) -> bool:
    """Whether two shaped lines stand near each other with no heading between."""
    low, high = sorted((one, other))
    if high - low > _NEAR:
        return False
    between = (sentences[at].line.number for at in headings)
    return not any(low < number <= high for number in between)


def _heading(sentence: Sentence, headings: dict[int, Heading], at: int) -> Heading:
    above = [h.level for i, h in headings.items() if i < at and h.form != RUN_IN]
    level = above[-1] + 1 if above else 1
    title = pattern("role.dash").sub("", sentence.text).rstrip("。")
    return Heading(sentence.pos, level, RUN_IN, 0, title, run_in=True)
