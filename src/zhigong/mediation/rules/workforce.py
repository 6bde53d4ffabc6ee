"""The life of a workforce computed at the desk, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step
from zhigong.law.workforce.answers import Answer
from zhigong.law.workforce.columns import LABELS, Layout, columns, place_of
from zhigong.law.workforce.titles import figures
from zhigong.law.workforce.vocabulary import pattern


class WorkforceState(StrEnum):
    READ = "read"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"


S = WorkforceState

WORKFORCE = Workflow(
    name="mediation.workforce",
    label=gettext_noop("全员测算"),
    initial=S.READ,
    states={
        S.READ: gettext_noop("待核对列"),
        S.RUNNING: gettext_noop("正在计算"),
        S.DONE: gettext_noop("已算好"),
        S.FAILED: gettext_noop("没有算成"),
        S.DROPPED: gettext_noop("已放弃"),
    },
    steps=(
        step("compute", gettext_noop("开始计算"), [S.READ, S.FAILED], S.RUNNING),
        step("finish", gettext_noop("算好"), [S.RUNNING], S.DONE),
        step("fail", gettext_noop("计算失败"), [S.RUNNING], S.FAILED),
        step("drop", gettext_noop("放弃"), [S.READ, S.FAILED], S.DROPPED),
    ),
)
MOST_SHOWN = 40  # characters of a cell in a preview


def columns_found(layout: Layout) -> list[dict[str, Any]]:
    """Each column of a sheet as it is kept: where, its heading, and what it was taken for."""
    return [
        {"at": at, "name": name, "key": layout.places[at].key if at in layout.places else ""}
        for at, name in enumerate(layout.names)
        if name
    ]


def choices_for(heading: str, key: str) -> list[tuple[str, str]]:
    """What a column can be said to be: any fact, or one of the month its heading names."""
    month = _month_of(heading, key)
    if not month:
        return list(LABELS.items())
    return [
        (f"{name}@{month}", LABELS[name])
        for name, column in columns().items()
        if column.of == "month"
    ]


def _month_of(heading: str, key: str) -> str:
    if "@" in key:
        return key.partition("@")[2]
    if key or place_of(heading):
        return ""
    for name in ("month_first", "month_last"):
        found = pattern(name).match(figures(heading))
        if found and (found["year"] or found["mark"]) and 1 <= int(found["month"]) <= 12:
            year = f"{found['year']}-" if found["year"] else ""
            return f"{year}{int(found['month']):02d}"
    return ""


def corrections(found: Sequence[Mapping[str, Any]], said: Mapping[int, str]) -> dict[int, str]:
    """What a person said of columns, where it is not what was found."""
    return {
        column["at"]: said[column["at"]]
        for column in found
        if column["at"] in said and said[column["at"]] != column["key"]
    }


def kept_answer(answer: Answer) -> dict[str, Any]:
    """An answer as it is kept: without the name, which is sealed beside it."""
    found: dict[str, Any] = msgspec.to_builtins(answer)
    for name in ("name", "code", "problems", "by_month"):
        found.pop(name, None)
    if answer.name and "notes" in found:
        found["notes"] = [note.replace(answer.name, "*") for note in found["notes"]]
    return found
