"""Where one sentence numbers its clauses: “一要…；二要…”, “①…；②…”, “（1）…；（2）…”."""

from __future__ import annotations

from zhigong.supervision.rules.reading.directives import (
    Enumerator,
    enumerator_of,
    outside_quotes,
)
from zhigong.supervision.rules.reading.labels import label_of
from zhigong.supervision.rules.reading.roles import Judged
from zhigong.supervision.rules.reading.vocabulary import pattern

_ENUMERATOR_SPAN = 40
_INLINE = ("arabic", "arabic_bracket", "circled")


def clause_enumerators(plain: str) -> list[tuple[int, Enumerator]]:
    """Places in a sentence where a series 一…, 二…, 三… of clauses begins, in unbroken order."""
    text = outside_quotes(plain)
    found: list[tuple[int, Enumerator]] = []
    for start in pattern("role.clause_start").finditer(text):
        at = start.start()
        mark = enumerator_of(text[at : at + _ENUMERATOR_SPAN])
        if mark is None:
            continue
        series = found[-1][1].series if found else mark.series
        if mark.series == series and (mark.number == len(found) + 1 or mark.number == 0):
            found.append((at, mark))
    return found


def cuts_in(draft: Judged) -> list[tuple[int, Enumerator]]:
    """Where the numbered clauses of one sentence begin, by words or by figures; none where one is."""
    said = clause_enumerators(draft.body)
    return said if len(said) > 1 else _figures_in(draft)


def _figures_in(draft: Judged) -> list[tuple[int, Enumerator]]:
    """“1.…；2.…”, “（1）…；（2）…”, “①…；②…” in unbroken order, by their place in the body."""
    text = outside_quotes(draft.sentence.plain)
    offset = len(draft.sentence.plain) - len(draft.body)
    found: list[tuple[int, Enumerator]] = []
    for start in pattern("role.clause_start").finditer(text):
        label = label_of(text[start.start() :].lstrip())
        if label is None or label.form not in _INLINE:
            continue
        series = found[-1][1].series if found else label.form
        if label.form == series and label.number == len(found) + 1:
            spaces = len(text[start.start() :]) - len(text[start.start() :].lstrip())
            length = label.length + spaces
            words = text[start.start() : start.start() + length]
            found.append((start.start() - offset, Enumerator(series, label.number, length, words)))
    return found if len(found) > 1 else []
