from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.foundation.files import samples
from zhigong.foundation.files import inspect as module
from zhigong.foundation.files.inspect import SHEETS, inspect
from zhigong.foundation.files.pictures import copies
from zhigong.foundation.files.refusals import Measures
from zhigong.kernel.verdict import Refused


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        inspect(io.BytesIO(content))
    (refusal,) = caught.value.refusals
    assert refusal.reason_text()
    assert refusal.remedy_text()
    return refusal.code


@pytest.mark.parametrize(
    ("content", "extension", "measures"),
    [
        (samples.picture("JPEG"), "jpg", Measures(640, 480)),
        (samples.picture("PNG"), "png", Measures(640, 480)),
        (samples.picture("WEBP"), "webp", Measures(640, 480)),
        (samples.heic(), "heic", Measures()),
        (samples.pdf(3), "pdf", Measures(pages=3)),
        (samples.docx(), "docx", Measures()),
        (samples.xlsx(), "xlsx", Measures()),
        (samples.mp3(), "mp3", Measures()),
        (samples.mp4(b"M4A "), "m4a", Measures()),
        (samples.mp4(), "mp4", Measures()),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, extension: str, measures: Measures) -> None:
    found = inspect(io.BytesIO(content))

    assert (found.extension, found.measures) == (extension, measures)


def _huge_png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\0" * 100, "executable"),
        (b"\x7fELF" + b"\0" * 100, "executable"),
        (b"#!/bin/sh\nrm -rf /\n", "executable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-office"),
        (b"<html><script>alert(1)</script></html>", "unknown-type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown-type"),
        (b"hello", "unknown-type"),
        (b"\xff", "unknown-type"),
        (b"\xff\xfb", "damaged"),
        (samples.archive({"a.txt": b"x"}), "unknown-type"),
        (samples.picture()[:2000], "damaged"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "damaged"),
        (samples.picture("PNG")[:-40], "damaged"),
        (_huge_png(), "too-many-pixels"),
        (samples.pdf(password="x"), "encrypted"),
        (samples.pdf(script=True), "active"),
        (samples.pdf()[:200], "damaged"),
        (b"%PDF-1.7\n" + b"junk " * 100, "damaged"),
        (samples.pdf().replace(b"startxref\n", b"startxref\n" + b"9" * 20), "damaged"),
        (samples.docx()[:-100], "damaged"),
        (samples.xlsx({"xl/vbaProject.bin": b"x"}), "active"),
        (samples.xlsx({"xl/huge.xml": b"0" * 40_000_000}), "bomb"),
        (samples.xlsx({f"xl/{n}.xml": b"" for n in range(5001)}), "bomb"),
        (samples.mp4()[:-10], "damaged"),
        (samples.box(b"ftyp", b"isom"), "damaged"),
        (samples.mp3()[:60], "damaged"),
        (samples.heic()[:-1], "damaged"),
        (samples.picture() + samples.archive({"evil.exe": b"MZ"}), "two-in-one"),
        (samples.pdf() + samples.archive({"evil.exe": b"MZ"}), "two-in-one"),
        (samples.picture()[:20] + b"%PDF-1.4" + samples.picture()[20:], "two-in-one"),
    ],
)
def test_what_pretends_is_refused_with_a_way_out(content: bytes, code: str) -> None:
    assert code_of(content) == f"files.{code}"


def test_a_place_may_take_fewer_kinds() -> None:
    with pytest.raises(Refused) as caught:
        inspect(io.BytesIO(samples.pdf()), allowed=frozenset({"jpg", "png"}))

    assert caught.value.refusals[0].code == "files.unknown-type"


def test_what_is_too_large_is_refused_with_both_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEGABYTE", 100)
    content = samples.picture() + b"\0" * 20_000_000

    with pytest.raises(Refused) as caught:
        inspect(io.BytesIO(content))

    assert caught.value.refusals[0].code == "files.too-large"
    assert "200000" in caught.value.refusals[0].reason_text()


def test_a_part_that_cannot_be_unpacked_is_damage() -> None:
    content = bytearray(samples.docx())
    content[int(0.125 * (len(content) - 1))] = 0

    assert code_of(bytes(content)) == "files.damaged"


def test_a_picture_whose_note_of_the_camera_is_broken_is_shown_as_it_lies() -> None:
    note = b"Exif\0\0MM\0*\0\0\0\x08\0\0"
    target = io.BytesIO()
    Image.new("RGB", (8, 6)).save(target, "WEBP", exif=note)
    content = io.BytesIO(target.getvalue().replace(b"MM\0*", b"MMNa"))

    assert inspect(content).measures == Measures(8, 6)
    for copy in copies(content):
        assert Image.open(io.BytesIO(copy)).size == (8, 6)


_WHOLE = [samples.picture(), samples.pdf(), samples.docx(), samples.mp4(), samples.mp3()]


@given(
    which=st.integers(0, len(_WHOLE) - 1),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=5),
    cut=st.floats(0.001, 1),
)
def test_no_damage_is_anything_but_taken_or_refused(
    which: int, changes: list[tuple[float, int]], cut: float
) -> None:
    content = bytearray(_WHOLE[which])
    for place, value in changes:
        content[int(place * (len(content) - 1))] = value

    with suppress(Refused):
        inspect(io.BytesIO(bytes(content[: int(cut * len(content))])))


def _ods() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<x/>")
    return target.getvalue()


def _xls(extra: str = "") -> bytes:
    names = ("Workbook" + extra).encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + names


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (_ods(), "ods"),
        (_xls(), "xls"),
        ("姓名,证件号\n张三,1\n".encode("gb18030"), "csv"),
        ("姓名\t证件号\n".encode("utf-16"), "csv"),
        (samples.xlsx(), "xlsx"),
    ],
)
def test_an_import_takes_spreadsheets_of_every_kind(content: bytes, extension: str) -> None:
    assert inspect(io.BytesIO(content), allowed=SHEETS).extension == extension


def test_a_workbook_in_a_password_is_told_from_a_damaged_one() -> None:
    with pytest.raises(Refused) as refused:
        inspect(io.BytesIO(_xls("EncryptedPackage")), allowed=SHEETS)

    assert refused.value.refusals[0].code == "files.encrypted"


@pytest.mark.parametrize(
    "content",
    [
        _xls("_VBA_PROJECT"),
        b"<html></html>",
        b"#!/bin/sh\n",
        b"MZ" + b"a" * 50,
        b"a,b\n\x00\x01\x02",
        b"a,b\n" * 2000 + b"\0",
        samples.picture(),
        samples.docx(),
    ],
)
def test_an_import_takes_nothing_else(content: bytes) -> None:
    with pytest.raises(Refused):
        inspect(io.BytesIO(content), allowed=SHEETS)


@pytest.mark.parametrize("content", [_ods(), _xls(), b"a,b\n1,2\n"])
def test_evidence_is_no_raw_sheet(content: bytes) -> None:
    with pytest.raises(Refused):
        inspect(io.BytesIO(content))
