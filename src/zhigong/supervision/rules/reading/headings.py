"""Which sentences are headings, of what form and level, and whether text runs on behind them.

Forms in the order of GB/T 9704: 第X章, 第X节, 第X条, 一、 （一） 1. （1） ①. A heading without a
number is known by its style in the file, by standing bold, or by being a short line without an end
mark between longer ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhigong.supervision.rules.reading.document import Heading
from zhigong.supervision.rules.reading.labels import LEVELS, Label
from zhigong.supervision.rules.reading.layout import Layout
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern

UNNUMBERED = "unnumbered"
RUN_IN = "run_in"
APPENDIX = "appendix"
_LONGEST_TITLE = 75
_LONGEST_LINE = 45
_LONGEST_LIST_TITLE = 30


def headings_of(
    sentences: Sequence[Sentence], labels: dict[int, Label], layout: Layout
) -> dict[int, Heading]:
    """Headings by the index of their sentence; parts of the frame (title, date) are none."""
    found: dict[int, Heading] = {}
    numbered_levels = sorted({LEVELS[label.form] for label in labels.values()})
    level = 0
    for at in range(len(sentences)):
        if sentences[at].line.aside or at < layout.body or at in layout.parts:
            continue
        heading = _heading(sentences, labels, at, level, numbered_levels)
        if heading is not None:
            found[at] = heading
            if heading.form not in (UNNUMBERED, RUN_IN):
                level = heading.level
    return found


def _heading(
    sentences: Sequence[Sentence],
    labels: dict[int, Label],
    at: int,
    level: int,
    numbered_levels: list[int],
) -> Heading | None:
    sentence = sentences[at]
    label = labels.get(at)
    if label is not None:
        return _numbered(sentences, labels, at, label)
    if sentence.index > 1 or sentence.opens:
        return None
    if _alone(sentences, at) and pattern("heading.appendix").match(sentence.plain):
        return Heading(sentence.pos, 1, APPENDIX, 0, sentence.text, run_in=False)
    found = _unnumbered(sentences, at, level + 1 if numbered_levels and level else 1)
    if found is None and _bold_run_in(sentence):
        return Heading(sentence.pos, level + 1, RUN_IN, 0, _bold_text(sentence), run_in=True)
    return found


def _unnumbered(sentences: Sequence[Sentence], at: int, under: int) -> Heading | None:
    """A heading by the file's own style, or a short line that stands out from the text."""
    sentence = sentences[at]
    if not _alone(sentences, at):
        return None
    level = 0
    if sentence.line.depth:
        level = _declared_level(sentences, sentence.line.depth)
    elif _stands_out(sentences, at):
        level = under
    return (
        Heading(sentence.pos, level, UNNUMBERED, 0, sentence.text, run_in=False) if level else None
    )


def _declared_level(sentences: Sequence[Sentence], depth: int) -> int:
    """The level of a style: the file's highest heading below its title is level 1."""
    depths = [s.line.depth for s in sentences if s.line.depth]
    top = min(depths)
    others = [d for d in depths if d > top]
    base = min(others) if depths.count(top) == 1 and others else top
    return max(1, depth - base + 1)


def _alone(sentences: Sequence[Sentence], at: int) -> bool:
    line = sentences[at].line
    after = at + 1 < len(sentences) and sentences[at + 1].line is line
    return sentences[at].index == 1 and not after


def _numbered(
    sentences: Sequence[Sentence], labels: dict[int, Label], at: int, label: Label
) -> Heading | None:
    sentence = sentences[at]
    rest = sentence.plain[label.length :]
    title = sentence.text[label.length :].strip()
    alone = _alone(sentences, at)
    level = LEVELS[label.form]
    if term := _term(rest, alone=alone):
        return Heading(sentence.pos, level, label.form, label.number, term, run_in=True)
    if label.length + 1 < sentence.line.bold <= len(sentence.plain) and not alone:
        title = title[: sentence.line.bold].rstrip("。：；")
        return Heading(sentence.pos, level, label.form, label.number, title, run_in=True)
    if not _is_title(sentences, labels, at, rest, alone=alone):
        return None
    title = title.rstrip("。：；")
    return Heading(sentence.pos, level, label.form, label.number, title, run_in=not alone)


def _is_title(
    sentences: Sequence[Sentence], labels: dict[int, Label], at: int, rest: str, *, alone: bool
) -> bool:
    if not rest.strip() or len(rest) > _LONGEST_TITLE or "；" in rest or "。" in rest[:-1]:
        return False
    if pattern("clause.lead_label").search(rest):
        return False
    if not alone:
        stopped = sentences[at].plain.endswith(("。", "：", "！"))
        return stopped and _runs_on(sentences, at) and not _same_form(labels, at, at + 1)
    if not rest.endswith(("。", "！")):
        return True
    following = _same_form(labels, at, at + 1) and _alone(sentences, at + 1)
    item = following or _same_form(labels, at, at - 1)
    return not item and len(rest) <= _LONGEST_LIST_TITLE + 10 and at + 1 < len(sentences)


def _same_form(labels: dict[int, Label], at: int, other: int) -> bool:
    """Whether the sentence beside is numbered alike: then both are items of a list."""
    beside = labels.get(other)
    return beside is not None and beside.form == labels[at].form


def _runs_on(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether text follows in the line; a colon inside a bracket only cuts the sentence itself."""
    if at + 1 == len(sentences) or sentences[at + 1].line is not sentences[at].line:
        return False
    return not sentences[at + 1].bracketed


def _term(rest: str, *, alone: bool) -> str:
    """The term of a glossary entry (``六稳 指…``, ``“双减”:…``), empty where it is none."""
    if not alone:
        return ""
    match = pattern("heading.glossary").match(rest)
    return match.group(1).strip() if match else ""


def _bold_run_in(sentence: Sentence) -> bool:
    bold, text = sentence.line.bold, canonical(sentence.line.text)
    if not 2 <= bold <= _LONGEST_LINE or bold >= len(text):
        return False
    return text[bold - 1] in "。：！" or text[bold] in "。： "


def _bold_text(sentence: Sentence) -> str:
    return sentence.line.text[: sentence.line.bold].rstrip("。：，")


def _stands_out(sentences: Sequence[Sentence], at: int) -> bool:
    """A short line without an end mark, followed by running text: an unnumbered heading."""
    sentence = sentences[at]
    plain = sentence.plain.strip()
    if len(plain) > _LONGEST_LINE or pattern("heading.short_end").search(plain):
        return False
    if any(pattern(f"layout.{n}").match(plain) for n in ("date", "contact", "number", "byline")):
        return False
    if sentence.line.bold >= len(plain):
        return True
    following = next((s for s in sentences[at + 1 :] if s.plain), None)
    return (
        following is not None
        and len(following.line.text) > 2 * len(plain)
        and (following.line.text.rstrip()[-1:] in "。！：；")
    )
