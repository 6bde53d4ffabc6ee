"""Files of every kind, made here, and ones that pretend."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from docx import Document
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), *, gps: bool = False) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # on its side
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (30.0, 39.0, 51.0)
    target = io.BytesIO()
    image.save(target, kind, exif=exif)
    return target.getvalue()


def pdf(pages: int = 2, *, password: str = "", script: bool = False) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x')")}
        start = DictionaryObject({NameObject(key): value for key, value in action.items()})
        writer.root_object[NameObject("/OpenAction")] = start
    if password:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def docx(text: str = "协议") -> bytes:
    document = Document()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def xlsx(extra: Mapping[str, bytes] | None = None) -> bytes:
    return archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", **(extra or {})})


def mp3() -> bytes:
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413  # 128 kbit/s at 44.1 kHz
    return b"ID3\x03\x00\x00\x00\x00\x00\x05hello" + frame * 3


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + b"\0" * 4) + box(b"moov", b"x" * 20) + box(b"mdat", b"y" * 100)


def heic() -> bytes:
    return box(b"ftyp", b"heic\0\0\0\0") + box(b"meta", b"x" * 20) + box(b"mdat", b"y" * 100)
