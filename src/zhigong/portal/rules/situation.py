"""What a situation of the calculator is made of: questions, and the claims they come to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Answers = Mapping[str, Any]
When = Mapping[str, tuple[Any, ...]]  # a question → the answers that count; ``None`` is no answer
YES: tuple[Any, ...] = (True,)
NO: tuple[Any, ...] = (False,)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. ``label`` in plain words; empty: the rule's own words are plain enough."""

    name: str
    label: str = ""
    hint: str = ""
    required: bool = False
    field: str = ""  # the rule's field where it is called otherwise
    choices: tuple[str, ...] = ()  # of the rule's choices, those that fit here; empty: all
    words: Mapping[str, str] = dataclasses.field(
        default_factory=dict
    )  # choices in plain words, all in sight
    unit: str = ""  # where the rule's field has none
    kind: str = ""  # the page's own question (``yes-no``, ``whole``), which no rule asks as such
    gate: str = ""  # the question that stands before it and opens it …
    opened: tuple[Any, ...] = YES  # … by one of these answers
    known: str = ""  # the parameter that answers it where a row is kept: asked aside
    rare: str = ""  # whom alone it concerns, where that is few: asked aside, under these words

    @property
    def source(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim made of answers: ``fields`` maps the rule's fields to questions; ``fixed`` is given.

    It is only made when every question of ``needs`` was answered, one of ``one_of`` where there are such, and
    each question of ``only`` as it says. ``counted`` makes a list of how many of each kind there are.
    ``instead`` is what comes if things turn out otherwise: told beside the sum, not in it. ``today`` is the
    field that has the day of asking where nothing else was answered; ``found`` has fields that an earlier
    claim answers where the worker did not: field → the rule of that claim. ``quiet`` is not told of while the
    place keeps no row for it.
    """

    rule: str
    fields: Mapping[str, str]
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    needs: tuple[str, ...] = ()
    title: str = ""
    one_of: tuple[str, ...] = ()
    only: When = dataclasses.field(default_factory=dict)
    counted: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    instead: bool = False
    today: str = ""
    found: Mapping[str, str] = dataclasses.field(default_factory=dict)
    quiet: bool = False

    def made_of(self, given: Answers, today: date) -> dict[str, Any] | None:
        """The claim that these answers come to on this day; ``None`` while they do not."""
        if not given or not all(need in given for need in self.needs):
            return None
        if self.one_of and not any(name in given for name in self.one_of):
            return None
        if not all(given.get(name) in answers for name, answers in self.only.items()):
            return None
        facts = {name: given[source] for name, source in self.fields.items() if source in given}
        lists = {name: counted(kinds, given) for name, kinds in self.counted.items()}
        return {
            "rule": self.rule,
            **({self.today: today.isoformat()} if self.today else {}),
            **self.fixed,
            **facts,
            **{name: found for name, found in lists.items() if found},
        }


def counted(kinds: Mapping[str, str], given: Answers) -> list[str]:
    """``{"other": "others"}`` and two others: ``["other", "other"]``; a yes counts as one."""
    return [kind for kind, asked in kinds.items() for _ in range(int(given.get(asked, 0)))]


@dataclass(frozen=True, slots=True)
class Situation:
    key: str
    title: str
    note: str
    icon: str
    asks: tuple[Ask, ...]
    claims: tuple[Wanted, ...]
    cause: str = "other"  # of mediation's list, where it is carried into a request
    whole: Mapping[str, str] = dataclasses.field(
        default_factory=dict
    )  # a fact of the case ← a question
    told: Mapping[str, Any] = dataclasses.field(
        default_factory=dict
    )  # facts of the case that it means

    @property
    def planned(self) -> bool:
        """Whether something is claimed from somebody: then where, by when and with what is told."""
        return self.cause != "other"

    def case(self, given: Answers, today: date) -> dict[str, Any]:
        """What is known of the case as a whole, as the law asks it."""
        facts = {name: given[source] for name, source in self.whole.items() if source in given}
        return {"on": today.isoformat(), **self.told, **facts}

    def asked(self, given: Answers) -> dict[str, Any]:
        """The answers to questions that were open, without empty ones: what is hidden does not count."""
        found = {name: value for name, value in given.items() if value not in (None, "")}
        shut = [ask.name for ask in self.asks if ask.gate and found.get(ask.gate) not in ask.opened]
        return {name: value for name, value in found.items() if name not in shut}


def same(*names: str) -> dict[str, str]:
    """Questions that are called as the rule's fields are."""
    return {name: name for name in names}
