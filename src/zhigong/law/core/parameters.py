"""Values that change by place and year: dated rows, never guessed, never "the latest"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused

NATION = "000000"
MEMORY = "memory"  # the confidence of a row that nobody has compared with its source


class Row(msgspec.Struct, frozen=True):
    """One value of a parameter in one place from one day (to another, both included).

    ``value`` is a Decimal, or a word for a choice of local practice; ``confidence`` is ``read``,
    ``secondary``, ``memory`` or ``default`` (our reading where the text does not decide, with ``note``).
    """

    name: str
    place: str
    value: Decimal | str
    start: date
    end: date | None = None
    unit: str = ""
    source: str = ""
    url: str = ""
    checked: date | None = None
    confidence: str = ""
    note: str = ""

    def covers(self, on: date) -> bool:
        """Whether the row is in force on a day."""
        return self.start <= on and (self.end is None or on <= self.end)

    def document(self) -> dict[str, str]:
        """The row as an answer names it."""
        found = {
            "name": self.name,
            "place": self.place,
            "value": f"{self.value:f}" if isinstance(self.value, Decimal) else self.value,
            "from": self.start.isoformat(),
            "source": self.source,
            "confidence": self.confidence,
        }
        if self.end:
            found["to"] = self.end.isoformat()
        return found


MOST_FOUND = 20_000  # look-ups a table remembers


class ParameterTable:
    """An immutable snapshot of rows. ``overriding`` gives a new one with rows that win."""

    __slots__ = ("_found", "_rows", "rows")

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._rows: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            self._rows.setdefault((row.name, row.place), []).append(row)
        self._found: dict[tuple[str, tuple[str, ...], date], Row | None] = {}

    def overriding(self, rows: Iterable[Row]) -> ParameterTable:
        """A table in which ``rows`` are asked before these, place by place."""
        return ParameterTable((*rows, *self.rows))

    def at(self, name: str, places: tuple[str, ...], on: date) -> Row | None:
        """The row in force on a day at the nearest of ``places``, or ``None``.

        A batch asks the same again and again: what was found is remembered, up to a bound.
        """
        asked = (name, places, on)
        if asked in self._found:
            return self._found[asked]
        if len(self._found) >= MOST_FOUND:
            self._found.clear()
        found = self._found[asked] = self._look(name, places, on)
        return found

    def _look(self, name: str, places: tuple[str, ...], on: date) -> Row | None:
        for place in places:
            for row in self._rows.get((name, place), ()):
                if row.covers(on):
                    return row
        return None

    def names(self) -> list[str]:
        """Every parameter that has a row."""
        return sorted({name for name, _ in self._rows})


def missing(name: str, place: str, on: date) -> Refusal:
    """The refusal of a claim for want of a row, naming the row."""
    return Refusal(
        "law.parameter.missing",
        gettext_noop("没有收录地区 %(place)s 在 %(on)s 的“%(label)s”（参数 %(name)s）")
        if place
        else gettext_noop("没有填地区，查不到 %(on)s 的“%(label)s”（参数 %(name)s）"),
        gettext_noop("请提供该数值，或由管理员在参数表中补录该地区、该日期的数值及来源后重算"),
        {
            "label": PARAMETERS.get(name, name),
            "name": name,
            "place": place,
            "on": on,
        },
    )


def refuse_missing(name: str, place: str, on: date) -> Refused:
    """The exception that refuses a claim for want of a row."""
    return Refused((missing(name, place, on),))


@cache
def _titles() -> dict[str, str]:
    text = files("zhigong.law.core").joinpath("parameter_names.toml").read_text("utf8")
    return tomllib.loads(text)


PARAMETERS: dict[str, str] = _titles()


def row_from(name: str, entry: dict[str, Any], *, unit: str = "") -> Row:
    """A row from its TOML table (keys ``place value from to source url checked confidence note``)."""
    value = entry["value"]
    words = isinstance(value, str) and not value.replace(".", "", 1).isdigit()
    return Row(
        name=name,
        place=entry["place"],
        value=value if words else Decimal(str(value)),
        start=entry["from"],
        end=entry.get("to"),
        unit=entry.get("unit", unit),
        source=entry.get("source", ""),
        url=entry.get("url", ""),
        checked=entry.get("checked"),
        confidence=entry.get("confidence", ""),
        note=entry.get("note", ""),
    )


@cache
def kept_table() -> ParameterTable:
    """The rows kept with the program: every ``law/parameters/*.toml``.

    A file is ``[name]`` with ``unit`` and ``[[name.row]]``; names are unique over all files.
    """
    rows: list[Row] = []
    folder = files("zhigong.law").joinpath("parameters")
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.name.endswith(".toml"):
            for name, table in tomllib.loads(entry.read_text("utf8")).items():
                rows += [row_from(name, row, unit=table.get("unit", "")) for row in table["row"]]
    return ParameterTable(rows)
