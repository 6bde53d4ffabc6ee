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


def squeeze(text: str) -> str:
    """The text trimmed, with runs of white space (full-width too) as one space."""
    return " ".join(halfwidth(text).split())


def masked(text: str, *, head: int, tail: int) -> str:
    """``text`` with all but the first ``head`` and last ``tail`` characters as ``*``.

    What is too short to hide its middle is hidden whole.
    """
    hidden = len(text) - head - tail
    if hidden <= 0:
        return "*" * len(text)
    return text[:head] + "*" * hidden + text[len(text) - tail :]
