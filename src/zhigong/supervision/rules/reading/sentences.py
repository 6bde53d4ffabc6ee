"""Sentences with positions: split after each 。！ and full-width ：, within a line.

The splitter is the one by which positions of the commissioning speech are given; it must never
change, since tasks point to positions. A closing quotation mark or bracket stays with the
sentence it closes. A time of day written with a full-width colon (17：00) is one thing: its sentence
is put together again and keeps its first number, so that those behind it keep theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhigong.supervision.rules.reading.document import Line
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern, words

_QUOTATION_LINES = 6


@dataclass(slots=True)
class Sentence:
    """A sentence on its way to a passage.

    ``plain`` is the canonical form for matching; ``opens`` and ``ends`` are the depths of
    quotation before and after it, ``bracketed`` whether it begins inside an open bracket.
    """

    line: Line
    index: int
    text: str
    plain: str
    opens: int = 0
    ends: int = 0
    bracketed: bool = False
    marker: str = ""

    @property
    def pos(self) -> str:
        return f"P{self.line.number}.S{self.index}"


def sentences_of(lines: tuple[Line, ...]) -> list[Sentence]:
    """All sentences in order; blank lines have none, asides are one sentence whole."""
    found: list[Sentence] = []
    depth = 0
    written = [line for line in lines if line.text.strip()]
    for at, line in enumerate(written):
        made = _sentences_of_line(line, depth)
        found += made
        goes_on = made[-1].ends and _closes_soon(written[at + 1 : at + 1 + _QUOTATION_LINES])
        depth = made[-1].ends if goes_on else 0
    return found


def _closes_soon(lines: list[Line]) -> bool:
    """Whether an open quotation goes on: a following line closes it before one opens another.

    A mark that was forgotten must not swallow the rest of the document: a numbered heading ends it.
    """
    for line in lines:
        plain = canonical(line.text)
        if any(pattern(f"heading.{form}").match(plain) for form in ("han", "han_bracket")):
            return False
        first = min((at for mark in "“”" if (at := plain.find(mark)) >= 0), default=-1)
        if first >= 0:
            return plain[first] == "”"
    return False


def _sentences_of_line(line: Line, depth: int) -> list[Sentence]:
    text, marker = _without_markers(line.text)
    if line.aside or not text.strip():
        return [Sentence(line, 1, line.text.strip(), canonical(line.text.strip()), marker=marker)]
    found = []
    brackets = 0
    plain = canonical(text)
    for index, start, end in _numbered(text, plain):
        sentence = Sentence(line, index, text[start:end], plain[start:end], depth)
        sentence.marker = marker
        sentence.bracketed = brackets > 0
        depth, brackets = _depths(sentence.plain, depth, brackets)
        sentence.ends = depth
        marker = ""
        found.append(sentence)
    return found


def _without_markers(text: str) -> tuple[str, str]:
    marks = pattern("marker.inline").findall(text)
    if not marks:
        return text, ""
    return pattern("marker.inline").sub("", text), " ".join(marks)


def split(text: str) -> list[str]:
    """The sentences of one line, white space around them taken off."""
    return [text[start:end] for _, start, end in _numbered(text, canonical(text))]


def _numbered(text: str, plain: str) -> list[tuple[int, int, int]]:
    """Each sentence with its number; the number of a piece that belongs to a time is left out."""
    times = {match.start("colon") for match in pattern("text.time_of_day").finditer(plain)}
    found: list[tuple[int, int, int]] = []
    for number, (start, end) in enumerate(_spans(text, plain), start=1):
        if found and found[-1][2] - 1 in times:
            first, begun, _ = found.pop()
            found.append((first, begun, end))
        else:
            found.append((number, start, end))
    return found


def _spans(text: str, plain: str) -> list[tuple[int, int]]:
    stops, closers = words("text.stops"), words("text.closers")
    ends, at = [], 0
    while at < len(text):
        if text[at] in stops:
            while at + 1 < len(text) and (text[at + 1] in stops or plain[at + 1] in closers):
                at += 1
            ends.append(at + 1)
        at += 1
    starts = [0, *ends]
    ends.append(len(text))
    return [span for s, e in zip(starts, ends, strict=True) if (span := _trimmed(text, s, e))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    size = len(piece.strip())
    return (start + lead, start + lead + size) if size else None


def _depths(plain: str, quotes: int, brackets: int) -> tuple[int, int]:
    for char in plain:
        if char == "“":
            quotes += 1
        elif char == "”":
            quotes = max(0, quotes - 1)
        elif char == "（":
            brackets += 1
        elif char == "）":
            brackets = max(0, brackets - 1)
    return quotes, brackets
