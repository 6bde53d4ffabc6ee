"""A paper, line by line: page, fonts and paragraphs of GB/T 9704-2012 on python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from zhigong.foundation import clock
from zhigong.foundation.documents.words import clean, words

LINE = Pt(28)
THREE, FOUR, TWO = Pt(16), Pt(14), Pt(22)  # Chinese sizes: 3号, 4号, 2号
RED = RGBColor(0xE6, 0x00, 0x12)
WIDTH = Mm(156)
_LEVEL_FONTS = {1: "black", 2: "kai", 3: "body", 4: "body"}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 黑体, 2 楷体, 3 and 4 仿宋; the text carries its own number."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, its first line two characters in; ``lead`` before it in 黑体."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; ``widths`` are shares of the line."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = field(default_factory=tuple)
    caption: str = ""


Block = Heading | Text | Table
SUM = re.compile(r"-?[\d,]+\.\d\d|—")  # stands at the right of its cell, as does its absence


class Paper:
    """A document under way. ``content()`` gives its bytes."""

    def __init__(self, *, title: str = "", author: str = "") -> None:
        self.document: DocumentType = Document()
        _set_page(self.document)
        _set_style(self.document)
        properties = self.document.core_properties
        properties.title, properties.author = clean(title)[:200], clean(author)[:100]
        properties.comments = properties.last_modified_by = ""
        properties.created = properties.modified = clock.now().replace(tzinfo=None)

    # Paragraphs

    def line(
        self, text: str = "", *, font: str = "body", size: Pt = THREE, align: str = "both"
    ) -> Paragraph:
        """One paragraph as it stands; line ends within it stay."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        if text:
            write(paragraph, text, font=font, size=size)
        return paragraph

    def title(self, text: str) -> Paragraph:
        """标题: 2号小标宋, centred."""
        paragraph = self.line(text, font="title", size=TWO, align="centre")
        paragraph.paragraph_format.line_spacing = Pt(33)
        paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def heading(self, text: str, level: int = 1) -> Paragraph:
        paragraph = self.line(text, font=_LEVEL_FONTS[level])
        indent(paragraph, first=2)
        paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def text(self, text: str, *, lead: str = "") -> None:
        """A paragraph for every line of the text."""
        for number, part in enumerate(clean(text).split("\n")):
            paragraph = self.line()
            indent(paragraph, first=2)
            if lead and number == 0:
                write(paragraph, lead, font="black")
            write(paragraph, part)

    def pair(self, label: str, value: str) -> None:
        """``label`` in 黑体 and its value, as in the head of an agreement."""
        paragraph = self.line(align="left")
        write(paragraph, label, font="black")
        write(paragraph, value)

    def space(self, lines: int = 1) -> None:
        for _line in range(lines):
            self.line()

    def page_break(self) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block.text, block.level)
        elif isinstance(block, Text):
            self.text(block.text, lead=block.lead)
        else:
            self.table(block)

    # Tables

    def table(self, table: Table) -> None:
        """With lines all round; cells wrap; the head is repeated where the page turns."""
        if table.caption:
            self.line(
                table.caption, font="black", align="centre"
            ).paragraph_format.keep_with_next = True
        made = self.document.add_table(rows=0, cols=len(table.head), style="Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        made.autofit = False
        shares = list(table.widths) or [1.0] * len(table.head)
        widths = [int(WIDTH * share / sum(shares)) for share in shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        self._row(made, table.head, widths, head=True)
        for row in table.rows:
            assert len(row) == len(table.head), "a row as long as the head"
            self._row(made, row, widths, head=False)

    def _row(
        self, table: DocxTable, texts: Sequence[str], widths: Sequence[int], *, head: bool
    ) -> None:
        row = table.add_row()  # type: ignore[no-untyped-call]  # untyped in python-docx
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (no public way)
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            _fill(cell, text, head=head)

    def signatures(self, parties: Sequence[str]) -> None:
        """Places to sign, two in a row, each with room for a stamp and a date below."""
        made = self.document.add_table(rows=0, cols=2)
        for start in range(0, len(parties), 2):
            row = made.add_row()
            row.height = Mm(32)
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
            for cell, party in zip(row.cells, parties[start : start + 2], strict=False):
                paragraph = cell.paragraphs[0]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
                write(paragraph, party)

    def content(self) -> bytes:
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


def write(
    paragraph: Paragraph,
    text: str,
    *,
    font: str = "body",
    size: Pt = THREE,
    colour: RGBColor | None = None,
) -> Run:
    """Add text to a paragraph in a font of ``words.toml``."""
    run = paragraph.add_run(clean(text))
    run.font.size = size
    set_font(run, font)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def set_font(run: Run, font: str) -> None:
    """The Chinese font by ``w:eastAsia``; figures and letters in the Latin one (宋体: its own)."""
    fonts = words()["fonts"]
    run.font.name = fonts["song"] if font == "song" else fonts["latin"]
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), fonts[font])  # noqa: SLF001


def indent(paragraph: Paragraph, *, first: float = 0, left: float = 0, right: float = 0) -> None:
    """Indents in characters, as WPS and Word count them, with points for who does not."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001
    for name, characters in (("firstLine", first), ("left", left), ("right", right)):
        if characters:
            properties.set(qn(f"w:{name}Chars"), str(int(characters * 100)))
            properties.set(qn(f"w:{name}"), str(int(characters * 16 * 20)))


def _fill(cell: _Cell, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    side = WD_ALIGN_PARAGRAPH.RIGHT if SUM.fullmatch(text) else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if head else side
    paragraph.paragraph_format.line_spacing = Pt(20)
    write(paragraph, text, font="black" if head else "body", size=Pt(12))


def _set_page(document: DocumentType) -> None:
    """A4, 37/28/26/35 mm; numbers outside on both sides."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    if grid is not None:  # programs read a grid of characters differently: spacing does it
        section._sectPr.remove(grid)  # noqa: SLF001
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], "right")
    _page_number(section.even_page_footer.paragraphs[0], "left")


def _page_number(paragraph: Paragraph, align: str) -> None:
    """— 1 —, 4号半角宋体, one character in from the outer edge (7.5)."""
    paragraph.alignment = _ALIGN[align]
    indent(paragraph, **({"right": 1.0} if align == "right" else {"left": 1.0}))
    write(paragraph, "— ", font="song", size=FOUR)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = write(paragraph, "", font="song", size=FOUR)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._element.append(mark)  # noqa: SLF001
    write(paragraph, " —", font="song", size=FOUR)


def _set_style(document: DocumentType) -> None:
    """22 lines of 28 points a page, 28 characters of 16 points less a hair in 156 mm."""
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.size = THREE
    style.font.name = words()["fonts"]["latin"]
    style.element.get_or_add_rPr().get_or_add_rFonts().set(
        qn("w:eastAsia"), words()["fonts"]["body"]
    )
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), "-5")  # a quarter of a point
    style.element.rPr.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    spacing = style.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = LINE
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.widow_control = True
