from __future__ import annotations

import pytest

from zhigong.kernel.text import squeeze


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　林　小满 \n", "林 小满"),
        ("１３８ａＢ", "138aB"),
        ("\u202e321", "321"),
        ("陈\u2066会\u2069员\u200f", "陈会员"),
        ("“，。”", "“，。”"),
    ],
)
def test_what_people_type_has_one_shape_and_one_direction(typed, kept):
    assert squeeze(typed) == kept
