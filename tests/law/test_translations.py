"""Every message of the law has its English, with the same places."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib

from zhigong.law.core.parameters import PARAMETERS, kept_table
from zhigong.law.core.places import names
from zhigong.law.core.result import CHINESE

LAW = Path(__file__).resolve().parents[2] / "src" / "zhigong" / "law"
CATALOGUE = LAW / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\((\w+)\)s")


def messages() -> set[str]:
    """The literals marked for translation in the code, and the words of the rows of parameters."""
    rows = kept_table().rows
    return {
        *PARAMETERS.values(),
        *names().values(),
        *(r.source for r in rows),
        *(r.note for r in rows),
    } - {""} | {
        argument.value
        for path in LAW.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "gettext_noop"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_the_catalogue_is_complete() -> None:
    """Renew it with makemessages in ``src/zhigong/law`` and fill what is empty."""
    entries = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    assert sorted(messages() - set(entries)) == []
    assert [m for m, entry in entries.items() if not entry.msgstr or entry.fuzzy] == []


def test_places_are_the_same_in_both_languages() -> None:
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        if set(PLACES.findall(entry.msgid)) != set(PLACES.findall(entry.msgstr))
    ]
    assert wrong == []


def test_no_chinese_words_are_left_in_english() -> None:
    """Numbers of documents (劳部发〔1994〕481号) keep their Chinese form; whole sentences do not."""
    left = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        if entry.msgid != CHINESE
        and len(re.findall(r"[一-鿿]", entry.msgstr)) > len(entry.msgstr) / 3
    ]
    assert left == []
