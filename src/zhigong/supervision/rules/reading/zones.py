"""Where in the document a sentence stands: opening, what was, what is asked, close, annex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhigong.supervision.rules.reading.directives import Form, Whose, directive_of, enumerator_of
from zhigong.supervision.rules.reading.document import Heading
from zhigong.supervision.rules.reading.headings import APPENDIX, RUN_IN, UNNUMBERED
from zhigong.supervision.rules.reading.labels import FORMS
from zhigong.supervision.rules.reading.layout import Layout, Part
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern


class Zone(StrEnum):
    """The part of the document a section belongs to."""

    OPENING = "opening"
    PAST = "past"
    GROUND = "ground"
    DEMAND = "demand"
    SUPPORT = "support"
    NEW_BODY = "new_body"
    CLOSING = "closing"
    APPENDIX = "appendix"


@dataclass(slots=True)
class Section:
    """A heading and what stands directly under it; ``start`` to ``end`` are sentence indexes.

    ``end`` is exclusive and stops at the next heading of any kind; ``children`` are deeper ones.
    """

    heading: Heading | None
    zone: Zone
    start: int
    end: int = 0
    rank: int = 0
    children: list[Section] = field(default_factory=list)


_ENOUGH_POINTS = 2
_LONGEST_CLOSING_LINE = 260


def sections_of(
    sentences: Sequence[Sentence], headings: dict[int, Heading], layout: Layout
) -> list[Section]:
    """The tree of sections: an opening first, then those of the highest heading form."""
    opening = Section(None, Zone.OPENING, layout.body)
    tops: list[Section] = [opening]
    flat: list[Section] = [opening]
    stack: list[tuple[float, Section]] = []
    numbered = any(h.form in FORMS for h in headings.values())
    framed = any(h.form != RUN_IN for h in headings.values())
    for at, heading in sorted(headings.items()):
        if heading.form == RUN_IN and framed and not stack:
            section = Section(heading, Zone.OPENING, at)
            opening.children.append(section)
            flat.append(section)
            continue
        rank = _rank(heading, numbered=numbered, stack=stack)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        parent = stack[-1][1] if stack else None
        section = Section(heading, _zone(heading, parent), at)
        (parent.children if parent else tops).append(section)
        stack.append((rank, section))
        flat.append(section)
    closing = _closing_from(sentences, layout, flat[-1].start)
    for section, following in zip(flat, [*flat[1:], None], strict=True):
        section.end = following.start if following else closing
    if notes := next((t for t in tops if t.zone is Zone.APPENDIX), None):
        _close_before(sentences, layout, tops, flat[flat.index(notes) - 1])
    if loose := _loose_end(sentences, tops, flat[-1]):
        tops.append(loose)
    if closing < len(sentences):
        tops.append(Section(None, Zone.CLOSING, closing, len(sentences)))
    return tops


def _close_before(
    sentences: Sequence[Sentence], layout: Layout, tops: list[Section], last: Section
) -> None:
    """The close of a speech or report stands before the notes that are printed behind it."""
    end = last.end
    last.end = _closing_from(sentences[:end], layout, last.start)
    if last.end < end:
        tops.append(Section(None, Zone.CLOSING, last.end, end))


def _loose_end(sentences: Sequence[Sentence], tops: list[Section], last: Section) -> Section | None:
    """Paragraphs after the last of points that are as long as each other belong to none of them."""
    numbered = [t for t in tops if t.heading is not None]
    if len(numbered) < _ENOUGH_POINTS or last is not numbered[-1] or last.zone is not Zone.DEMAND:
        return None
    if any(section.children for section in numbered):
        return None
    run_in = all(section.heading and section.heading.run_in for section in numbered)
    spans = {_lines_of(sentences, section) for section in numbered[:-1]}
    size = spans.pop()
    begins = _line_starts(sentences, last)
    if spans or len(begins) <= size:
        return None
    start = begins[size]
    minuted = pattern("role.loose").match(sentences[start].plain) is not None
    if not minuted and (not run_in or (size > 1 and not _asks_anew(sentences[start]))):
        return None
    loose = Section(None, Zone.DEMAND, start, last.end)
    last.end = start
    return loose


def _line_starts(sentences: Sequence[Sentence], section: Section) -> list[int]:
    places = range(section.start, section.end)
    return [at for at in places if at == section.start or sentences[at].index == 1]


def _lines_of(sentences: Sequence[Sentence], section: Section) -> int:
    return len(_line_starts(sentences, section))


def _asks_anew(sentence: Sentence) -> bool:
    directive = directive_of(sentence.plain)
    return directive is not None and directive.form is Form.REQUEST


def _rank(heading: Heading, *, numbered: bool, stack: list[tuple[float, Section]]) -> float:
    if heading.form == APPENDIX:
        return -1
    if heading.form == RUN_IN:
        return len(FORMS) + 1
    if heading.form == UNNUMBERED:
        return len(FORMS) + heading.level / 10 if numbered and stack else heading.level - 10
    return FORMS.index(heading.form)


_TOP_ZONES = ((Zone.SUPPORT, "heading.support"), (Zone.NEW_BODY, "heading.new_body"))


def _zone(heading: Heading, parent: Section | None) -> Zone:
    if heading.form == APPENDIX:
        return Zone.APPENDIX
    if parent and parent.zone is not Zone.DEMAND:
        return parent.zone
    plain = canonical(heading.title).strip()
    asked = (
        parent is not None
        and parent.heading is not None
        and pattern("heading.to_report").search(parent.heading.title)
    )
    if asked:  # “报送内容”: a summary of the past year is what is to be handed in
        return Zone.DEMAND
    if pattern("heading.past").search(plain) and not pattern("heading.future").search(plain):
        return Zone.PAST
    if pattern("heading.ground").search(plain):
        return Zone.GROUND
    tops = () if parent else _TOP_ZONES
    return next((zone for zone, name in tops if pattern(name).search(plain)), Zone.DEMAND)


def _closing_from(sentences: Sequence[Sentence], layout: Layout, after: int) -> int:
    """The first sentence of the close: the last lines that only greet, call or sign."""
    closing = len(sentences)
    at = len(sentences)
    while at > after + 1:
        start = at - 1
        while start > after + 1 and sentences[start - 1].line is sentences[at - 1].line:
            start -= 1
        if not _closes(sentences[start:at], [layout.parts.get(i) for i in range(start, at)]):
            break
        closing = at = start
    return closing


def _only_marker(sentence: Sentence) -> bool:
    marked = sentence.marker and sentence.text == sentence.line.text
    return bool(marked or pattern("marker.line").match(sentence.plain))


def _closes(line: Sequence[Sentence], parts: list[Part | None]) -> bool:
    """Whether a line is of the close: signed, greeted, or a call after a salutation."""
    frame = {Part.CLOSE, Part.CONTACT, Part.DATE, Part.SIGNATURE, Part.SALUTATION}
    if line[0].line.aside or all(part in frame for part in parts):
        return True
    if all(_only_marker(s) for s in line):
        return True
    plain = "".join(s.plain for s in line)
    if any(pattern(f"role.{n}").search(plain) for n in ("new_body", "upward")):
        return False
    if len(plain) > _LONGEST_CLOSING_LINE or enumerator_of(line[0].plain):
        return False
    directives = [d for s in line if (d := directive_of(s.plain))]
    if any(d.whose is Whose.OTHERS for d in directives):
        return False
    saluted = pattern("layout.salutation_head").match(plain) is not None
    summed_up = pattern("role.summing_up").match(plain) is not None
    called = summed_up or any(pattern(f"role.{n}").search(plain) for n in ("call", "greeting"))
    demands = sum(d.opens for d in directives)
    return called and demands <= (1 if saluted or summed_up else 0)
