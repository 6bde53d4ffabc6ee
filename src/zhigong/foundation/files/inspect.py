"""What a file is, by its content; and why it is not taken. Knows no Django.

The name and the type that the sender claims count for nothing. Accepted is a short list; each
kind has its own check behind its signature (``pictures``, ``papers``, ``media``).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from zhigong.foundation.files.media import check_mp3, check_mp4
from zhigong.foundation.files.papers import (
    check_office,
    check_old_sheet,
    check_open_sheet,
    check_pdf,
    check_text,
)
from zhigong.foundation.files.pictures import check_heic, check_picture
from zhigong.foundation.files.refusals import Measures, no
from zhigong.kernel.text import gettext_noop

MEGABYTE = 1_000_000
SNIFFED = 4096
TAIL = 66_000  # a ZIP's end record lies within its last 65 557 bytes


@dataclass(frozen=True, slots=True)
class Inspection:
    """``extension`` is the one that fits the content."""

    media_type: str
    extension: str
    measures: Measures


@dataclass(frozen=True, slots=True)
class FileKind:
    media_type: str
    extension: str
    limit: int
    check: Callable[[IO[bytes], int], Measures]


_OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.extension: kind
    for kind in (
        FileKind("image/jpeg", "jpg", 20 * MEGABYTE, check_picture),
        FileKind("image/png", "png", 20 * MEGABYTE, check_picture),
        FileKind("image/webp", "webp", 20 * MEGABYTE, check_picture),
        FileKind("image/heic", "heic", 20 * MEGABYTE, check_heic),
        FileKind("application/pdf", "pdf", 50 * MEGABYTE, check_pdf),
        FileKind(f"{_OFFICE}.wordprocessingml.document", "docx", 20 * MEGABYTE, check_office),
        FileKind(f"{_OFFICE}.spreadsheetml.sheet", "xlsx", 20 * MEGABYTE, check_office),
        FileKind("application/vnd.ms-excel", "xls", 20 * MEGABYTE, check_old_sheet),
        FileKind(_OPEN_SHEET, "ods", 20 * MEGABYTE, check_open_sheet),
        FileKind("text/csv", "csv", 50 * MEGABYTE, check_text),
        FileKind("audio/mpeg", "mp3", 100 * MEGABYTE, check_mp3),
        FileKind("audio/mp4", "m4a", 100 * MEGABYTE, check_mp4),
        FileKind("video/mp4", "mp4", 200 * MEGABYTE, check_mp4),
    )
}
SHEETS = frozenset({"xlsx", "xls", "ods", "csv"})  # what an import takes
EVIDENCE = frozenset(KINDS) - {"xls", "ods", "csv"}
ACCEPT = ",".join(f".{e}" for e in ("jpeg", *KINDS) if e in EVIDENCE | {"jpeg"})  # <input accept>

_EXECUTABLE = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"dex\n", b"\0asm")
_MACH = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}


def inspect(file: IO[bytes], *, allowed: frozenset[str] = EVIDENCE) -> Inspection:
    """What the file is, or ``Refused`` with what is wrong and what to do.

    ``allowed`` narrows the kinds (extensions) that this place takes.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(SNIFFED)
    if size == 0:
        raise no("empty", gettext_noop("文件是空的"), gettext_noop("请重新选择文件"))
    extension = _extension(start, file)
    if not extension and "csv" in allowed and _is_text(start):
        extension = "csv"
    kind = KINDS.get(extension)
    if kind is None or kind.extension not in allowed:
        raise _unknown(start)
    if size > kind.limit:
        raise no(
            "too-large",
            gettext_noop("文件有 %(size)s MB，超过了 %(limit)s MB"),
            gettext_noop("请压缩后再传，或拆成几个文件"),
            size=-(-size // MEGABYTE),
            limit=kind.limit // MEGABYTE,
        )
    _refuse_two_in_one(file, size, start, kind)
    file.seek(0)
    measures = kind.check(file, size)
    file.seek(0)
    return Inspection(kind.media_type, kind.extension, measures)


def _extension(start: bytes, file: IO[bytes]) -> str:  # noqa: PLR0911 (a table of signatures)
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "ods" if start[30:100].startswith(_ODS) else _office_extension(file)
    if start.startswith(_OLD_OFFICE):
        return "xls"
    if start.startswith(b"ID3") or (
        start[0] == 0xFF and len(start) > 1 and start[1] & 0xE6 == 0xE2
    ):
        return "mp3"
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        return "heic" if brand in _HEIC else "m4a" if brand in {b"M4A ", b"M4B "} else "mp4"
    return ""


def _is_text(start: bytes) -> bool:
    """No control characters but those of lines, and no program or page."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    shady = start.startswith((*_EXECUTABLE, *_MACH)) or start.lstrip()[:1] == b"<"
    return not shady and not any(b < 9 or 13 < b < 32 for b in start)


def _office_extension(file: IO[bytes]) -> str:
    """By the parts that the end of a ZIP lists; read whole only by ``check_office``."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 10 * MEGABYTE))
    listed = file.read()
    if b"word/document.xml" in listed:
        return "docx"
    return "xlsx" if b"xl/workbook.xml" in listed else ""


def _unknown(start: bytes) -> Exception:
    if start.startswith((*_EXECUTABLE, *_MACH)):
        return no(
            "executable",
            gettext_noop("这是程序，不是材料，不能上传"),
            gettext_noop("请上传照片、PDF、Word、Excel 文档或录音录像"),
        )
    if start.startswith(_OLD_OFFICE):
        return no(
            "old-office",
            gettext_noop("旧格式的 Word 或 Excel 文件（.doc、.xls）不能上传"),
            gettext_noop("请在 WPS 或 Office 中另存为 .docx、.xlsx 或 PDF 再传"),
        )
    return no(
        "unknown-type",
        gettext_noop("认不出这个文件，或这里不收这种文件"),
        gettext_noop("请上传照片、PDF、Word、Excel 文档或录音录像；文件夹或压缩包请逐个上传"),
    )


def _refuse_two_in_one(file: IO[bytes], size: int, start: bytes, kind: FileKind) -> None:
    """A picture that is a ZIP or a PDF as well is meant to deceive somebody."""
    if kind.extension in SHEETS | {"docx"}:
        return
    hidden_pdf = kind.extension != "pdf" and b"%PDF-" in start[:1024]
    file.seek(max(0, size - TAIL))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    hidden_zip = (
        end >= 0
        and len(tail) >= end + 22
        and end + 22 + int.from_bytes(tail[end + 20 : end + 22], "little") == len(tail)
    )
    if hidden_pdf or hidden_zip:
        raise no(
            "two-in-one",
            gettext_noop("文件里还藏着另一个文件，不能上传"),
            gettext_noop("请用手机重新拍照，或另存为新文件再传"),
        )
