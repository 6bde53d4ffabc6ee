"""Official documents of a union in the form of GB/T 9704-2012 党政机关公文格式."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from zhigong.foundation.documents.paper import (
    FOUR,
    RED,
    WIDTH,
    Block,
    Heading,
    Paper,
    Text,
    indent,
    write,
)
from zhigong.foundation.documents.words import clean, dated, heading_level, words


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who gets copies, who printed it and when."""

    printed_by: str
    printed_on: date
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """What an official document says.

    Without ``mark`` it has no red head (a letter, minutes, a draft). ``signers`` (签发人) make the
    number stand left, as in a report to a higher body.
    """

    title: str
    body: str | Sequence[Block]
    issuer: str
    date: date
    mark: str = ""
    number: str = ""
    signers: Sequence[str] = ()
    to: str = ""
    attachments: Sequence[str] = ()
    note: str = ""
    urgency: str = ""
    secrecy: str = ""
    imprint: Imprint | None = None


def official(paper: Official) -> bytes:
    """The document as .docx."""
    sheet = Paper(title=paper.title, author=paper.issuer)
    if paper.mark:
        _red_head(sheet, paper)
    sheet.title(paper.title)
    sheet.space()
    if paper.to:
        sheet.line(paper.to, align="left")
    for block in blocks_of(paper.body) if isinstance(paper.body, str) else paper.body:
        sheet.block(block)
    _attachments(sheet, paper.attachments)
    _signed(sheet, paper)
    if paper.note:
        indent(sheet.line(paper.note), first=2)
    if paper.imprint:
        _imprint(sheet, paper.imprint)
    return sheet.content()


def blocks_of(text: str) -> list[Block]:
    """Plain text as headings and paragraphs, by how its lines begin.

    A heading that goes on after its full stop is a heading and its text in one paragraph.
    """
    blocks: list[Block] = []
    for line in (part.strip() for part in clean(text).split("\n")):
        level = heading_level(line)
        stop = line.find(words()["official"]["full_stop"])
        if not line:
            continue
        if level in {1, 2} and (stop < 0 or stop == len(line) - 1) and len(line) <= 60:
            blocks.append(Heading(line, level))
        elif level == 1 and stop > 0:
            blocks.append(Text(line[stop + 1 :], lead=line[: stop + 1]))
        else:
            blocks.append(Text(line))
    return blocks


def _red_head(sheet: Paper, paper: Official) -> None:
    """版头: urgency, the agency's mark in red, number (and who signed), red line."""
    for word in (paper.secrecy, paper.urgency):
        if word:
            sheet.line(word, font="black", align="left")
    above = 4 - bool(paper.secrecy) - bool(paper.urgency)  # the mark stands 35 mm down (7.2.4)
    sheet.space(above)
    mark = sheet.line(align="centre")
    size = Pt(min(56, 420 // max(len(paper.mark), 1)))
    mark.paragraph_format.line_spacing = Pt(size.pt * 1.2)
    write(mark, paper.mark, font="title", size=size, colour=RED)
    sheet.space(2)
    if paper.signers:
        line = sheet.line(align="left")
        indent(line, left=1, right=1)
        line.paragraph_format.tab_stops.add_tab_stop(WIDTH - Pt(16), WD_TAB_ALIGNMENT.RIGHT)
        write(line, f"{paper.number}\t{words()['official']['signer']}")
        write(line, "　".join(paper.signers), font="kai")
    else:
        line = sheet.line(paper.number, align="centre")
    _line_below(line, "e60012", 18)
    sheet.space(2)


def _line_below(paragraph: Paragraph, colour: str, eighths: int) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_line("bottom", colour, eighths, space=11))  # 4 mm below the number
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind",
        "w:jc", "w:rPr",
    )  # fmt: skip


def _line(side: str, colour: str, eighths: int, *, space: int = 0) -> BaseOxmlElement:
    made = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", colour)):
        made.set(qn(f"w:{name}"), str(value))
    return made


def _attachments(sheet: Paper, names: Sequence[str]) -> None:
    """附件说明: a line below the text, two in; later ones aligned under the first (7.3.4)."""
    if not names:
        return
    sheet.space()
    label = words()["official"]["attachment"]
    for number, name in enumerate(names, 1):
        text = name if len(names) == 1 else f"{number}. {name}"
        if number == 1:
            indent(sheet.line(label + text, align="left"), first=2)
        else:
            indent(sheet.line(text, align="left"), first=2 + len(label))


def _signed(sheet: Paper, paper: Official) -> None:
    """发文机关署名 over the date, which ends four characters in (7.3.5.1)."""
    held = len(sheet.document.paragraphs) - 1
    after_text = sheet.document.element.body[-2].tag == qn("w:p")  # the last is the section's
    sheet.space(2)
    day = dated(paper.date)
    name = sheet.line(paper.issuer, align="right")
    wide = len(paper.issuer) - len(day) * 0.78  # figures are half as wide
    indent(name, right=max(0.0, 4 - wide / 2))
    indent(sheet.line(day, align="right"), right=4)
    for line in sheet.document.paragraphs[held if after_text else held + 1 : -1]:
        line.paragraph_format.keep_with_next = True  # never alone on a page (7.3.5.4)
    if not after_text and sheet.document.tables:
        for cell in sheet.document.tables[-1].rows[-1].cells:
            for line in cell.paragraphs:
                line.paragraph_format.keep_with_next = True  # nor under a table without its end


def _imprint(sheet: Paper, imprint: Imprint) -> None:
    """版记 at the foot of the last page, lines 0.35 mm outside and 0.25 mm between (7.4)."""
    rows = [(words()["official"]["copies"] + imprint.copies + words()["official"]["full_stop"], "")]
    printed = words()["official"]["printed"].format(date=dated(imprint.printed_on))
    rows = [*(rows if imprint.copies else []), (imprint.printed_by, printed)]
    table = sheet.document.add_table(rows=0, cols=1)
    table.autofit = False
    table.columns[0].width = WIDTH
    for left, right in rows:
        cell = table.add_row().cells[0]
        cell.width = WIDTH
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.line_spacing = Pt(24)
        paragraph.paragraph_format.left_indent = Pt(14)
        paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH - Mm(10), WD_TAB_ALIGNMENT.RIGHT)
        write(paragraph, f"{left}\t{right}" if right else left, size=FOUR)
    _rule(table)
    _to_the_foot(table)
    after = sheet.line()  # a floating table hangs on the paragraph behind it
    after.paragraph_format.line_spacing = Pt(1)


def _rule(table: DocxTable) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):
        borders.append(_line(side, "000000", eighths))
    table._tbl.tblPr.append(borders)  # noqa: SLF001


def _to_the_foot(table: DocxTable) -> None:
    place = OxmlElement("w:tblpPr")
    for name, value in (
        ("leftFromText", "0"),
        ("rightFromText", "0"),
        ("vertAnchor", "margin"),
        ("horzAnchor", "margin"),
        ("tblpXSpec", "left"),
        ("tblpYSpec", "bottom"),
    ):
        place.set(qn(f"w:{name}"), value)
    table._tbl.tblPr.insert(1, place)  # noqa: SLF001 (after the style, as the schema wants)
