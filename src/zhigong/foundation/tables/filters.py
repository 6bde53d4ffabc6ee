"""What narrows a list: each reads its part of the address and says what it does in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhigong.kernel.text import halfwidth, squeeze

Label = str | Promise
Rows = QuerySet[Any]
LONGEST = 100
SEEN = 20  # of a wrong value, where it is quoted


class Filter(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def label(self) -> Label: ...

    @property
    def control(self) -> str: ...

    def parameters(self) -> tuple[str, ...]:
        """The names it reads from the address."""

    def narrow_by(self, rows: Rows, asked: Mapping[str, str]) -> Rows: ...

    def chips(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """(parameter, words) of each part in force."""

    def doubts(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """(parameter, words) of what in the address could not be followed."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of some values; an unknown one narrows nothing."""

    name: str
    label: Label
    options: Sequence[tuple[str, Label]]
    field: str
    control: str = "pick"

    def parameters(self) -> tuple[str, ...]:
        return (self.name,)

    def _chosen(self, asked: Mapping[str, str]) -> tuple[str, Label] | None:
        return next((o for o in self.options if o[0] == asked.get(self.name)), None)

    def narrow_by(self, rows: Rows, asked: Mapping[str, str]) -> Rows:
        chosen = self._chosen(asked)
        return rows.filter(**{self.field: chosen[0]}) if chosen else rows

    def chips(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        if chosen := self._chosen(asked):
            yield self.name, f"{self.label}: {chosen[1]}"

    def doubts(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        if (text := asked.get(self.name)) and self._chosen(asked) is None:
            yield self.name, no_such(self.label, text)


@dataclass(frozen=True, slots=True)
class Words:
    """Free words, full width made half and spaces one, for the module to look for."""

    name: str
    label: Label
    narrow: Callable[[Rows, str], Rows]
    control: str = "words"

    def parameters(self) -> tuple[str, ...]:
        return (self.name,)

    def _typed(self, asked: Mapping[str, str]) -> str:
        return squeeze(asked.get(self.name, "").replace("\x00", ""))[:LONGEST]

    def narrow_by(self, rows: Rows, asked: Mapping[str, str]) -> Rows:
        typed = self._typed(asked)
        return self.narrow(rows, typed) if typed else rows

    def chips(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        if typed := self._typed(asked):
            yield self.name, f"{self.label}: {typed}"

    def doubts(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        return ()


@dataclass(frozen=True, slots=True)
class Days:
    """From a day and to a day, both counted; ``name_from`` and ``name_to`` in the address."""

    name: str
    label: Label
    field: str
    control: str = "days"

    def parameters(self) -> tuple[str, ...]:
        return f"{self.name}_from", f"{self.name}_to"

    def _days(self, asked: Mapping[str, str]) -> tuple[date | None, date | None]:
        first, last = (_day(asked.get(p, "")) for p in self.parameters())
        return first, last

    def narrow_by(self, rows: Rows, asked: Mapping[str, str]) -> Rows:
        first, last = self._days(asked)
        if first:
            rows = rows.filter(**{f"{self.field}__gte": first})
        return rows.filter(**{f"{self.field}__lte": last}) if last else rows

    def chips(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        first, last = self._days(asked)
        if first:
            yield self.parameters()[0], f"{self.label} ≥ {first}"
        if last:
            yield self.parameters()[1], f"{self.label} ≤ {last}"

    def doubts(self, asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        for parameter in self.parameters():
            if (text := asked.get(parameter, "")) and _day(text) is None:
                yield (
                    parameter,
                    _("“%(label)s”写的“%(text)s”不是日期，没有按它筛选；请写成 2026-09-09 这样")
                    % _told(self.label, text),
                )
        first, last = self._days(asked)
        if first and last and last < first:
            yield (
                self.parameters()[1],
                _("“%(label)s”的止日早于起日，所以什么也找不到") % _told(self.label, ""),
            )


def control_of(one: Filter, asked: Mapping[str, str]) -> dict[str, Any]:
    """A filter for ``tables/filter.html``: each part with what was typed and what is wrong with it."""
    wrong = dict(one.doubts(asked))
    return {
        "filter": one,
        "values": [(p, asked.get(p, ""), wrong.get(p, "")) for p in one.parameters()],
    }


def no_such(label: Label, text: str) -> str:
    """That a list knows no such value, in words."""
    return _("“%(label)s”没有“%(text)s”这一项，没有按它筛选") % _told(label, text)


def _told(label: Label, text: str) -> dict[str, str]:
    """Label and text for a sentence; of what was written only so much as is seen at once."""
    return {"label": str(label), "text": text if len(text) <= SEEN else f"{text[:SEEN]}…"}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(halfwidth(text).strip())
    except ValueError:
        return None
