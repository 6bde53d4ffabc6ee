"""Where the table begins and which column is which. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhigong.foundation.imports.definition import Field
from zhigong.foundation.imports.values import as_text

SEARCHED = 30
_NOISE = re.compile(r"[\s*＊:：()（）\[\]【】/、,，.。_\-]+")


@dataclass(frozen=True, slots=True)
class Header:
    """``columns``: field name → column; ``last``: the last row of the head; ``unknown``: the rest."""

    columns: Mapping[str, int]
    last: int
    names: Sequence[str]

    @property
    def unknown(self) -> list[str]:
        taken = set(self.columns.values())
        return [name for at, name in enumerate(self.names) if name and at not in taken]

    def missing(self, fields: Sequence[Field]) -> list[Field]:
        return [f for f in fields if f.required and f.name not in self.columns]


def plain(text: str) -> str:
    """A heading without what people decorate it with."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def find_header(rows: Sequence[Sequence[Any]], fields: Sequence[Field]) -> Header | None:
    """The row, or pair of rows, that names most of the fields; ``None`` where none names two.

    One is enough where only one field is asked for.
    """
    best: Header | None = None
    for at in range(min(len(rows), SEARCHED)):
        single = [as_text(cell) for cell in rows[at]]
        found = [Header(_columns(single, fields), at, single)]
        if at + 1 < len(rows):
            double = _joined(single, [as_text(cell) for cell in rows[at + 1]])
            found.append(Header(_columns(double, fields), at + 1, double))
        for header in found:
            if best is None or len(header.columns) > len(best.columns):
                best = header
    enough = min(2, len(fields))
    return best if best is not None and len(best.columns) >= enough else None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of a head as one: a merged cell above reaches over the empty ones beside it."""
    names, over = [], ""
    for at in range(max(len(upper), len(lower))):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        over = above or (over if below else "")
        names.append(f"{over}/{below}" if over and below else over or below)
    return names


def _columns(names: Sequence[str], fields: Sequence[Field]) -> dict[str, int]:
    """Exact names first, then the last part of a joined one; a column serves one field."""
    columns: dict[str, int] = {}
    for reading in (plain, lambda name: plain(name.rpartition("/")[2])):
        for field in fields:
            wanted = {plain(word) for word in (str(field.label), *field.synonyms)}
            free = (at for at, name in enumerate(names) if at not in columns.values())
            if field.name not in columns:
                at = next((at for at in free if reading(names[at]) in wanted), None)
                if at is not None:
                    columns[field.name] = at
    return columns
