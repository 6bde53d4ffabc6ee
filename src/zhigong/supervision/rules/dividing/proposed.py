"""What dividing proposes: plain data, each part with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhigong.supervision.rules.reading import Measure
from zhigong.supervision.rules.terms import Rhythm, TimeClass


class Tag(StrEnum):
    """The three tests of an assigned matter: 发展所需, 职工所急, 工会所能."""

    NEEDED = "needed"
    URGENT = "urgent"
    ABLE = "able"


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A unit that can lead: its name and the words of its functions (三定 or 分工)."""

    name: str
    functions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is proposed; ``words`` are the words of the text that spoke for it."""

    message: str
    words: tuple[str, ...] = ()

    def text(self) -> str:
        """The reason with its words put in, untranslated."""
        return self.message % {"words": "、".join(self.words)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit proposed, with its score (0 where the text itself names it) and reason."""

    unit: str
    reason: Reason
    score: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A second-level item: what is done to what, and the figure to be reached if one is given."""

    verb: str
    object: str
    text: str
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Deadline class and day; ``day`` is empty for standing duties and unknown terms."""

    kind: TimeClass
    day: date | None
    reason: Reason
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """The proposal for one task."""

    task: str
    items: tuple[Item, ...]
    timing: Timing
    deliverable: str
    rhythm: Rhythm
    tags: tuple[Tag, ...]
    lead: Suggestion | None
    co_units: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a division needs beyond the text: the day it is made, the end of the term."""

    on: date
    term_ends: date | None = None
    congress: bool = False
