"""A page is written from the bytes of its parts, and is the text that it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from zhigong.foundation.ui.compiled.pages import LONG, Page, Remembered, page_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
short = texts | texts.map(Remembered) | texts.map(SafeString)
within = st.lists(short, max_size=5).map(lambda parts: page_of([*parts, Remembered("案" * LONG)]))


@given(st.lists(short | within, max_size=8))
def test_a_page_is_written_as_its_text_is(parts):
    page = page_of(parts)

    assert page == "".join(parts)
    assert page.encode() == str.encode(page)
    assert HttpResponse(page).content == str.encode(page)
    assert page.encode("utf-16") == str.encode(page, "utf-16")
    assert page.encode("ascii", "replace") == str.encode(page, "ascii", "replace")


def test_only_a_long_one_knows_its_parts_and_is_safe():
    assert type(page_of(["a", "b"])) is str
    long = page_of(["a" * LONG, "b"])
    assert type(long) is Page
    assert isinstance(long, SafeString)


def test_what_is_remembered_is_written_once():
    part = Remembered("案件" * 9)
    assert part.encode() == ("案件" * 9).encode()
    assert part.encode() is part.encode()
    assert part.encode("utf-16") == ("案件" * 9).encode("utf-16")
    assert "".join(["<", part, ">"]) == "<" + "案件" * 9 + ">"
