"""Numbers at the beginning of sentences: 第X章, 一、 （一） 1. （1） ①, and whether they are believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import number_of, pattern

FORMS = (
    "chapter",
    "section",
    "article",
    "han",
    "han_bracket",
    "arabic",
    "arabic_bracket",
    "circled",
)
LEVELS = {
    "chapter": 1, "section": 2, "article": 3,
    "han": 1, "han_bracket": 2, "arabic": 3, "arabic_bracket": 4, "circled": 5,
}  # fmt: skip
_CIRCLED_ONE = 0x2460


@dataclass(frozen=True, slots=True)
class Label:
    """The number at the beginning of a sentence: its form, its value, its length in characters."""

    form: str
    number: int
    length: int

    @property
    def rank(self) -> int:
        return FORMS.index(self.form)


def label_of(plain: str, expected: int = 0) -> Label | None:
    """The number a sentence begins with.

    ``expected`` is the next value of the running ``1.`` series: only that number is believed where
    a digit follows it at once (``32.8个跨境`` after 31 is item 32, ``1.5%`` is no item).
    """
    for form in FORMS:
        match = pattern(f"heading.{form}").match(plain)
        if match:
            value = next(g for g in match.groups() if g)
            number = ord(value) - _CIRCLED_ONE + 1 if form == "circled" else number_of(value)
            return Label(form, number, match.end()) if number else None
    match = pattern("heading.arabic_tight").match(plain)
    if match and expected and int(match.group(1)) == expected:
        return Label("arabic", expected, match.end())
    return None


@dataclass(slots=True)
class _Series:
    """The last number of each form, to know what comes next and to trust numbers inside a line."""

    last: dict[str, int]

    def follows(self, label: Label) -> bool:
        return label.number == 1 or label.number == self.last.get(label.form, 0) + 1

    def note(self, label: Label) -> None:
        self.last[label.form] = label.number
        for form in FORMS[label.rank + 1 :]:
            if form == "arabic" and label.form in ("han", "han_bracket"):
                continue  # some reports count 1. to 32. straight through
            self.last.pop(form, None)


def labels_of(sentences: Sequence[Sentence]) -> dict[int, Label]:
    """The numbers of all sentences by index: at the line's beginning, or within it in series."""
    series = _Series({})
    found: dict[int, Label] = {}
    for at, sentence in enumerate(sentences):
        if sentence.line.aside or sentence.opens or sentence.bracketed:
            continue
        label = label_of(sentence.plain, series.last.get("arabic", 0) + 1)
        if label is None or (sentence.index > 1 and not series.follows(label)):
            continue
        series.note(label)
        found[at] = label
    return found
