"""Recordings: sound and video whose frame of boxes or frames adds up."""

from __future__ import annotations

from typing import IO

from zhigong.foundation.files.refusals import Measures, damaged

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1 layer III
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def check_mp3(file: IO[bytes], size: int) -> Measures:
    """Two frames in a row, after whatever tag stands before them."""
    head = file.read(10)
    start = 0
    if head.startswith(b"ID3"):
        start = 10 + sum((b & 0x7F) << shift for b, shift in zip(head[6:10], (21, 14, 7, 0)))  # noqa: B905
    file.seek(start)
    sound = file.read(200_000)
    padding = len(sound) - len(sound.lstrip(b"\0"))
    first = _frame(sound, padding)
    if not first or not _frame(sound, padding + first):
        raise damaged()
    return Measures()


def _frame(sound: bytes, at: int) -> int:
    """The length of the layer III frame at this place, 0 where there is none."""
    head = sound[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version = head[1] >> 3 & 3
    rate, speed = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in {0, 15} or speed == 3:
        return 0
    bits = _BITRATES[3 if version == 3 else 2][rate] * 1000
    samples = 144 if version == 3 else 72
    return samples * bits // _RATES[version][speed] + (head[2] >> 1 & 1)


def check_mp4(file: IO[bytes], size: int) -> Measures:
    """Boxes up to the end of the file, the table of contents and the recording among them."""
    place, seen = 0, set()
    while place < size:
        file.seek(place)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - place
        if len(head) < 8 or length < 8 or place + length > size:
            raise damaged()
        seen.add(head[4:8])
        place += length
    if not {b"ftyp", b"moov"} <= seen or not seen & {b"mdat", b"moof"}:
        raise damaged()
    return Measures()
