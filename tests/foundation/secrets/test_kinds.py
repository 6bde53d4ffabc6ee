from __future__ import annotations

import pytest

from zhigong.foundation.secrets.kinds import KINDS, normalised


@pytest.mark.parametrize(
    ("kind", "typed", "same"),
    [
        ("mobile", "139 1234 5678", "13912345678"),
        ("mobile", "１３９－１２３４－５６７８", "13912345678"),
        ("mobile", "+86 139-1234-5678", "13912345678"),
        ("mobile", "0086 13912345678", "13912345678"),
        ("mobile", "8613912345678", "13912345678"),
        ("mobile", "", ""),
        ("citizen_id", "11010519491231002x", "11010519491231002X"),
        ("citizen_id", "110105 19491231 002X", "11010519491231002X"),
        ("citizen_id", "110105491231002", "11010519491231002X"),
        ("bank_card", "6222 0000 1111 2222", "6222000011112222"),
        ("name", "  张　三 ", "张 三"),
    ],
)
def test_one_number_has_one_spelling(kind: str, typed: str, same: str) -> None:
    assert normalised(kind, typed) == same


@pytest.mark.parametrize(
    ("kind", "plain", "shown"),
    [
        ("mobile", "13912341234", "139****1234"),
        ("citizen_id", "510100199001011234", "510***********1234"),
        ("bank_card", "6222000011112222", "6222********2222"),
        ("mobile", "1391", "****"),
        ("text", "a long story", "****"),
        ("text", "", ""),
        ("name", "张三丰", "张**"),
    ],
)
def test_a_mask_shows_what_its_kind_allows(kind: str, plain: str, shown: str) -> None:
    assert KINDS[kind].masked(plain) == shown
