"""The frame of a document: title, date line, speaker, number, addressees, greeting words, close.

Everything here is found by place and form; what the sentences mean is left to the roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhigong.supervision.rules.reading.labels import label_of
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import canonical, number_of, pattern, words


class Part(StrEnum):
    """A part of the frame."""

    TITLE = "title"
    LETTERHEAD = "letterhead"
    NUMBER = "number"
    DATELINE = "dateline"
    BYLINE = "byline"
    SALUTATION = "salutation"
    ADDRESSEE = "addressee"
    CLOSE = "close"
    CONTACT = "contact"
    DATE = "date"
    SIGNATURE = "signature"


class Genre(StrEnum):
    """What kind of document: it decides who its “you” is."""

    SPEECH = "speech"
    REPORT = "report"
    NOTICE = "notice"


@dataclass(slots=True)
class Layout:
    """Parts of the frame by the index of their sentence, and what they say of the whole."""

    parts: dict[int, Part] = field(default_factory=dict)
    title: str = ""
    body: int = 0
    genre: Genre = Genre.SPEECH
    dated: date | None = None
    planned: int | None = None  # the year a plan is for, by its title
    reported: str = ""  # the short name of the notice that a news report tells of
    instruction: bool = False  # “某领导批示：…” and nothing else: the word passed on is the demand
    minutes: bool = False  # what “the meeting” demands is then the document's own demand


_HEAD_LINES = 12
_FIRST = 3
_TAIL_LINES = 14
_LONGEST_HEAD_LINE = 60
_LONGEST_SIGNATURE = 32
_LONGEST_ANNEX = 44
_SHORTEST_TITLE = 8
_ONE_LINE_PARTS = (
    (Part.NUMBER, "layout.number"),
    (Part.LETTERHEAD, "layout.letterhead"),
    (Part.DATE, "layout.date"),
    (Part.DATELINE, "layout.dateline"),
    (Part.BYLINE, "layout.byline"),
)


def layout_of(sentences: Sequence[Sentence]) -> Layout:
    """The frame of the whole document."""
    layout = Layout()
    _read_head(sentences, layout)
    _read_everywhere(sentences, layout)
    _read_tail(sentences, layout)
    _read_reported(sentences, layout)
    layout.genre = _genre(layout, sentences)
    layout.instruction = _only_passes_on(sentences, layout)
    layout.minutes = pattern("layout.minutes").search(layout.title) is not None
    layout.dated = _dated(sentences, layout)
    if year := pattern("layout.planned").search(layout.title):
        layout.planned = int(year.group(1))
    return layout


def _read_head(sentences: Sequence[Sentence], layout: Layout) -> None:
    titles: list[int] = []
    counted = 0
    for at, sentence in enumerate(sentences):
        if sentence.line.aside or (sentence.marker and not sentence.text):
            continue
        counted += 1
        part = _head_part(sentences, at)
        if part is Part.TITLE and titles and sentence.line.depth:
            part = None
        if part is None or counted > _HEAD_LINES:
            layout.body = at
            break
        layout.parts[at] = part
        if part is Part.TITLE:
            titles.append(at)
        layout.body = at + 1
        if part in (Part.SALUTATION, Part.ADDRESSEE):
            break
    _settle_title(sentences, layout, titles)


def _head_part(sentences: Sequence[Sentence], at: int) -> Part | None:
    """What a line of the head is; ``None`` where the body begins."""
    sentence = sentences[at]
    plain = sentence.plain.strip()
    if pattern("layout.number_signed").match(canonical(sentence.line.text)):
        return Part.NUMBER
    if _salutes(plain):
        return Part.SALUTATION
    if at == 0 and _title_before_salutation(sentence):
        return Part.TITLE
    alone = sentence.index == 1 and (
        at + 1 == len(sentences) or sentences[at + 1].line is not sentence.line
    )
    if not alone or (len(plain) > _LONGEST_HEAD_LINE and not plain.endswith("：")):
        return None
    return _head_line_part(plain, first=at == 0, last=at + 1 == len(sentences))


def _head_line_part(plain: str, *, first: bool, last: bool) -> Part | None:
    for part, name in _ONE_LINE_PARTS:
        if pattern(name).match(plain):
            return part
    if not first and pattern("layout.addressee").match(plain):
        return Part.ADDRESSEE
    if label_of(plain) is not None or plain.endswith(("。", "；", "，", "：", "！")):
        return None
    return None if last else Part.TITLE


def _salutes(plain: str) -> bool:
    """Whether a sentence only greets; what is long is none, however it begins."""
    if len(plain) > _LONGEST_HEAD_LINE:
        return False
    return any(pattern(f"layout.{name}").match(plain) for name in ("salutation", "hello"))


def _read_reported(sentences: Sequence[Sentence], layout: Layout) -> None:
    """“印发了《…的通知》（以下简称《通知》）”: the document is known by a report of it."""
    for sentence in sentences:
        match = pattern("layout.reports").search(sentence.plain)
        if match and not sentence.line.aside:
            layout.reported = match.group("short")
            layout.title = layout.title or match.group("name")
            return


def _only_passes_on(sentences: Sequence[Sentence], layout: Layout) -> bool:
    """Whether the whole document is one leader's instruction, told with who gave it."""
    told = [s for at, s in enumerate(sentences) if at not in layout.parts and s.plain]
    if len(told) < _FIRST - 1 or not pattern("layout.instruction").search(told[0].plain):
        return False
    return told[0].line is told[-1].line or len({s.line.number for s in told}) < _FIRST


def _title_before_salutation(sentence: Sentence) -> str:
    """The title where it shares a line with the salutation, as in a text of one line."""
    title, _, rest = sentence.text.rpartition(" ")
    if title and _salutes(canonical(rest)):
        return title.strip()
    return ""


def _settle_title(sentences: Sequence[Sentence], layout: Layout, titles: list[int]) -> None:
    """The title is the run of title lines that names the document; other lines are letterhead."""
    named = [at for at in titles if pattern("layout.title").search(sentences[at].plain)]
    if named:
        last = named[0]
        first = last
        while first - 1 in titles and not pattern("layout.title").search(
            sentences[first - 1].plain
        ):
            first -= 1
        run = range(first, last + 1)
    else:
        run = range(titles[0], titles[0] + 1) if titles else range(0)
    layout.title = "".join(
        _title_before_salutation(sentences[at]) or sentences[at].text for at in run
    )
    for at in titles:
        if at not in run:
            before = bool(run) and at < run[0]
            layout.parts[at] = Part.LETTERHEAD if before else Part.BYLINE
    declared = _front_matter_title(sentences)
    if declared and (not layout.title or layout.title not in declared):
        layout.title = declared


def _front_matter_title(sentences: Sequence[Sentence]) -> str:
    for sentence in sentences[:20]:
        key, _, value = sentence.line.text.partition(":")
        if sentence.line.aside == "front-matter" and key.strip() == "title":
            return value.strip().strip("'\"")
    return ""


def _read_everywhere(sentences: Sequence[Sentence], layout: Layout) -> None:
    for at, sentence in enumerate(sentences):
        if at in layout.parts or sentence.line.aside:
            continue
        plain = sentence.plain.strip()
        if _salutes(plain):
            layout.parts[at] = Part.SALUTATION
        elif sentence.index == 1 and pattern("layout.date").match(plain):
            layout.parts[at] = Part.DATE
            _sign(sentences, layout, at - 1)
        elif pattern("layout.signed_date").match(plain) and at + 1 == len(sentences):
            layout.parts[at] = Part.DATE
        elif len(plain) > _SHORTEST_TITLE and plain in canonical(layout.title):
            if not _signs(sentences, at):
                layout.parts[at] = Part.TITLE
        elif pattern("layout.notice_end").match(plain):
            layout.parts[at] = Part.CLOSE
        elif pattern("layout.contact_start").match(plain):
            line = sentence.line
            same = (n for n in range(at, len(sentences)) if sentences[n].line is line)
            layout.parts |= dict.fromkeys(same, Part.CONTACT)


def _signs(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether the next line is the day: an office that stands in the title signs at the end."""
    following = sentences[at + 1].plain.strip() if at + 1 < len(sentences) else ""
    if sentences[at].line.depth:
        return False
    return pattern("layout.date").match(following) is not None


def _sign(sentences: Sequence[Sentence], layout: Layout, at: int) -> None:
    """The short line before a date is the signature."""
    if at >= layout.body and _tail_part(sentences[at]) is Part.SIGNATURE:
        layout.parts.setdefault(at, Part.SIGNATURE)


def _read_tail(sentences: Sequence[Sentence], layout: Layout) -> None:
    """Signature, date, annexes and contact at the end, from the last line upwards."""
    _read_annex_list(sentences, layout)
    at = len(sentences) - 1
    steps = 0
    while at > layout.body and steps < _TAIL_LINES:
        sentence = sentences[at]
        part = _tail_part(sentence)
        if part is None and not sentence.line.aside and at not in layout.parts:
            break
        if part is not None:
            layout.parts.setdefault(at, part)
        at -= 1
        steps += 1


def _read_annex_list(sentences: Sequence[Sentence], layout: Layout) -> None:
    """“附件：1.…” and the short numbered lines under it are a list of annexes, no tasks."""
    last = max(len(sentences) - _TAIL_LINES, layout.body)
    for at in range(last, len(sentences)):
        if not pattern("layout.annexes").match(sentences[at].plain) or sentences[at].index > 1:
            continue
        rest = sentences[at:]
        if all(len(s.line.text) <= _LONGEST_ANNEX for s in rest):
            for place in range(at, len(sentences)):
                layout.parts.setdefault(place, _annex_part(sentences[place]))
        return


def _annex_part(sentence: Sentence) -> Part:
    """A numbered line is an annex (“2.2027年…统计表”), however like a signature it looks."""
    part = _tail_part(sentence)
    numbered = part is Part.SIGNATURE and sentence.plain[:1].isdecimal()
    return Part.CONTACT if numbered or part is None else part


def _tail_part(sentence: Sentence) -> Part | None:
    plain = sentence.plain.strip()
    if not plain or sentence.line.aside:
        return None
    if pattern("layout.date").match(plain):
        return Part.DATE
    if pattern("layout.contact").match(canonical(sentence.line.text)):
        return Part.CONTACT
    signed = len(plain) <= _LONGEST_SIGNATURE and plain[-1] not in "。；：！？，”"
    if signed and label_of(plain) is None and sentence.index == 1 and not sentence.line.depth:
        return Part.SIGNATURE
    return None


def _genre(layout: Layout, sentences: Sequence[Sentence]) -> Genre:
    title = layout.title
    if pattern("layout.report").search(title) or (not title and _reports(sentences, layout)):
        return Genre.REPORT
    parts = set(layout.parts.values())
    if pattern("layout.spoken").search(title):
        return Genre.SPEECH
    if Part.SALUTATION in parts and pattern("layout.speech_issued").search(title):
        return Genre.SPEECH
    if pattern("layout.notice").search(title) or Part.ADDRESSEE in parts:
        return Genre.NOTICE
    if Part.SALUTATION in parts:
        return Genre.SPEECH
    body = [s for s in sentences[layout.body :] if not s.line.aside]
    spoken = any(pattern("role.greeting").search(s.plain) for s in body)
    return Genre.SPEECH if spoken or Part.NUMBER not in parts else Genre.NOTICE


def _reports(sentences: Sequence[Sentence], layout: Layout) -> bool:
    """Whether the first words say that this is a report, where no title does."""
    first = sentences[layout.body : layout.body + _FIRST]
    return any(pattern("layout.reporting").search(s.plain) for s in first)


def _dated(sentences: Sequence[Sentence], layout: Layout) -> date | None:
    """The day of the document, from its signature, its date line or its front matter."""
    marked = [at for at, part in layout.parts.items() if part in (Part.DATE, Part.DATELINE)]
    for at in sorted(marked, reverse=True):
        if found := day_in(sentences[at].plain):
            return found
    for sentence in sentences[:20]:
        if sentence.line.aside == "front-matter" and sentence.plain.startswith("date"):
            return iso_day_in(sentence.line.text)
    if layout.minutes:  # minutes begin with the day of the meeting, or bear it under their title
        bylines = [sentences[at] for at, p in layout.parts.items() if p is Part.BYLINE]
        first = [*sentences[layout.body : layout.body + _FIRST], *bylines]
        return next(filter(None, (day_in(s.plain) for s in first)), None)
    return day_in(canonical(layout.title))


def day_in(plain: str) -> date | None:
    """The first full date written in a text, in digits or in Chinese numerals."""
    match = pattern("layout.any_date").search(plain)
    if not match:
        return None
    year, month, day = match.groups()
    return _date(_year(year), number_of(month), number_of(day))


def iso_day_in(text: str) -> date | None:
    """The first ``2026-03-05`` in a text."""
    match = pattern("layout.iso_date").search(text)
    return _date(*map(int, match.groups())) if match else None


def _year(text: str) -> int:
    digits = words("text.digits") + words("text.other_digits")[0]
    return int("".join(c if c.isdecimal() else str(digits.index(c) % 10) for c in text))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
