"""Run-in titles of plain text: a short first sentence, then the paragraph it names.

In print they are bold; in a text file only their shape is left, so they are believed where at least
two neighbouring paragraphs have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zhigong.supervision.rules.reading.directives import Form, directive_of, outside_quotes
from zhigong.supervision.rules.reading.document import Heading
from zhigong.supervision.rules.reading.headings import APPENDIX, RUN_IN
from zhigong.supervision.rules.reading.layout import Genre, Layout
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import pattern, words

_LONGEST = 42
_SHORTEST = 4
_BODY_FACTOR = 1.5
_NEAR = 3
_LONGEST_LIST = 30
_BEGUN = 2
_LONGEST_TERM, _FEWEST_NOTES, _NEARLY_ALL = 36, 3, 0.8
_SAME, _IN_A_ROW, _LONGEST_ALIKE = 5, 3, 80
_NO_TITLE = ("greeting", "claim", "statement", "attribution", "present", "year_was")


def run_ins_of(
    sentences: Sequence[Sentence], headings: dict[int, Heading], layout: Layout
) -> dict[int, Heading]:
    """Run-in titles by index, where neighbouring paragraphs bear each other out."""
    found = _notes(sentences, headings)
    demanding = layout.genre is Genre.SPEECH and not headings and _has_demands(sentences)
    open_lines = [
        at
        for at, s in enumerate(sentences)
        if at >= layout.body and at not in headings and at not in layout.parts and at not in found
        and s.index == 1 and not s.line.aside
    ]  # fmt: skip
    report = layout.genre is Genre.REPORT
    alike = _alike(sentences, open_lines) if report else set[int]()
    shaped = [at for at in open_lines if at in alike or _shaped(sentences, at, report=report)]
    if demanding:
        shaped = _over_demands(sentences, shaped)
    lines = [sentences[at].line.number for at in shaped]
    for place, at in enumerate(shaped):
        near = [n for n in lines[max(0, place - 1) : place + 2] if n != lines[place]]
        dashed = pattern("role.dash").match(sentences[at].plain) is not None
        if dashed or any(_neighbours(sentences, lines[place], n, headings) for n in near):
            found[at] = _heading(sentences[at], headings, at)
    return found


def _notes(sentences: Sequence[Sentence], headings: dict[int, Heading]) -> dict[int, Heading]:
    """The terms that notes explain (“大禹奖：中国水利工程优质奖…”), behind a report under “注释”.

    Notes answer numbers in the text, which are often lost in copying; each is a title as a numbered
    one is. A list of terms (名词解释) answers nothing: its entries stay what they are, sentences.
    """
    found: dict[int, Heading] = {}
    starts = [*sorted(headings), len(sentences)]
    for start, end in pairwise(starts):
        heading = headings[start]
        if heading.form != APPENDIX or not pattern("heading.notes").match(heading.title.strip()):
            continue
        lines = [at for at in range(start + 1, end) if sentences[at].index == 1]
        terms = [at for at in lines if _term(sentences, at)]
        if len(terms) >= max(_FEWEST_NOTES, _NEARLY_ALL * len(lines)):
            found |= {at: _heading(sentences[at], headings, at) for at in terms}
    return found


def _term(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a line begins with a short term and a colon, its explanation behind it."""
    sentence = sentences[at]
    explained = at + 1 < len(sentences) and sentences[at + 1].line is sentence.line
    return explained and sentence.plain.endswith("：") and len(sentence.plain) <= _LONGEST_TERM


def _over_demands(sentences: Sequence[Sentence], shaped: Sequence[int]) -> list[int]:
    """Of a speech whose sentences demand by themselves: titles that begin alike (“聚焦…”) and stand
    over demands of their own paragraph."""
    over = [
        at
        for at in shaped
        if at + 1 < len(sentences)
        and sentences[at + 1].line is sentences[at].line
        and (found := directive_of(sentences[at + 1].plain)) is not None
        and found.opens
    ]
    begun = [sentences[at].plain[:_BEGUN] for at in over]
    return [at for at, start in zip(over, begun, strict=True) if begun.count(start) > 1]


def _alike(sentences: Sequence[Sentence], open_lines: Sequence[int]) -> set[int]:
    """Paragraphs in a row that begin alike (“这一年，我们…”), each with a first sentence that says
    what the rest tells: in a report they are titles though they are long."""
    found: set[int] = set()
    run: list[int] = []
    for at in [*open_lines, -1]:
        fits = at >= 0 and _may_be_long(sentences[at])
        same = fits and run and sentences[at].plain[:_SAME] == sentences[run[-1]].plain[:_SAME]
        near = same and sentences[at].line.number - sentences[run[-1]].line.number <= _NEAR
        if not near:
            found |= set(run) if len(run) >= _IN_A_ROW else set()
            run = []
        run += [at] if fits else []
    return found


def _may_be_long(sentence: Sentence) -> bool:
    plain = sentence.plain
    whole = _SHORTEST < len(plain) <= _LONGEST_ALIKE and plain.endswith("。")
    return whole and not sentence.opens and _body(sentence) > len(plain)


def _body(sentence: Sentence) -> int:
    """How many characters of the paragraph follow its first sentence."""
    return len(sentence.line.text) - len(sentence.text)


def _has_demands(sentences: Sequence[Sentence]) -> bool:
    """Whether sentences themselves begin points, so that no titles are needed to find them."""
    return any(d is not None and d.opens for d in (directive_of(s.plain) for s in sentences))


def _shaped(sentences: Sequence[Sentence], at: int, *, report: bool) -> bool:
    sentence = sentences[at]
    plain = sentence.plain
    if not (_SHORTEST < len(plain) <= _LONGEST and plain.endswith("。")):
        return False
    if sentence.opens or sentence.ends or plain.count("，") > 2:
        return False
    if _lists(plain):
        return False
    directive = directive_of(plain)
    if directive is not None and not (report and directive.form is Form.ENUMERATED):
        return False
    told = plain[len(directive.words) :] if directive else plain
    if _greets(plain) or any(pattern(f"role.{n}").search(told) for n in _NO_TITLE):
        return False
    dashed = pattern("role.dash").match(plain) is not None
    return _body(sentence) > (0 if dashed else _BODY_FACTOR * len(plain))


def _lists(plain: str) -> bool:
    """Whether a long sentence lists several objects: it tells what to do and names no paragraph."""
    return len(plain) > _LONGEST_LIST and outside_quotes(plain).count("、") > 1


def _greets(plain: str) -> bool:
    """Whether a line turns to the audience: “各位代表、同志们，征程万里…”."""
    match = pattern("layout.salutation_head").match(plain)
    return match is not None and match.group()[-1] in words("text.turns")


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
    title = pattern("role.dash").sub("", sentence.text).rstrip("。：").strip()
    return Heading(sentence.pos, level, RUN_IN, 0, title, run_in=True)
