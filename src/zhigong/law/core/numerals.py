"""Whole numbers in Chinese figures, written and read."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(
    files("zhigong.law.core").joinpath("numerals.toml").read_text("utf8")
)
DIGITS: list[str] = WORDS["digits"]
PLACES: list[str] = WORDS["places"]
ZERO: str = WORDS["zero"]
TWO: str = WORDS["two"]
TEN_THOUSAND: str = WORDS["ten_thousand"]
MOST_PLACES = len(PLACES)


def numeral(number: int) -> str:
    """A whole number from 1 to 9999 in Chinese figures: ``一百零七``."""
    words = _in_full(number)
    return words.removeprefix(DIGITS[1]) if 10 <= number < 20 else words


def counted(text: str) -> int | None:
    """The number below a hundred million that Chinese figures write out in full; else ``None``.

    ``两`` is 二. Short speech is not guessed at: ``三千五`` may be 3500 or 3005.
    """
    words = text.replace(TWO, DIGITS[2])
    high, mark, low = words.partition(TEN_THOUSAND)
    if not mark:
        return _below(words)
    above, below = _below(high), _below(low) if low else 0
    if not above or below is None:
        return None
    skipped = low and below < 10 ** (
        MOST_PLACES - 1
    )  # 一万零五百: the thousands are told to be none
    return None if skipped and not low.startswith(ZERO) else above * 10**MOST_PLACES + below


def _below(text: str) -> int | None:
    """A number below ten thousand, where it is written as it is spoken in full."""
    total, digit = 0, 0
    for char in text:
        if char in PLACES[1:]:
            total += (digit or 1) * 10 ** PLACES.index(char)
            digit = 0
        elif char in DIGITS:
            digit = DIGITS.index(char)
        else:
            return None
    total += digit
    if total >= 10**MOST_PLACES:
        return None
    bare = text.removeprefix(ZERO) if total else text
    return total if bare in (_in_full(total), numeral(total)) else None


def _in_full(number: int) -> str:
    words, rest = "", str(number)
    for index, digit in enumerate(rest):
        place = len(rest) - index - 1
        if digit != "0":
            words += DIGITS[int(digit)] + PLACES[place]
        elif words and not words.endswith(ZERO):
            words += ZERO
    return words.rstrip(ZERO) or ZERO
