"""What comes in: encodings, Markdown, Word, pasted text, and what is refused with a way out."""

from __future__ import annotations

import hashlib
import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.supervision.rules.reading.material import HERE
from zhigong.kernel.verdict import Refused
from zhigong.supervision.rules.reading import (
    Reading,
    as_document,
    open_source,
    read_file,
    read_text,
)

TEXT = (HERE / "three_said_four_given.txt").read_text("utf8")
WANTED = as_document(read_text(TEXT))["tasks"]
MARKS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "gb18030": b"",
}


def word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def refused(content: bytes, name: str) -> str:
    with pytest.raises(Refused) as caught:
        open_source(content, name)
    refusal = caught.value.refusals[0]
    assert refusal.reason_text()
    assert refusal.remedy_text()
    return refusal.code


@pytest.mark.parametrize("marked", [True, False], ids=["mark", "no-mark"])
@pytest.mark.parametrize("encoding", MARKS)
def test_every_encoding_gives_the_same_tasks(encoding: str, marked: bool) -> None:
    content = (MARKS[encoding] if marked else b"") + TEXT.encode(encoding)

    reading = read_file(content, "speech.txt")

    assert as_document(reading)["tasks"] == WANTED
    assert reading.source.encoding.removesuffix(" (BOM)") == encoding


def test_gbk_of_one_line_is_read() -> None:
    reading = read_file("要加强职工之家建设。".encode("gbk"), "line.txt")

    assert [(p.text, p.role) for p in reading.passages] == [("要加强职工之家建设。", "requirement")]
    assert [t.title for t in reading.tasks] == ["加强职工之家建设"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_ends_do_not_move_positions(end: str) -> None:
    assert as_document(read_file(TEXT.replace("\n", end).encode(), "a.txt"))["tasks"] == WANTED


def test_the_original_is_kept_byte_for_byte() -> None:
    content = TEXT.replace("\n", "\r\n").encode("gb18030")

    source = open_source(content, "speech.txt")

    assert source.content == content
    assert source.sha256 == hashlib.sha256(content).hexdigest()


def test_unreadable_characters_are_counted_and_said() -> None:
    reading = read_file(TEXT.encode() + b"\xe5\xb7", "cut.txt")

    assert reading.warnings[0].code == "unreadable-characters"
    assert as_document(reading)["tasks"] == WANTED


def test_word_paragraphs_are_lines() -> None:
    reading = read_file(word(TEXT.split("\n")), "speech.docx")

    assert as_document(reading)["tasks"] == WANTED


def test_word_headings_bold_run_ins_and_automatic_numbers() -> None:
    document = docx.Document()
    document.add_paragraph("某区总工会2027年工作要点", style="Title")
    document.add_heading("强化服务", level=1)
    for title, body in (
        ("建好阵地。", "年底前新建驿站10个。"),
        ("办好实事。", "慰问职工500人次。"),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        paragraph.add_run(body)
    document.add_heading("强化保障", level=1)
    document.add_paragraph("要保障经费。", style="List Number")
    document.add_paragraph("要配强干部。", style="List Number")
    out = io.BytesIO()
    document.save(out)

    reading = read_file(out.getvalue(), "plan.docx")

    assert [(t.id, t.title) for t in reading.tasks] == [
        ("R1", "强化服务"), ("R1.1", "建好阵地"), ("R1.2", "办好实事"),
        ("R2", "强化保障"), ("R2.1", "保障经费"), ("R2.2", "配强干部"),
    ]  # fmt: skip
    assert reading.passages[-2].text.startswith("1.")


def test_a_word_table_with_joined_cells_gives_a_task_a_row() -> None:
    rows = [
        ("责任分解表", "", "", ""),
        ("任务内容", "成果要求", "牵头部门", "完成时间"),
        ("开展集体协商要约行动", "签约率达到92%以上", "权益保障部", "2027年一季度"),
        ("建设爱心妈妈小屋", "新建5个", "女职工部", "2027年10月底"),
    ]
    document = docx.Document()
    document.add_paragraph("2027年重点任务责任分解表")
    table = document.add_table(rows=0, cols=4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 3))
    out = io.BytesIO()
    document.save(out)

    tasks = read_file(out.getvalue(), "table.docx").tasks

    assert [(t.title, t.duty.lead, str(t.deadlines[0].day)) for t in tasks] == [
        ("开展集体协商要约行动", ("权益保障部",), "2027-03-31"),
        ("建设爱心妈妈小屋", ("女职工部",), "2027-10-31"),
    ]


def test_tracked_deletions_are_not_read_and_insertions_are() -> None:
    document = docx.Document(io.BytesIO(word(["一、要做好工作"])))
    paragraph = document.paragraphs[0]._p
    for tag, text_tag, text in (("w:ins", "w:t", "和服务"), ("w:del", "w:delText", "删去")):
        change, run, written = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        written.text = text
        run.append(written)
        change.append(run)
        paragraph.append(change)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "任务"
    table.rows[0].cells[1].text = "单位"
    out = io.BytesIO()
    document.save(out)

    lines = open_source(out.getvalue(), "a.docx").lines

    assert [line.text for line in lines] == ["一、要做好工作和服务", "任务\t单位"]
    assert paragraph.find(qn("w:del")) is not None


def test_markdown_marks_are_not_text_and_pay_wall_marks_no_headings() -> None:
    text = (
        "# 关于某事的通知\n\n##paidbegin##\n\n## 工作要求\n\n**抓紧落实**，请各单位6月底前完成。\n"
    )

    reading = read_file(text.encode(), "a.md")

    assert [h.title for h in reading.headings] == ["工作要求"]
    assert reading.passage("P3.S1").role == "marker"
    assert reading.passage("P7.S1").text == "抓紧落实，请各单位6月底前完成。"
    assert [w.code for w in reading.warnings] == ["truncated"]


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "scan.docx"),
    "empty": (b"", "empty.docx"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "secret.docx"),
    "old-word": (OLE, "old.docx"),
    "damaged": (word(["一、要做好工作"])[:900], "cut.docx"),
    "not-word": (archive(a=b"text"), "zip.docx"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "photo.txt"),
    "not-text": (bytes(range(1, 256)) * 20, "noise.txt"),
    "no-text": (word(["", " "]), "blank.docx"),
    "rtf": (b"{\\rtf1\\ansi}", "a.txt"),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_way_out(code: str) -> None:
    content, name = REFUSED[code]

    assert refused(content, name) == f"supervision.read.{code}"


def test_blank_text_is_empty() -> None:
    assert refused(b"\xef\xbb\xbf \r\n\t\n", "a.txt") == "supervision.read.empty"


def test_text_wrapped_to_a_width_is_said_to_be() -> None:
    wrapped = "\n".join(
        line[at : at + 24] for line in TEXT.split("\n") for at in range(0, len(line), 24)
    )

    assert "wrapped-lines" in [w.code for w in read_text(wrapped).warnings]


def test_full_width_and_half_width_are_one() -> None:
    wide = read_text("某会上的讲话\n同志们：\n１．要建家３０个以上。\n２．要入会。")
    narrow = read_text("某会上的讲话\n同志们:\n1.要建家30个以上。\n2.要入会。")

    assert titles(wide) == titles(narrow) == [("R1", "建家30个以上"), ("R2", "入会")]


def titles(reading: Reading) -> list[tuple[str, str]]:
    return [(t.id, t.title.replace("３０", "30")) for t in reading.tasks]
