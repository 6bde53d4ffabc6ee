"""The register of norms: titles, and the version in force on the day that decides."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from zhigong.law.core.numerals import WORDS, numeral


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One wording of a norm: in force ``start``; known ``name``d by its number or day of adoption."""

    start: date
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """A law, regulation, interpretation or notice."""

    id: str
    title: str
    english: str
    versions: tuple[Version, ...]
    confidence: str
    of_courts: bool = (
        False  # an interpretation: it follows the day on which the court took the case
    )

    def version(self, on: date | None) -> Version | None:
        """The wording in force on a day; ``None`` before the first; the newest without a day."""
        if on is None:
            return self.versions[-1]
        found = None
        for version in self.versions:
            if version.start <= on:
                found = version
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """A place in a norm, as a decision cites it: ``劳动合同法 第四十七条第一款``. ``article`` gives each once."""

    norm: Norm
    number: int
    text: str
    english: str

    def document(self, on: date | None) -> dict[str, str]:
        """Law, article and the version in force on the decisive day, as plain data."""
        return _document(self.norm.id, self.text, self.norm.version(on))


class Citations:
    """The articles of a rule as plain data, looked up by the decisive day at once.

    Between two days on which a version begins the citations are the same: they are made once a stretch.
    """

    __slots__ = ("_documents", "_later", "_starts", "_written", "articles", "listed", "newest")

    def __init__(self, articles: tuple[Article, ...]) -> None:
        self.articles = articles
        self.listed = frozenset(articles)
        starts = {version.start for a in articles for version in a.norm.versions}
        self._starts = sorted(starts)
        days = [date.min, *self._starts]
        self._documents = [[a.document(day) for a in articles] for day in days]
        self._written: list[msgspec.Raw | None] = [None] * len(days)
        norms = dict.fromkeys(a.norm for a in articles)
        self.newest = max(
            (n.versions[0].start for n in norms), default=date.min
        )  # norm's first day
        self._later = [tuple(n for n in norms if n.versions[0].start > day) for day in days]

    def on(self, day: date | None) -> list[dict[str, str]]:
        """The citations with the versions in force on a day (the newest without one)."""
        return self._documents[self._stretch(day)]

    def later(self, day: date) -> tuple[Norm, ...]:
        """The norms among them that were not yet in force on a day."""
        return self._later[self._stretch(day)]

    def written(self, day: date | None) -> msgspec.Raw:
        """The same as JSON, encoded once a stretch."""
        stretch = self._stretch(day)
        found = self._written[stretch]
        if found is None:
            found = self._written[stretch] = msgspec.Raw(msgspec.json.encode(self._documents[stretch]))  # fmt: skip
        return found

    def _stretch(self, day: date | None) -> int:
        return len(self._starts) if day is None else bisect_right(self._starts, day)


@lru_cache(maxsize=4096)
def citations_of(articles: tuple[Article, ...]) -> Citations:
    """The citations of articles that a rule names for a case."""
    return Citations(articles)


@cache
def _document(norm_id: str, text: str, version: Version | None) -> dict[str, str]:
    norm = NORMS[norm_id]
    place = text.removeprefix(norm.title).strip()
    found = {"norm": norm_id, "title": norm.title, "article": place}
    if version is not None:
        found |= {"version": version.name, "in_force_from": version.start.isoformat()}
    return found


def _load() -> dict[str, Norm]:
    text = files("zhigong.law.core").joinpath("norms.toml").read_text("utf8")
    return {
        key: Norm(
            key,
            row["title"],
            row["english"],
            tuple(Version(v["from"], v["as"]) for v in row["versions"]),
            row["confidence"],
            row.get("of_courts", False),
        )
        for key, row in tomllib.loads(text).items()
    }


NORMS = _load()
# What stands beside a law, an article or its number in another language: its text → the same with English.
_GLOSSES: dict[str, str] = {norm.title: f"{norm.title} ({norm.english})" for norm in NORMS.values()}


def glossed(text: str) -> str:
    """A law, an article or the number of one as cited, with its English; other text as it is."""
    return _GLOSSES.get(text, text)


def glossed_document(found: dict[str, str]) -> dict[str, str]:
    """The citation of an article as plain data, with its English."""
    return {**found, "title": glossed(found["title"]), "article": glossed(found["article"])}


def article(
    norm_id: str, number: int = 0, *, inserted: int = 0, paragraph: int = 0, item: int = 0
) -> Article:
    """The place ``第number条之inserted第paragraph款第（item）项`` of a norm; number 0 is the norm as a whole.

    ``inserted`` is for articles that an amendment put behind another.
    Raises ``KeyError`` for a norm that is not in ``norms.toml``: a rule may cite only what is registered.
    """
    return _article(norm_id, number, inserted, paragraph, item)


@cache
def _article(norm_id: str, number: int, inserted: int, paragraph: int, item: int) -> Article:
    norm = NORMS[norm_id]
    form = WORDS["form"]
    text, english = "", ""
    if number:
        text += form["article"].format(numeral(number))
        english += f" art. {number}"
    if inserted:
        text += form["inserted"].format(numeral(inserted))
        english += f"-{inserted}"
    if paragraph:
        text += form["paragraph"].format(numeral(paragraph))
        english += f"({paragraph})"
    if item:
        text += form["item"].format(numeral(item))
        english += f"({item})"
    whole, gloss = f"{norm.title} {text}".strip(), norm.english + english
    _GLOSSES[whole] = f"{whole} ({gloss})"
    if text:
        _GLOSSES[text] = f"{text} ({english.strip()})"
    return Article(norm, number, whole, gloss)
