""".docx to lines: paragraphs in reading order, with automatic numbers written out.

Offices let Word count their headings: the “一、” a reader sees is then no part of the text. It is
put back here. Insertions under tracking are read, deletions are not; text boxes and table cells
are read in place, footnotes after the last line, so that nothing a person sees is lost.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from zhigong.supervision.rules.reading.document import Line
from zhigong.supervision.rules.reading.numerals import counted
from zhigong.supervision.rules.reading.vocabulary import pattern

LARGEST_UNPACKED = 200 * 1024 * 1024
# What well-formed XML that is no Word's makes of a look at it: a number that is none, a part left out.
_MALFORMED = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
_LEVEL_MARK = re.compile(r"%(\d)")
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class NotWord(Exception):
    """The archive is no Word document that can be opened; the argument says what is the matter."""


def lines_of_word(content: bytes) -> list[Line]:
    """The paragraphs of a .docx; raises ``NotWord`` with ``damaged``, ``too-large`` or ``other``."""
    document = _opened(content)
    try:
        reader = _Reader(document)
        body = document.element.body
        rows = [row for paragraph in _paragraphs(body) for row in reader.rows(paragraph)]
        rows += [(text, 0, 0, "footnote") for text in _footnotes(document)]
    except _MALFORMED as damage:
        raise NotWord("damaged") from damage
    return [Line(number, *row) for number, row in enumerate(rows, start=1)]


def _opened(content: bytes) -> Any:
    try:
        _check_archive(content)
        return docx.Document(io.BytesIO(content))
    except NotWord:
        raise
    except KeyError as missing:
        raise NotWord("damaged") from missing
    except ValueError as other:  # a workbook, a presentation
        raise NotWord("other") from other
    except Exception as damage:  # only libraries run here, and no list says what they raise
        raise NotWord("damaged") from damage


def _check_archive(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            raise NotWord("too-large")
    if "[Content_Types].xml" not in names:
        raise NotWord("other")
    if not any(name.startswith("word/") for name in names):
        raise NotWord("other")


def _footnotes(document: Any) -> Iterator[str]:
    """What stands at the foot of pages, after the last line: no position before it moves."""
    for kind, tag in (
        (RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"),
        (RELATIONSHIP_TYPE.ENDNOTES, "w:endnote"),
    ):
        parts = (r.target_part for r in document.part.rels.values() if r.reltype == kind)
        for part in parts:
            for note in parse_xml(part.blob).iter(qn(tag)):
                text = " ".join(filter(None, (_text(p).strip() for p in note.iter(qn("w:p")))))
                if text:
                    yield text


def _paragraphs(node: Any) -> Iterator[Any]:
    """Paragraphs and table rows in reading order; those of a text box after their anchor."""
    for child in node:
        if child.tag == qn("w:p"):
            yield child
            for box in child.iter(qn("w:txbxContent")):
                if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                    yield from _paragraphs(box)
        elif child.tag == qn("w:tr"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _paragraphs(child)


class _Reader:
    """Keeps the counters of automatic numbering while paragraphs pass."""

    def __init__(self, document: Any) -> None:
        self._styles = {s.style_id: s for s in document.styles}
        self._levels = _numbering_levels(document)
        self._counters: dict[str, list[int]] = defaultdict(lambda: [0] * 9)

    def rows(self, paragraph: Any) -> list[tuple[str, int, int, str]]:
        """(text, depth, bold, aside) of a paragraph, one for each line a person sees in it."""
        if paragraph.tag == qn("w:tr"):
            cells = [text for cell in paragraph.iter(qn("w:tc")) for text in _columns(cell)]
            return [("\t".join(cells), 0, 0, "table")]
        depth = self._depth(paragraph)
        text = self._label(paragraph) + _text(paragraph)
        bold = len(text) - len(_text(paragraph)) + _bold_length(paragraph)
        first, *others = text.split("\n")
        bold = 0 if _bold_length(paragraph) == 0 else min(bold, len(first))
        return [(first.strip(), depth, bold, ""), *((o.strip(), 0, 0, "") for o in others)]

    def _depth(self, paragraph: Any) -> int:
        style = self._style(paragraph)
        while style is not None:
            if found := pattern("word.heading_style").match(style.name or ""):
                return int(found.group(1)) + 1
            if pattern("word.title_style").match(style.name or ""):
                return 1
            style = getattr(style, "base_style", None)
        level = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        return int(level.get(qn("w:val"))) + 2 if level is not None else 0

    def _style(self, paragraph: Any) -> Any:
        node = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._styles.get(node.get(qn("w:val"))) if node is not None else None

    def _label(self, paragraph: Any) -> str:
        """The number Word would print before the paragraph, empty where it prints none."""
        reference = self._numbering(paragraph)
        if reference is None:
            return ""
        number_id, depth = reference
        levels = self._levels.get(number_id)
        if levels is None or depth not in levels:
            return ""
        counters = self._counters[number_id]
        start, _, template = levels[depth]
        counters[depth] = counters[depth] + 1 if counters[depth] else start
        counters[depth + 1 :] = [0] * (8 - depth)

        def shown(mark: re.Match[str]) -> str:
            at = int(mark.group(1)) - 1
            return counted(counters[at] or 1, levels[at][1] if at in levels else "decimal")

        return _LEVEL_MARK.sub(shown, template)

    def _numbering(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        style = self._style(paragraph)
        while properties is not None or style is not None:
            node = properties.find(qn("w:numPr")) if properties is not None else None
            number = node.find(qn("w:numId")) if node is not None else None
            if node is not None and number is not None:
                level = node.find(qn("w:ilvl"))
                depth = int(level.get(qn("w:val"))) if level is not None else 0
                return number.get(qn("w:val")), depth
            if style is None:
                return None
            properties = style.element.find(qn("w:pPr"))
            style = getattr(style, "base_style", None)
        return None


def _numbering_levels(document: Any) -> dict[str, dict[int, tuple[int, str, str]]]:
    """number id → level → (start, format, template such as ``%1、``)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        node.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): (
                int(_value(level, "w:start", "1")),
                _value(level, "w:numFmt", "decimal"),
                _value(level, "w:lvlText", ""),
            )
            for level in node.iter(qn("w:lvl"))
        }
        for node in root.iter(qn("w:abstractNum"))
    }
    return {
        node.get(qn("w:numId")): abstract.get(_value(node, "w:abstractNumId", ""), {})
        for node in root.iter(qn("w:num"))
    }


def _value(node: Any, name: str, default: str) -> str:
    child = node.find(qn(name))
    return default if child is None else str(child.get(qn("w:val")) or default)


def _text(node: Any) -> str:
    """The text of a paragraph as read, without deleted text and without text boxes."""
    pieces: list[str] = []
    for child in node:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            pieces.append(" ")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n" if child.get(qn("w:type")) in (None, "textWrapping") else "")
        elif child.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif child.tag not in _SKIPPED and child.tag not in (qn("w:txbxContent"), _FALLBACK):
            pieces.append(_text(child))
    return "".join(pieces)


def _columns(cell: Any) -> list[str]:
    """The text of a table cell, and nothing for each further column that it covers."""
    text = " ".join(filter(None, (_text(p).strip() for p in cell.iter(qn("w:p")))))
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    covered = int(span.get(qn("w:val")) or 1) if span is not None else 1
    return [" ".join(text.split()), *[""] * (covered - 1)]


def _bold_length(paragraph: Any) -> int:
    """How many leading characters are bold."""
    length = 0
    for run in paragraph.iter(qn("w:r")):
        text = _text(run)
        if not text.strip():
            length += len(text)
            continue
        mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if mark is None or mark.get(qn("w:val")) in ("0", "false", "off"):
            break
        length += len(text)
    return length
