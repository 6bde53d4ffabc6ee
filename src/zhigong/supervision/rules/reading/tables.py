"""Tables of tasks (责任分解表): a row a task, the head says which column is what.

A document that is such a table is read row by row. Where running text gave tasks already, a table
repeats them, and only a notice says how many rows it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import canonical, names, pattern

_CELL = "\t"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is a task: its line, its title, and its columns as a sentence with labels."""

    line: int
    title: str
    text: str


def table_rows(sentences: Sequence[Sentence]) -> list[TableRow]:
    """The rows of tables whose head names a task and who does it, or until when."""
    found: list[TableRow] = []
    columns: dict[str, int] = {}
    above: dict[str, str] = {}
    before = 0
    for line in dict.fromkeys(s.line for s in sentences):
        if line.aside != "table":
            continue
        if line.number > before + 1:
            columns = {}
        before = line.number
        cells = [cell.strip() for cell in line.text.split(_CELL)]
        if head := _head(cells):
            columns, above = head, {}
        elif columns:
            told = {kind: cells[at] for kind, at in columns.items() if at < len(cells)}
            above = _with_above(told, above)
            found += [row] if (row := _row(line.number, above)) else []
    return found


def _head(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, empty where the row is no head of a table of tasks."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        plain = canonical("".join(cell.split()))
        kind = next((n for n in names("table") if pattern(f"table.{n}").search(plain)), "")
        if kind == "lead" and kind in columns:
            kind = "co"  # beside 牵头单位 the 责任单位 join
        if kind == "task" and kind in columns:
            kind = "goal"  # beside 重点任务 the 具体措施 say how
        if kind and kind not in columns:
            columns[kind] = at
    return columns if "task" in columns and {"lead", "due"} & columns.keys() else {}


def _with_above(told: dict[str, str], above: dict[str, str]) -> dict[str, str]:
    """A row's columns. One that leaves its task empty, or repeats it as a merged cell does, goes on
    with the task above: what it says beside is the task, done by whom the row above names."""
    task, goal = told.get("task", ""), told.get("goal", "")
    if goal and above and task in ("", above.get("whole", "")):
        kept = {kind: told.get(kind) or above.get(kind, "") for kind in ("lead", "co")}
        return {**told, **kept, "task": goal, "goal": "", "whole": above.get("whole", "")}
    return {**told, "whole": task}


def _row(number: int, cells: dict[str, str]) -> TableRow | None:
    told = {kind: cell for kind, cell in cells.items() if cell}
    title = told.get("task", "").rstrip("。")
    if not pattern("table_labels.title").search(title):
        return None
    labels = pattern("table_labels.all").pattern.split()
    said = [f"{label}：{told[kind]}" for kind, label in (one.split("=") for one in labels)
            if kind in told]  # fmt: skip
    goal = f"{title}，{told['goal']}" if "goal" in told else title
    return TableRow(
        number, title, f"{goal.rstrip('。')}。" + (f"（{'；'.join(said)}）" if said else "")
    )
