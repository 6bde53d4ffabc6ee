"""Markdown to lines: marks off, meaning kept (level, bold beginning, what is no running text)."""

from __future__ import annotations

import re

from zhigong.supervision.rules.reading.document import Line
from zhigong.supervision.rules.reading.vocabulary import pattern

_HASH = re.compile(r"^ {0,3}(#{1,6})\s+(?!.*##\s*$)(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_CODE = re.compile(r"`([^`]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_ALERT = re.compile(r"^\[!\w+\]")
_COMMENT = re.compile(r"^\s*<!--.*-->\s*$")


def lines_of_markdown(rows: list[str]) -> list[Line]:
    """Each row as a line; a YAML head, tables, comments and rules become asides."""
    head = _front_matter_end(rows)
    return [
        Line(number, row.strip(), aside="front-matter") if number <= head else _line(number, row)
        for number, row in enumerate(rows, start=1)
    ]


def _front_matter_end(rows: list[str]) -> int:
    fence = pattern("layout.front_matter")
    if not rows or not fence.match(rows[0]):
        return 0
    for number, row in enumerate(rows[1:60], start=2):
        if fence.match(row):
            return number
    return 0


def _line(number: int, row: str) -> Line:
    if _COMMENT.match(row):
        return Line(number, row.strip(), aside="comment")
    if pattern("layout.rule").match(row.strip()):
        return Line(number, row.strip(), aside="rule")
    if pattern("layout.table_row").match(row):
        return Line(number, _cells(row), aside="table")
    text = _QUOTE.sub("", row).strip()
    if _ALERT.match(text):
        return Line(number, text, aside="comment")
    found = _HASH.match(text)
    depth = len(found.group(1)) if found else 0
    text = found.group(2) if found else _BULLET.sub("", text)
    leading = _BOLD.match(text)
    bold = len(_plain(leading.group(2))) if leading else 0
    return Line(number, _plain(text), depth=depth, bold=bold)


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\1", text)
    text = _CODE.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text).strip()


def _cells(row: str) -> str:
    cells = [_plain(cell) for cell in row.strip().strip("|").split("|")]
    return "\t".join(cells)
