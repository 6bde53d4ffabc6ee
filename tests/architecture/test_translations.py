"""English is complete: no message without a translation, no place lost, nothing fuzzy."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

SRC = Path(__file__).parents[2] / "src/zhigong"
CATALOGUES = sorted(SRC.rglob("locale/en/LC_MESSAGES/django.po"))
PLACE = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: str(p.relative_to(SRC).parents[3]))
def test_every_message_is_translated_with_its_places(path):
    wrong = []
    for entry in polib.pofile(str(path)):
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        places = set(PLACE.findall(entry.msgid))
        if "fuzzy" in entry.flags or not all(texts):
            wrong.append(f"untranslated: {entry.msgid[:40]}")
        elif any(set(PLACE.findall(text)) - places for text in texts):
            wrong.append(f"unknown place: {entry.msgid[:40]}")
        elif not entry.msgid_plural and set(PLACE.findall(texts[0])) != places:
            wrong.append(f"lost place: {entry.msgid[:40]}")
    assert wrong == []


def test_a_message_has_one_translation_in_all_catalogues():
    """Catalogues are merged, and of two translations the reader would get that of the other module."""
    found: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            texts = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
            found.setdefault((entry.msgctxt, entry.msgid), set()).add(texts)
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}
