"""What an answer cites: every article that a step of it rests on, and those not yet in force on its day."""

from __future__ import annotations

from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.norms import Article, Citations, Norm, citations_of
from zhigong.law.core.result import Note, Result, told_day

LATER = gettext_noop("所引规定的施行之日晚于本项的决定日%(on)s，引用前请核对当时的规定：%(norms)s")
LATER_OF_COURTS = gettext_noop(
    "所引司法解释的施行之日晚于本项的决定日%(on)s，一般只用于施行后受理的一审案件：%(norms)s"
)


def cite(result: Result, own: Citations) -> None:
    """List the rule's articles, or those a rule named for the case, with every one that a step or an item rests on.

    Warns of norms that began only after the decisive day.
    """
    citations = citations_of(result.articles) if result.articles else own
    listed = citations.listed
    more: dict[Article, None] = {}
    for line in result.working:
        if line.basis is not None and line.basis not in listed:
            more[line.basis] = None
    for item in result.items:
        if item.basis is not None and item.basis not in listed:
            more[item.basis] = None
    if more:
        citations = citations_of((*citations.articles, *more))
    result.articles, result.citations = citations.articles, citations
    if result.on is not None and result.on < citations.newest:
        result.warnings.extend(_later(citations.later(result.on), result.on))


def _later(norms: tuple[Norm, ...], on: date) -> list[Note]:
    """The warnings of norms that began after the day; a court's interpretation follows the case, not its facts."""
    notes = []
    for of_courts, code, text in (
        (False, "law.norm.later", LATER),
        (True, "law.norm.later-interpretation", LATER_OF_COURTS),
    ):
        told = [
            {"words": norm.title, "code": told_day(norm.versions[0].start)}
            for norm in norms
            if norm.of_courts is of_courts
        ]
        if told:
            notes.append(Note(code, text, {"norms": told, "on": on}))
    return notes
