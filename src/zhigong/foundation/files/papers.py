"""PDF and Office documents: readable, not locked, not programs in disguise, not bombs."""

from __future__ import annotations

import logging
import zipfile
import zlib
from typing import IO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject

from zhigong.foundation.files.refusals import Measures, damaged, no
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused

MOST_PAGES = 2000
MOST_PARTS = 5000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
BROKEN = (
    PyPdfError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, TypeError,
    AttributeError, IndexError, RuntimeError, AssertionError, OverflowError,
)  # fmt: skip
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every oddity of a stranger's file


def check_pdf(file: IO[bytes], size: int) -> Measures:
    """Opens without a password, has pages, and starts nothing by itself."""
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            raise no(
                "encrypted",
                gettext_noop("PDF 加了密码，打不开"),
                gettext_noop("请去掉密码（打印为新的 PDF 即可）再上传"),
            )
        pages = len(reader.pages)
        active = _starts_something(reader)
    except BROKEN as error:
        raise damaged() from error
    if pages == 0:
        raise damaged()
    if pages > MOST_PAGES:
        raise no(
            "too-many-pages",
            gettext_noop("PDF 有 %(pages)s 页，太多了"),
            gettext_noop("请拆成每份 %(limit)s 页以内再传"),
            pages=pages,
            limit=MOST_PAGES,
        )
    if active:
        raise _program_inside()
    return Measures(pages=pages)


def _starts_something(reader: PdfReader) -> bool:
    """Scripts, programs to launch, or files within."""
    catalogue = reader.root_object
    names = _dictionary(catalogue.get("/Names"))
    if "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    actions = [catalogue.get("/OpenAction"), *_dictionary(catalogue.get("/AA")).values()]
    return any(_dictionary(action).get("/S") in ("/JavaScript", "/Launch") for action in actions)


def _dictionary(value: object) -> DictionaryObject:
    if isinstance(value, IndirectObject):
        value = value.get_object()
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def check_old_sheet(file: IO[bytes], size: int) -> Measures:
    """An .xls: a compound file with a workbook in it and no macros."""
    content = file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:  # an .xlsx in its wrapping
        raise _locked()
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise _program_inside()
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise damaged()
    return Measures()


def check_open_sheet(file: IO[bytes], size: int) -> Measures:
    """An .ods: as an xlsx, with the parts of its own kind."""
    return _check_archive(file, "content.xml")


def check_text(file: IO[bytes], size: int) -> Measures:
    """A .csv: text, not something else that happened to be asked for as text."""
    content = file.read()
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in content and not wide:
        raise damaged()
    return Measures()


def check_office(file: IO[bytes], size: int) -> Measures:
    """A docx or xlsx: all parts listed and sound, no macros, no lock, no bomb."""
    return _check_archive(file, "[Content_Types].xml")


def _check_archive(file: IO[bytes], needed: str) -> Measures:
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive, needed)
            broken = archive.testzip()
    except BROKEN as error:
        raise damaged() from error
    if broken is not None:
        raise damaged()
    return Measures()


def _locked() -> Exception:
    return no("encrypted", gettext_noop("文档加了密码，打不开"), gettext_noop("请去掉密码再上传"))


def _check_parts(archive: zipfile.ZipFile, needed: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if needed not in names or len(names) != len(parts):
        raise damaged()
    if any(part.flag_bits & 1 for part in parts):
        raise _locked()
    if _is_bomb(parts):
        raise no(
            "bomb",
            gettext_noop("文档解压后大得不正常，不能上传"),
            gettext_noop("请另存为 PDF 再传"),
        )
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise _program_inside()


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    return (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or (unpacked > 10_000_000 and unpacked / packed > MOST_RATIO)
    )


def _program_inside() -> Refused:
    return no(
        "active",
        gettext_noop("文件里带有会自动运行的程序（宏或脚本），不能上传"),
        gettext_noop("请打印为新的 PDF，或另存为不带宏的文档再传"),
    )
