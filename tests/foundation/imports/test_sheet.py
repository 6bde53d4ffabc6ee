from __future__ import annotations

import csv
import gc
import io
import pickle
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.foundation.imports import reading
from zhigong.foundation.imports.definition import Field, Import, Row
from zhigong.foundation.imports.reading import decoded, rows_of, tabs_of
from zhigong.foundation.imports.sheet import ReadRow, read_sheet
from zhigong.foundation.tables.export import workbook
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Refused


def nothing(actor: Actor, unit_path: str, rows: Iterator[Row]) -> int:
    return len(list(rows))


ROSTER = Import(
    name="sample.roster",
    label="名册",
    fields=(
        Field("name", "姓名", ("职工姓名", "名字"), required=True),
        Field("citizen_id", "身份证号", ("身份证号码", "证件号"), kind="digits", required=True),
        Field("born", "出生日期", kind="day"),
        Field("base", "基本工资", kind="money"),
    ),
    apply=nothing,
)
HEAD = ["序号", "姓 名*", "身份证号码", "出生日期", "备注"]
ZHANG = ["1", "张三", "11010519491231002X", "1949-12-31", ""]


def as_csv(rows: Sequence[Sequence[object]], encoding: str = "utf-8", mark: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue().encode(encoding)


def read(rows: Sequence[Sequence[object]]) -> list[ReadRow]:
    return list(read_sheet(io.BytesIO(as_csv(rows)), "csv", ROSTER).rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_is_read_in_whatever_encoding(encoding: str, mark: str) -> None:
    content = as_csv([HEAD, ZHANG], encoding, mark)

    assert list(rows_of(io.BytesIO(content), "csv")) == [HEAD, ZHANG]


def test_a_workbook_is_read() -> None:
    with workbook([["张三", "11010519491231002X", date(1949, 12, 31)]], HEAD[1:4]) as file:
        (row,) = read_sheet(file, "xlsx", ROSTER).rows

    assert row.values == {
        "name": "张三",
        "citizen_id": "11010519491231002X",
        "born": date(1949, 12, 31),
        "base": None,
    }
    assert (row.number, row.refusals) == (2, ())


def test_the_head_is_found_below_titles() -> None:
    rows = read([["示范公司职工名册"], [], ["填报日期", "2026-11-23"], HEAD, ZHANG])

    assert [(r.number, r.values["name"]) for r in rows] == [(5, "张三")]


def test_a_head_of_two_rows_with_merged_cells_is_one() -> None:
    upper = ["姓名", "证件", "", "工资", ""]
    lower = ["", "类型", "身份证号", "基本工资", "津贴"]
    (row,) = read([upper, lower, ["张三", "身份证", "11010519491231002X", "6200", "100"]])

    assert (row.values["citizen_id"], str(row.values["base"])) == ("11010519491231002X", "6200.00")


def test_totals_notes_blank_lines_and_a_second_head_are_passed_over() -> None:
    rows = read([HEAD, ZHANG, [], HEAD, ["", "李四", "110105194912310", "", ""],
                 ["合计", "", "", "", "2人"], ["制表人：王主任"]])  # fmt: skip

    assert [(r.number, r.skipped) for r in rows] == [
        (2, False),
        (4, True),
        (5, False),
        (6, True),
        (7, True),
    ]


def test_an_empty_required_cell_is_a_reason_against_the_row() -> None:
    (row,) = read([HEAD, ["1", "张三", "", "1949-12-31", "x"]])

    assert [(r.code, r.params) for r in row.refusals] == [("imports.empty", {"field": "身份证号"})]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([], ["imports.no-head"]),
        ([["a", "b"], ["c", "d"]], ["imports.no-head"]),
        ([["姓名", "出生日期"], ["张三", "x"]], ["imports.no-column"]),
    ],
)
def test_a_sheet_without_the_table_is_refused(rows: list[list[str]], codes: list[str]) -> None:
    with pytest.raises(Refused) as caught:
        read(rows)

    assert [r.code for r in caught.value.refusals] == codes
    assert all(r.reason_text() and r.remedy_text() for r in caught.value.refusals)


@pytest.mark.parametrize("content", [b"", b"junk", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0junk"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        list(rows_of(io.BytesIO(content), "xlsx"))


def old_workbook_cut_in_its_directory(kept: int) -> bytes:
    """The frame of an .xls: header, table of sectors, and a directory that ends too soon."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", head, 44, 1, 1, 0)
    struct.pack_into("<IIIII", head, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return bytes(head) + sectors + b"Workbook".ljust(kept, b"\0")


@pytest.mark.parametrize("kept", [20, 84, 111, 128])
def test_an_old_workbook_at_which_the_reader_panics_is_refused(kept: int) -> None:
    with pytest.raises(Refused) as caught:
        list(rows_of(io.BytesIO(old_workbook_cut_in_its_directory(kept)), "xls"))

    assert [refusal.code for refusal in caught.value.refusals] == ["imports.unreadable"]


def changed(file: IO[bytes], part_name: str, change: Callable[[bytes], bytes]) -> IO[bytes]:
    """A workbook with one of its parts changed."""
    source = zipfile.ZipFile(io.BytesIO(file.read()))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            content = source.read(part)
            archive.writestr(
                part.filename, change(content) if part.filename == part_name else content
            )
    return target


SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_gives_its_last_value() -> None:
    def with_formula(content: bytes) -> bytes:
        head, row, tail = content.partition(b"</row></sheetData>")
        if not row:
            head, row, tail = content.partition(b"</row>\n</sheetData>")
        return head + b'<c r="C2" t="str"><f>A2&amp;"!"</f><v>kept</v></c>' + row + tail

    with workbook([["张三", "x"]], ["姓名", "身份证号"]) as file:
        rows = list(rows_of(changed(file, SHEET, with_formula), "xlsx"))

    assert rows[1][2] == "kept"


def test_a_cell_in_the_last_corner_takes_no_memory_of_ours() -> None:
    """The library keeps a sheet as a rectangle: 17 thousand million cells for the two there are."""
    with workbook([["张三", "x"]], ["姓名", "身份证号"]) as file:
        far = changed(file, SHEET, lambda content: content.replace(b'r="B2"', b'r="XFD1048576"'))

        with pytest.raises(Refused) as caught:
            rows_of(far, "xlsx")

    assert [refusal.code for refusal in caught.value.refusals] == ["imports.endless"]


def test_a_sheet_read_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SECONDS", 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", BROKEN_END)
        archive.writestr("META-INF/manifest.xml", MANIFEST)

    with pytest.raises(Refused) as caught:
        rows_of(file, "ods")

    assert [refusal.code for refusal in caught.value.refusals] == ["imports.endless"]


BROKEN_END = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string">
<text:p>姓名</text:p></table:table-cell></table:table-row></table:tab></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="a"/></manifest:manifest>"""


def test_a_reader_that_is_left_ends() -> None:
    """Who takes the head of a long sheet only leaves no process behind."""
    with workbook(([str(n)] for n in range(5000)), ["姓名"]) as file:
        rows = rows_of(file, "xlsx")
        assert next(rows) == ["姓名"]
        before = children()
        del rows
        gc.collect()

    assert len(children()) == len(before) - 1


def children() -> list[str]:
    """The processes that this one has started and not yet seen the end of, where that is told."""
    told = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    if not told.exists():
        pytest.skip("this system does not tell a process its children")
    return told.read_text().split()


def test_rows_of_a_stranger_are_plain_values() -> None:
    with pytest.raises(pickle.UnpicklingError):
        reading._Plain(io.BytesIO(pickle.dumps(Path("x")))).load()
    moment = datetime.combine(date(2026, 1, 2), time(3, 4))
    days = [date(2026, 1, 2), time(3, 4), timedelta(5), moment, 1.5, True, "x"]
    assert reading._Plain(io.BytesIO(pickle.dumps(days))).load() == days


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text = decoded(content)
    except Refused:
        return
    assert isinstance(text, str)


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_any_table_below_a_head_is_read(rows: list[list[Any]]) -> None:
    assert all(isinstance(r, ReadRow) for r in read([HEAD, *rows]))


def workbook_of(sheets: dict[str, str], states: dict[str, str]) -> bytes:
    """A workbook as its parts are written: of each sheet its rows in the file's own words."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    named = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{states.get(name, "visible")}" r:id="r{at}"/>'
        for at, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="r{at}" Type="{office}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at, _ in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{office}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">{related}</Relationships>',
        **{
            f"xl/worksheets/s{at}.xml": f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
            for at, rows in enumerate(sheets.values(), 1)
        },
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, part in parts.items():
            file.writestr(name, head + part)
    return content.getvalue()


ONE = '<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2"><v>4</v></c></row>'


def test_every_sheet_is_told_by_its_name_and_a_hidden_one_without_rows() -> None:
    content = workbook_of({"一月": ONE, "空": "", "旧": ONE, "A&amp;B": ONE}, {"旧": "hidden"})

    tabs = [(tab.name, tab.visible, list(tab.rows)) for tab in tabs_of(io.BytesIO(content), "xlsx")]

    rows = [["", "", ""], [1.0, "#DIV/0!", 4.0]]
    assert tabs == [("一月", True, rows), ("空", True, []), ("旧", False, []), ("A&B", True, rows)]
    assert list(rows_of(io.BytesIO(content), "xlsx")) == rows


def test_the_rows_of_a_sheet_may_be_passed_over() -> None:
    content = workbook_of({"一": ONE, "二": ONE}, {})

    assert [tab.name for tab in tabs_of(io.BytesIO(content), "xlsx")] == ["一", "二"]


def test_a_workbook_wrapped_in_a_password_says_so() -> None:
    wrapped = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )

    with pytest.raises(Refused) as refused:
        list(tabs_of(io.BytesIO(wrapped), "xlsx"))

    assert refused.value.refusals[0].code == "imports.encrypted"
