"""Pictures: that they are what they say, and copies for showing without place and camera."""

from __future__ import annotations

import io
import warnings
from typing import IO

from PIL import Image, ImageOps

from zhigong.foundation.files.refusals import Measures, damaged, no
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused

MOST_PIXELS = 80_000_000
DISPLAY_EDGE, THUMB_EDGE = 2400, 320
FORMATS = ("JPEG", "PNG", "WEBP", "MPO")
BROKEN = (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, KeyError, MemoryError)


def check_picture(file: IO[bytes], size: int) -> Measures:
    """Decode it whole: half a photo is no evidence. Pixels are counted before any is decoded."""
    try:
        with _opened(file) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise _too_many()
            image.load()
    except Image.DecompressionBombError as error:
        raise _too_many() from error
    except BROKEN as error:
        raise damaged() from error
    return Measures(width=width, height=height)


def _too_many() -> Refused:
    return no(
        "too-many-pixels",
        gettext_noop("图片的像素太多，打不开"),
        gettext_noop("请缩小到八千万像素以内再传"),
    )


def _opened(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # we count the pixels ourselves
        return Image.open(file, formats=FORMATS)


def check_heic(file: IO[bytes], size: int) -> Measures:
    """An iPhone's picture: its boxes must add up. It is kept and given back, not shown small."""
    from_start = 0
    seen = set()
    while from_start < size:
        file.seek(from_start)
        head = file.read(8)
        length = int.from_bytes(head[:4], "big")
        if len(head) < 8 or length < 8 or from_start + length > size:
            raise damaged()
        seen.add(head[4:])
        from_start += length
    if not {b"ftyp", b"meta"} <= seen:
        raise damaged()
    return Measures()


def copies(file: IO[bytes]) -> tuple[bytes, bytes]:
    """A display copy and a thumbnail: upright, JPEG, nothing but the picture in them."""
    with _opened(file) as opened:
        if opened.format == "JPEG":
            opened.draft("RGB", (DISPLAY_EDGE, DISPLAY_EDGE))
        plain = _on_white(_upright(opened))
    plain.thumbnail((DISPLAY_EDGE, DISPLAY_EDGE))
    display = _jpeg(plain, quality=85)
    plain.thumbnail((THUMB_EDGE, THUMB_EDGE))
    return display, _jpeg(plain, quality=75)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its note of the camera says; as it lies where the note cannot be read."""
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        return image


def _on_white(image: Image.Image) -> Image.Image:
    """A new picture of the same dots; no metadata comes along."""
    seen = image.convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def _jpeg(image: Image.Image, *, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
