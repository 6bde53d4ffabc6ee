"""What became of the mistakes: kept by file, told as a table, survivors beside what explains them."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from tests.law.mutation.mistakes import Mutant

KEPT = Path(__file__).resolve().parents[3] / ".mutation.jsonl"
EXPLAINED = Path(__file__).parent / "explained.toml"


class Found(msgspec.Struct):
    """What became of the mutants of a file: of how many, and which survived; ``digest`` is of its source.

    ``tested`` says whether the survivors were tried by the tests too, or by claims and pages alone; ``share`` is how
    many of a hundred mistakes were made, where only a sample was.
    """

    file: str
    digest: str
    mutants: int
    survived: list[str]
    day: str
    tested: bool = True
    share: int = 100


def told(mutant: Mutant) -> str:
    """A mutant as it is kept: ``12: name: if 【a < b → a <= b】:``."""
    return f"{mutant.line}: {mutant.text}"


def digest(source: bytes) -> str:
    """What a file's source is known by."""
    return hashlib.sha256(source).hexdigest()[:16]


def kept() -> dict[str, Found]:
    """What was found before, by file; the last wins."""
    if not KEPT.exists():
        return {}
    rows = [msgspec.json.decode(line, type=Found) for line in KEPT.read_bytes().splitlines()]
    return {row.file: row for row in rows}


def keep(found: Found) -> None:
    """Add what was found of a file."""
    with KEPT.open("ab") as file:
        file.write(msgspec.json.encode(found) + b"\n")


@cache
def explanations() -> dict[tuple[str, str], str]:
    """File and mutant (without its line) → why it changes no answer."""
    groups = tomllib.loads(EXPLAINED.read_text("utf8"))["why"]
    return {
        (file, text): group["reason"]
        for group in groups
        for file, texts in group["survivors"].items()
        for text in texts
    }


def explained(file: str, survivor: str) -> str:
    """Why a survivor changes no answer; empty where nobody has said so."""
    return explanations().get((file, survivor.partition(": ")[2]), "")


def table(rows: dict[str, Found]) -> str:
    """The figures of every file that has something to change, and of all together."""
    lines = [
        "| 文件 | 改动 | 被发现 | 未被发现 | 其中已说明 | 得分 | 日期 |",
        "|---|---|---|---|---|---|---|",
    ]
    some = [row for _, row in sorted(rows.items()) if row.mutants]
    for row in some:
        left = [bool(explained(row.file, text)) for text in row.survived]
        day = row.day if row.tested else f"{row.day}，只由请求"
        day += "" if row.share == 100 else f"，抽样{row.share}%"
        lines.append(_line(row.file, row.mutants, left, day))
    every = [bool(explained(row.file, text)) for row in some for text in row.survived]
    return "\n".join([*lines, _line("合计", sum(row.mutants for row in some), every, "")])


def _line(name: str, mutants: int, left: list[bool], day: str) -> str:
    killed = mutants - len(left)
    score = 100 * killed / max(mutants, 1)
    return f"| {name} | {mutants} | {killed} | {len(left)} | {sum(left)} | {score:.1f} % | {day} |"
