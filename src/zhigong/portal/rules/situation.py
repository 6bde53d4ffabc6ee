"""What a situation of the calculator is made of: questions, and the claims they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. ``label`` in plain words; empty: the rule's own words are plain enough."""

    name: str
    label: str = ""
    hint: str = ""
    required: bool = False
    field: str = ""  # the rule's field where it is called otherwise
    choices: tuple[str, ...] = ()  # of the rule's choices, those that fit here; empty: all

    @property
    def source(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim made of answers: ``fields`` maps the rule's fields to questions; ``fixed`` is given.

    It is only made when every question of ``needs`` was answered, and one of ``one_of`` where there are such.
    """

    rule: str
    fields: Mapping[str, str]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    title: str = ""
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    key: str
    title: str
    note: str
    icon: str
    asks: tuple[Ask, ...]
    claims: tuple[Wanted, ...]
    cause: str = "other"  # of mediation's list, where it is carried into a request
