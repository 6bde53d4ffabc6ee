"""Whether a sentence asks for something, in what form, and of whom.

“要” counts as a modal only: 重要, 主要, 要求, 要素 are words of their own, and what stands between
quotation marks is a name, not a demand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from zhigong.supervision.rules.reading.vocabulary import names, number_of, pattern, words


class Form(StrEnum):
    """How a demand is put; all but the last begin a point of their own."""

    ENUMERATED = "enumerated"
    START = "start"
    HOPE = "hope"
    REQUEST = "request"
    SUBJECT = "subject"
    INNER = "inner"


class Whose(StrEnum):
    """To whom: the document's own people, others, or not said."""

    OWN = "own"
    OTHERS = "others"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """A demand: its form, its addressee as written, whose that is, the words that made it so."""

    form: Form
    words: str
    who: str = ""
    whose: Whose = Whose.UNSAID
    number: int = 0
    series: str = ""

    @property
    def opens(self) -> bool:
        """Whether it begins a point."""
        return self.form is not Form.INNER


@dataclass(frozen=True, slots=True)
class Enumerator:
    """``一要``, ``二是``, ``第三，`` at the beginning of a clause."""

    series: str
    number: int
    length: int
    words: str


def enumerator_of(plain: str) -> Enumerator | None:
    """The enumerator a clause begins with; 首先, 其次, 再次 count 1, 2, 3."""
    if plain[:1] not in words("text.enumerator_starts"):
        return None
    for series in names("enumerator"):
        match = pattern(f"enumerator.{series}").match(plain)
        if match and not (series == "order" and pattern("role.greeting").search(plain)):
            number = 0 if series == "order" else number_of(match.group(1))
            return Enumerator(series, number, match.end(), match.group())
    return None


def outside_quotes(plain: str) -> str:
    """The text with quoted names, and 要 that only means “soon”, blanked out, same length."""
    bare = pattern("role.quoted").sub(_blank, plain)
    return pattern("role.about_to").sub(_blank, bare)


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match.group())


def directive_of(plain: str) -> Directive | None:
    """The demand in a canonical sentence without its number, or ``None``."""
    text = outside_quotes(plain)
    if opinion := pattern("role.opinion").match(text):
        return _told(opinion.group(), directive_of(plain[opinion.end() :]))
    if turned := pattern("role.turns_to").match(text):
        asked = _with_subject(text[turned.end() :])
        return _told(turned.group(), asked) if asked and asked.opens else _with_subject(text)
    if found := enumerator_of(text):
        return Directive(Form.ENUMERATED, found.words, number=found.number, series=found.series)
    if match := pattern("role.hope").match(text):
        who = text[match.end() : match.end() + 24]
        return Directive(Form.HOPE, match.group(), *_addressed(who))
    for form, name in ((Form.START, "role.yao_start"), (Form.REQUEST, "role.request")):
        if match := pattern(name).match(text):
            return Directive(form, match.group())
    return _with_subject(text)


def _told(opinion: str, asked: Directive | None) -> Directive | None:
    """A demand told as one's own opinion: “我想，要把…”, “我要强调的是，各级工会要…”."""
    return replace(asked, words=opinion + asked.words) if asked else None


def reported_directive(plain: str, short: str) -> Directive | None:
    """What a news report says its notice demands: “《通知》要求，…”, or “要求各单位…” after that.

    ``short`` is the notice's short name; another's word is no demand of it.
    """
    match = pattern("role.reported").match(plain) if short else None
    if match is None or (match.group("short") or short) != short:
        return None
    own, told = directive_of(plain[match.end() :]), match.group()
    if own is not None and own.form in (Form.START, Form.SUBJECT):
        return Directive(Form.REQUEST, told + own.words, own.who, Whose.OWN)
    return Directive(Form.REQUEST, told, match.group("who") or "", Whose.OWN)


def minuted_directive(plain: str) -> Directive | None:
    """What minutes record as decided: “会议明确，…”, “会议要求，…” are the document's own words."""
    match = pattern("role.minuted").match(plain)
    if match is None:
        return None
    own = directive_of(plain[match.end() :])
    begins = own is not None and own.form in (Form.START, Form.SUBJECT)
    words = match.group() + (own.words if own and begins else "")
    return Directive(Form.REQUEST, words, own.who if own and begins else "", Whose.OWN)


def _with_subject(text: str) -> Directive | None:
    """A demand that names whom it asks first, or one that comes only after other clauses."""
    match = pattern("role.plain_subject").match(text)
    if match and (whose := _whose(match.group("who"), text)) is not Whose.UNSAID:
        return Directive(Form.SUBJECT, match.group(), match.group("who"), whose)
    match = pattern("role.regular").match(text)
    if match and (whose := _whose(match.group("who"), text)) is not Whose.UNSAID:
        return Directive(Form.SUBJECT, match.group("who"), match.group("who"), whose)
    inner = pattern("role.modal_clause").search(text)
    return Directive(Form.INNER, inner.group()) if inner else None


def _whose(who: str, text: str) -> Whose:
    """Whose “各部门” are is told by what is asked: to back the union is asked of others."""
    if pattern("role.ambiguous").fullmatch(who):
        return Whose.OTHERS if pattern("role.backs_union").search(text) else Whose.OWN
    return whose_is(who)


def _addressed(following: str) -> tuple[str, Whose]:
    who = pattern("role.who_hoped").match(following)
    name = who.group(1) if who else ""
    return name, whose_is(name)


def whose_is(who: str) -> Whose:
    """Whether the people named are the document's own or others; both together count as own."""
    if pattern("role.indicator").search(who):
        return Whose.UNSAID  # “建会率要达到95%” asks nobody by name
    if pattern("role.own").search(who):
        return Whose.OWN
    if pattern("role.others").search(who):
        return Whose.OTHERS
    if pattern("role.everybody").search(who):
        return Whose.OWN
    return Whose.UNSAID
