"""The words of answers in another language, without Django: the module's own compiled catalogue."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from zhigong.law.core.result import Translate, same

CATALOGUES = Path(__file__).parent / "locale"
KERNEL = Path(__file__).parents[1] / "kernel" / "locale"  # its reasons are told too


@cache
def translator(language: str) -> Translate:
    """What turns a message id into words: the id itself in Chinese, else the catalogue's words."""
    if not language or language.casefold().startswith("zh"):
        return same
    ours, kernel = (
        gettext.translation("django", place, languages=[language], fallback=True)
        for place in (CATALOGUES, KERNEL)
    )
    ours.add_fallback(kernel)
    return ours.gettext
