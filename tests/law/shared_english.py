"""English as the law's own catalogue has it, compiled or not."""

from __future__ import annotations

from pathlib import Path

import polib

import zhigong.law

CATALOGUE = Path(zhigong.law.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
_WORDS = {e.msgid: e.msgstr for e in polib.pofile(str(CATALOGUE)) if not e.obsolete}


def english(message: str) -> str:
    """The English of a message; the message itself where it has none."""
    return _WORDS.get(message) or message
