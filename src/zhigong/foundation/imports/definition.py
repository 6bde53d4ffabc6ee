"""What a module takes from a spreadsheet. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import ALLOWED, Verdict

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. ``kind``: text, digits (numbers that are names: ID, mobile), day, money, whole.

    ``unique``: no two rows of a sheet may have the same.
    """

    name: str
    label: str | Promise
    synonyms: Sequence[str] = ()
    kind: str = "text"
    required: bool = False
    unique: bool = False


def _fine(actor: Actor, values: Row) -> Verdict:
    return ALLOWED


@dataclass(frozen=True, slots=True)
class Import:
    name: str
    label: str | Promise
    fields: Sequence[Field]
    apply: Callable[[Actor, str, Iterator[Row]], int]
    check: Callable[[Actor, Row], Verdict] = _fine


DEFINITIONS: dict[str, Import] = {}


def register(definition: Import) -> None:
    """Make an import known; ``name`` is permanent."""
    DEFINITIONS[definition.name] = definition
