"""Text without Django: marks for translation, and one shape for what people type."""

from __future__ import annotations

import unicodedata


def gettext_noop(message: str) -> str:
    """Mark a message for translation; the edge (templates, command line) translates it.

    ``makemessages`` knows the name, so pure code needs no Django to be translatable.
    """
    return message


def halfwidth(text: str) -> str:
    """Full-width letters, digits and spaces in their half-width form; Chinese punctuation stays.

    People paste numbers from phones and spreadsheets: ``１３８`` and ``138`` are one thing.
    """
    return "".join(
        unicodedata.normalize("NFKC", char)
        if "\uff10" <= char <= "\uff5a" or char == "\u3000"
        else char
        for char in text
    )


# Marks that turn the direction of what stands beside them: in a name or a heading they disguise it.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


def squeeze(text: str) -> str:
    """The text trimmed, with runs of white space (full-width too) as one space, all in one direction."""
    return " ".join(halfwidth(text).translate(_TURNING).split())


def masked(text: str, *, head: int, tail: int) -> str:
    """``text`` with all but the first ``head`` and last ``tail`` characters as ``*``.

    What is too short to hide its middle is hidden whole.
    """
    hidden = len(text) - head - tail
    if hidden <= 0:
        return "*" * len(text)
    return text[:head] + "*" * hidden + text[len(text) - tail :]
