"""How a file is refused, and what is measured of one that is taken."""

from __future__ import annotations

from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Measures:
    width: int | None = None
    height: int | None = None
    pages: int | None = None


def no(code: str, reason: str, remedy: str, **params: object) -> Refused:
    return Refused((Refusal(f"files.{code}", reason, remedy, params),))


def damaged() -> Refused:
    return no(
        "damaged",
        gettext_noop("文件不完整或已损坏，打不开"),
        gettext_noop("请先在自己的设备上打开看看，再重新上传"),
    )
