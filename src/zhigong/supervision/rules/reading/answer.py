"""A reading as the document other programs rely on, and as an indented tree for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading.document import Passage, Reading, Task, Translate, same

_SHOWN = 46


def as_document(reading: Reading, translate: Translate = same) -> dict[str, Any]:
    """The reading as plain data: the fields of the command line, and more beside them."""
    return {
        "title": reading.title,
        "genre": reading.genre,
        "dated": reading.dated.isoformat() if reading.dated else None,
        "claimed_points": reading.claimed_points,
        "claims": [
            {"pos": c.pos, "words": c.words, "claimed": c.claimed, "found": c.found}
            for c in reading.claims
        ],
        "passages": [_passage(p, translate) for p in reading.passages],
        "headings": [
            {"pos": h.pos, "level": h.level, "form": h.form, "number": h.number,
             "title": h.title, "run_in": h.run_in}
            for h in reading.headings
        ],
        "tasks": [_task(t) for t in reading.tasks],
        "warnings": [
            {"code": w.code, "message": w.text(translate), "pos": w.pos} for w in reading.warnings
        ],
        "source": {
            "kind": reading.source.kind,
            "encoding": reading.source.encoding,
            "bytes": len(reading.source.content),
            "sha256": reading.source.sha256,
        },
    }  # fmt: skip


def _passage(passage: Passage, translate: Translate) -> dict[str, Any]:
    found: dict[str, Any] = {
        "pos": passage.pos,
        "text": passage.text,
        "role": passage.role,
        "why": passage.why.text(translate),
        "rule": passage.why.rule,
    }
    if passage.level:
        found["level"] = passage.level
    if passage.addressee:
        found["addressee"] = passage.addressee
    if passage.placeholders:
        found["placeholders"] = [
            {"text": p.text, "type": p.type, "setting": p.setting, "start": p.start}
            for p in passage.placeholders
        ]
    return found


def _task(task: Task) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": task.id,
        "kind": task.kind,
        "title": task.title,
        "passages": list(task.passages),
        "parent": task.parent or None,
    }
    if task.addressee:
        found["addressee"] = task.addressee
    if task.duty:
        found["lead_units"], found["co_units"] = list(task.duty.lead), list(task.duty.support)
    if task.deadlines:
        found["deadlines"] = [
            {"kind": d.kind, "text": d.text, "day": d.day.isoformat() if d.day else None,
             "assumed": d.assumed}
            for d in task.deadlines
        ]  # fmt: skip
    if task.measures:
        found["measures"] = [
            {"text": m.text, "object": m.object, "compare": m.compare, "value": m.value,
             "unit": m.unit}
            for m in task.measures
        ]  # fmt: skip
    return found


def as_tree(reading: Reading, translate: Translate = same) -> str:
    """The tasks as an indented tree with their positions, then what a person should look at."""
    return "\n".join(_tree_lines(reading, translate)) + "\n"


def _tree_lines(reading: Reading, translate: Translate) -> Iterator[str]:
    yield reading.title or translate(gettext_noop("（无标题）"))
    counts = translate(gettext_noop("%(passages)s 段句，%(tasks)s 项任务")) % {
        "passages": len(reading.passages),
        "tasks": len(reading.tasks),
    }
    yield counts
    for claim in reading.claims:
        yield f"{claim.pos}  “{claim.words}”  {claim.claimed} / {claim.found}"
    yield ""
    for task in reading.tasks:
        yield from _task_lines(task)
    if reading.warnings:
        yield ""
    for warning in reading.warnings:
        yield f"! {warning.pos} {warning.text(translate)}".replace("  ", " ")


def _task_lines(task: Task) -> Iterator[str]:
    indent = "  " * task.id.count(".")
    who = f"  → {task.addressee}" if task.addressee else ""
    yield f"{indent}{task.id}  {_short(task.title)}{who}  [{_positions(task)}]"
    notes = [*(d.text for d in task.deadlines), *(m.text for m in task.measures)]
    if task.duty:
        notes.append(" + ".join((*task.duty.lead, *task.duty.support)))
    if notes:
        yield f"{indent}    · " + " · ".join(dict.fromkeys(notes))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _positions(task: Task) -> str:
    first, last = task.passages[0], task.passages[-1]
    return first if first == last else f"{first}–{last}"
