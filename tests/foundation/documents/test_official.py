from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from zhigong.foundation.documents.official import Imprint, Official, blocks_of, official
from zhigong.foundation.documents.paper import Heading, Paper, Table, Text
from zhigong.foundation.documents.pdf import converter, to_pdf
from zhigong.foundation.documents.words import clean, dated, heading_level

TASKS = Table(
    ("序号", "任务", "责任单位", "完成时限"),
    [(str(n), f"第{n}项任务，逐级落实到人", "示范街道总工会", "2026-12-31") for n in range(1, 41)],
    widths=(1, 5, 3, 2),
    caption="责任分解表",
)
NOTICE = Official(
    title="关于做好困难职工冬季帮扶工作的通知",
    body="现就有关事项通知如下。\n一、总体要求\n（一）摸清底数\n1. 逐户走访。\n正文一段。",
    issuer="示范区总工会",
    date=date(2026, 6, 1),
    mark="示范区总工会文件",
    number="示工发〔2026〕12号",
    to="各基层工会：",
    attachments=("责任分解表", "联系人名单"),
    note="（联系人：王主任）",
    urgency="特急",
    imprint=Imprint("示范区总工会办公室", date(2026, 6, 2), copies="示范区委办公室"),
)


def opened(content: bytes) -> DocumentType:
    return Document(io.BytesIO(content))


def fonts_of(document: DocumentType) -> dict[str, str]:
    found = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            fonts = run._element.rPr.rFonts if run._element.rPr is not None else None
            if fonts is not None:
                found[run.text] = fonts.get(qn("w:eastAsia"))
    return found


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(official(NOTICE)).sections[0]

    sizes = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    )
    assert [round(s.mm, 1) for s in sizes if s is not None] == [210, 297, 37, 28, 26, 35]


def test_every_part_has_its_font() -> None:
    fonts = fonts_of(opened(official(NOTICE)))

    assert fonts["示范区总工会文件"] == "方正小标宋简体"
    assert fonts[NOTICE.title] == "方正小标宋简体"
    assert fonts["一、总体要求"] == "黑体"
    assert fonts["（一）摸清底数"] == "楷体_GB2312"
    assert fonts["1. 逐户走访。"] == "仿宋_GB2312"
    assert fonts["正文一段。"] == "仿宋_GB2312"


def test_the_parts_stand_in_their_order() -> None:
    document = opened(official(NOTICE))
    lines = [p.text for p in document.paragraphs if p.text]

    assert lines == [
        "特急",
        "示范区总工会文件",
        "示工发〔2026〕12号",
        NOTICE.title,
        "各基层工会：",
        "现就有关事项通知如下。",
        "一、总体要求",
        "（一）摸清底数",
        "1. 逐户走访。",
        "正文一段。",
        "附件：1. 责任分解表",
        "2. 联系人名单",
        "示范区总工会",
        "2026年6月1日",
        "（联系人：王主任）",
    ]
    imprint = [row.cells[0].text for row in document.tables[-1].rows]
    assert imprint == ["抄送：示范区委办公室。", "示范区总工会办公室\t2026年6月2日印发"]


def test_lines_are_28_points_and_numbers_differ_on_even_pages() -> None:
    document = opened(official(NOTICE))

    assert document.styles["Normal"].paragraph_format.line_spacing == Pt(28)  # type: ignore[attr-defined]  # a paragraph style
    assert document.settings.odd_and_even_pages_header_footer is True
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("— ")
    assert "PAGE" in footer._p.xml
    even = document.sections[0].even_page_footer.paragraphs[0]
    assert (footer.alignment, even.alignment) == (2, 0)


def test_a_report_names_who_signs() -> None:
    report = Official(
        title="请示", body="妥否，请批示。", issuer="示范区总工会", date=date(2026, 6, 1),
        mark="示范区总工会", number="示工〔2026〕3号", signers=("王主任",),
    )  # fmt: skip

    lines = [p.text for p in opened(official(report)).paragraphs if p.text]

    assert "示工〔2026〕3号\t签发人：王主任" in lines


def test_a_table_repeats_its_head_and_keeps_rows_whole() -> None:
    paper = Paper()
    paper.table(TASKS)

    table = opened(paper.content()).tables[0]

    assert table.rows[40].cells[0].text == "40"
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    with pytest.raises(AssertionError, match="as long as the head"):
        Paper().table(Table(("a", "b"), [("1",)]))


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、总体要求", 1),
        ("十二、其他", 1),
        ("（三）方法", 2),
        ("1. 走访", 3),
        ("2.5 万元", 0),
        ("（4）其他", 4),
        ("一是要", 0),
        ("", 0),
    ],
)
def test_a_heading_is_known_by_its_beginning(line: str, level: int) -> None:
    assert heading_level(line) == level


def test_a_heading_that_goes_on_is_lead_and_text() -> None:
    assert blocks_of("一、加强领导。各级工会要高度重视。\n\n二、抓好落实") == [
        Text("各级工会要高度重视。", lead="一、加强领导。"),
        Heading("二、抓好落实", 1),
    ]


def test_what_xml_cannot_hold_is_dropped() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\r\nf\rg<&>") == "abcde\nf\ng<&>"


@settings(max_examples=30)
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    content = official(
        Official(title=text, body=text, issuer=text, date=date(2026, 1, 1), to=text, mark=text[:20])
    )

    assert opened(content).paragraphs


def test_the_document_says_who_made_it_and_nothing_of_the_tool() -> None:
    properties = opened(official(NOTICE)).core_properties

    assert (properties.author, properties.title) == ("示范区总工会", NOTICE.title)
    assert "python" not in properties.comments.lower()


def test_a_date_has_no_leading_zeros() -> None:
    assert dated(date(2026, 6, 1)) == "2026年6月1日"


@pytest.mark.slow
@pytest.mark.skipif(converter() is None, reason="no LibreOffice on this machine")
def test_the_document_becomes_a_pdf() -> None:
    pdf = to_pdf(official(NOTICE))

    assert pdf is not None
    assert pdf.startswith(b"%PDF-")


def test_without_a_converter_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert to_pdf(b"") is None


def test_a_signature_is_never_alone_on_a_page() -> None:
    letter = Official(title="函", body="请抓紧办理。", issuer="示范区总工会", date=date(2026, 6, 1))

    lines = opened(official(letter)).paragraphs

    signed = next(at for at, line in enumerate(lines) if line.text == "示范区总工会")
    held = [line.paragraph_format.keep_with_next for line in lines[signed - 3 : signed + 1]]
    assert lines[signed - 3].text == "请抓紧办理。"
    assert held == [True] * 4
