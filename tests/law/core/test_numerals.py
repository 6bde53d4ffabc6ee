"""Whole numbers in Chinese figures, read as they are spoken in full: short speech and what is no number are not guessed at."""

from __future__ import annotations

import pytest

from zhigong.law.core.numerals import counted, numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0), ("十", 10), ("一十", 10), ("二十", 20), ("两百", 200), ("一百零一", 101), ("九千九百九十九", 9999),
        ("三万", 30_000), ("一万零五百", 10_500), ("一万一千", 11_000), ("一万一千三百", 11_300), ("两万零三", 20_003),
        ("一千五百万", 15_000_000),
    ],
)  # fmt: skip
def test_numbers_spoken_in_full(text: str, number: int) -> None:
    assert counted(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "万", "万五千", "一万多", "零万五千", "三千五", "一百一", "一万五百", "一百零", "五十年",
        "千" * 10, "千" * 11,  # said ten times over, it is no number below ten thousand
    ],
)  # fmt: skip
def test_what_is_not_a_number_spoken_in_full_is_none(text: str) -> None:
    assert counted(text) is None


@pytest.mark.parametrize("number", [1, 10, 19, 20, 21, 110, 1005, 9999])
def test_a_number_written_is_read_again(number: int) -> None:
    assert counted(numeral(number)) == number
