"""A plan as offices write it in Word: counted headings, tracked changes, a note, a box, a table."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from zhigong.supervision.rules.reading import Reading, read_file

LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
BOX = (
    '<w:r {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:AlternateContent><mc:Choice><w:txbxContent>{p}</w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent>{p}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
)
NOTE = (
    "<w:footnotes {w}><w:footnote w:id='2'><w:p><w:r><w:t>夜校指晚间公益课堂。</w:t></w:r></w:p>"
    "</w:footnote></w:footnotes>"
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def counting(document: Document) -> None:
    """Numbering 90: 一、 （一） 1."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    root.find(qn("w:num")).addprevious(parse_xml(abstract))
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )


def item(document: Document, level: int, title: str, text: str = "") -> Paragraph:
    paragraph = document.add_paragraph()
    numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbered))
    paragraph.add_run(title).bold = True
    paragraph.add_run(text)
    return paragraph


def changed(paragraph: Paragraph, kind: str, text: str) -> None:
    tag = "w:delText" if kind == "del" else "w:t"
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="9" w:author="甲"><w:r><{tag}>{text}</{tag}></w:r></w:{kind}>'
        )
    )


def box(paragraph: Paragraph, text: str) -> None:
    inner = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    paragraph._p.append(parse_xml(BOX.format(w=nsdecls("w"), p=inner)))


def with_note(content: bytes) -> bytes:
    """The archive with a footnotes part, which the library cannot write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf8") if name.endswith((".xml", ".rels")) else ""
            if name == "[Content_Types].xml":
                kind = f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'
                part = part.replace("</Types>", kind)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{RELATION}" Target="footnotes.xml"/>'
                part = part.replace("</Relationships>", f"{link}</Relationships>")
            new.writestr(name, part or old.read(name))
        new.writestr("word/footnotes.xml", NOTE.format(w=nsdecls("w")))
    return out.getvalue()


@pytest.fixture(scope="module")
def reading() -> Reading:
    document = docx.Document()
    counting(document)
    document.add_paragraph("示工发〔2027〕18号")
    document.add_paragraph("关于印发《职工之家建设提升行动方案》的通知")
    document.add_paragraph("各街道总工会：")
    box(document.add_paragraph("现将方案印发给你们，请认真组织实施。"), "急件")
    document.add_paragraph("示范区总工会")
    document.add_paragraph("2027年3月9日")
    document.add_paragraph("职工之家建设提升行动方案")
    item(document, 0, "主要措施")
    built = item(document, 1, "建强阵地。", "推动职工之家向园区延伸。")
    changed(built, "ins", "10月底前完成选址。")
    changed(built, "del", "年底前完成选址。")
    item(document, 1, "做优服务。")
    item(document, 2, "", "开设法律咨询窗口。")
    item(document, 2, "", "开办职工夜校，全年不少于30期。")
    item(document, 0, "工作要求")
    item(document, 1, "加强领导。", "各街道总工会主席要亲自抓。")
    document.add_paragraph("附件：任务分配表")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "单位", "新建"
    out = io.BytesIO()
    document.save(out)
    return read_file(with_note(out.getvalue()), "plan.docx")


def test_counted_headings_give_the_tree(reading: Reading) -> None:
    assert [(t.id, t.title) for t in reading.tasks] == [
        ("R1", "主要措施"),
        ("R1.1", "建强阵地"),
        ("R1.2", "做优服务"),
        ("R1.2.1", "开设法律咨询窗口"),
        ("R1.2.2", "开办职工夜校，全年不少于30期"),
        ("R2", "工作要求"),
        ("R2.1", "加强领导"),
    ]


def test_what_was_inserted_counts_and_what_was_deleted_does_not(reading: Reading) -> None:
    assert [str(d.day) for d in reading.task("R1.1").deadlines] == ["2027-10-31"]


def test_a_box_a_table_and_a_note_are_kept_as_background(reading: Reading) -> None:
    kept = {p.text: (p.pos, p.role) for p in reading.passages if p.role == "background"}

    assert kept["急件"] == ("P5.S1", "background")
    assert kept["单位\t新建"] == ("P17.S1", "background")
    assert kept["夜校指晚间公益课堂。"] == ("P18.S1", "background")
