"""Every row's verdict: what it means, what the module says, and whether it came before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from zhigong.foundation.acting import acting
from zhigong.foundation.imports.definition import Import
from zhigong.foundation.imports.sheet import ReadRow
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Verdict

BATCH = 500
Judged = tuple[ReadRow, Verdict]


def judged(
    definition: Import,
    actor: Actor,
    rows: Iterator[ReadRow],
    *,
    progress: Callable[[int], None] = lambda _done: None,
) -> Iterator[Judged]:
    """Rows with their verdicts, in the actor's transactions of ``BATCH`` rows each."""
    seen: dict[tuple[str, Any], int] = {}
    done = 0
    while batch := list(islice(rows, BATCH)):
        with acting(actor, action="imports.check"):
            found = [(row, _verdict(definition, actor, row, seen)) for row in batch]
            done += len(batch)
            progress(done)
        yield from found


def _verdict(
    definition: Import, actor: Actor, row: ReadRow, seen: dict[tuple[str, Any], int]
) -> Verdict:
    if row.skipped:
        return Verdict()
    against = Verdict(row.refusals + tuple(_repeated(definition, row, seen)))
    return against if not against else definition.check(actor, row.values)


def _repeated(
    definition: Import, row: ReadRow, seen: dict[tuple[str, Any], int]
) -> Iterator[Refusal]:
    for field in definition.fields:
        value = row.values[field.name]
        if not field.unique or value is None:
            continue
        first = seen.setdefault((field.name, value), row.number)
        if first != row.number:
            yield Refusal(
                "imports.repeated",
                gettext_noop("“%(field)s”与第 %(row)s 行相同"),
                "",
                {"field": field.label, "row": first},
            )
