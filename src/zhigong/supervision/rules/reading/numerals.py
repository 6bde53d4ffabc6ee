"""Numbers as Word prints them before an automatically counted paragraph."""

from __future__ import annotations

from zhigong.supervision.rules.reading.vocabulary import chinese

_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting",
     "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital"}
)  # fmt: skip
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})


def counted(number: int, style: str) -> str:
    """The number in the style of a Word list; a bullet or nothing has no number."""
    if style in _CHINESE:
        return chinese(number)
    if style in _CIRCLED and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style in ("bullet", "none"):
        return ""
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if style == "upperLetter" else letter
    return str(number)
