"""The words of `vocabulary.toml`, compiled once.

Patterns look at the canonical form of a text: letters and digits half-width, Chinese punctuation
full-width, one character for one character, so that places found hold for the original too.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("vocabulary.toml")
_PART = re.compile(r"@(\w+)@")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_NARROW_STOP = re.compile(r"(?<=[\u4e00-\u9fff”）])\.(?=[\u4e00-\u9fff“（]|$)")
_STRAIGHT = re.compile('"')
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])


@cache
def _table() -> dict[str, dict[str, str]]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern of a dotted name, such as ``role.praise``."""
    group, _, key = name.partition(".")
    return re.compile(_expand(_table()[group][key]))


def words(name: str) -> str:
    """A text of the vocabulary as it stands, not compiled."""
    group, _, key = name.partition(".")
    return _table()[group][key]


@cache
def names(group: str) -> tuple[str, ...]:
    """The names in one table, in the order of the file."""
    return tuple(_table()[group])


def _expand(text: str) -> str:
    parts = _table()["parts"]
    while _PART.search(text):
        text = _PART.sub(lambda m: parts[m.group(1)], text)
    return text


def _canonical_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for wide, narrow in zip("！（），：；？", "!(),:;?", strict=True):
        table[ord(narrow)] = wide
        table.pop(ord(wide))
    table |= {0x3000: " ", 0xA0: " ", 0x25CB: "〇", 0xFF0E: "．"}
    return table


_CANONICAL = _canonical_table()


def canonical(text: str) -> str:
    """The text for matching: same length, half-width letters, full-width Chinese punctuation."""
    plain = _BETWEEN_DIGITS.sub(",", text.translate(_CANONICAL))
    plain = _NARROW_STOP.sub("。", plain)
    if '"' in plain:
        turn = iter(range(plain.count('"')))
        plain = _STRAIGHT.sub(lambda _: "“”"[next(turn) % 2], plain)
    return plain


def visible(text: str) -> str:
    """The text without characters nobody sees (zero-width spaces, stray byte-order marks)."""
    return text.translate(_INVISIBLE)


@cache
def _digits() -> dict[str, int]:
    others = words("text.other_digits")
    pairs = dict(zip(others[::2], map(int, others[1::2]), strict=True))
    return {char: value for value, char in enumerate(words("text.digits"))} | pairs


def number_of(text: str) -> int:
    """A numeral up to 999 in digits or Chinese: ``十二`` is 12; 0 for what is no numeral."""
    if text.isdecimal():
        return int(text)
    scales = {words("text.ten"): 10, words("text.hundred"): 100}
    total, digit = 0, 0
    for char in text:
        if char in scales:
            total, digit = total + (digit or 1) * scales[char], 0
        elif char in _digits():
            digit = _digits()[char]
        else:
            return 0
    return total + digit


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals as headings write them: 十, 十二, 二十; else in digits."""
    if not 0 < number < 100:
        return str(number)
    digits, ten = words("text.digits"), words("text.ten")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ten if tens == 1 else digits[tens] + ten
    return head + (digits[ones] if ones else "")
