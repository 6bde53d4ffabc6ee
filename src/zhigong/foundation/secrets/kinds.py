"""How each kind of secret is written down the same way always, and what of it may be shown. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from zhigong.kernel.text import masked, squeeze

_SEPARATORS = re.compile(r"[\s\-‐–—.·()]+")
_COUNTRY = re.compile(r"^(\+|00)86(?=1\d{10}$)|^86(?=1\d{10}$)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Kind:
    """``head`` and ``tail`` characters stay visible; ``hidden`` shows the same mask for all; a number
    is masked in its one spelling."""

    normalised: Callable[[str], str]
    head: int = 0
    tail: int = 0
    hidden: bool = False
    number: bool = False

    def masked(self, text: str) -> str:
        if self.hidden:
            return "****" if text else ""
        shown = self.normalised(text) if self.number else text
        return masked(shown, head=self.head, tail=self.tail)


def _digits(text: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def normalised_mobile(text: str) -> str:
    """Half-width digits without separators and without the country's +86."""
    return _COUNTRY.sub("", _digits(text))


def normalised_citizen_id(text: str) -> str:
    """Half-width, X in capitals, and 15 digits of before 1999 as the 18 they became."""
    number = _digits(text).upper()
    if re.fullmatch(r"\d{15}", number, re.ASCII):
        number = number[:6] + "19" + number[6:]
        total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=True))
        number += "10X98765432"[total % 11]
    return number


def _words(text: str) -> str:
    return squeeze(text).casefold()


KINDS = {
    "mobile": Kind(normalised_mobile, head=3, tail=4, number=True),
    "phone": Kind(_digits, head=0, tail=4, number=True),
    "citizen_id": Kind(normalised_citizen_id, head=3, tail=4, number=True),
    "bank_card": Kind(_digits, head=4, tail=4, number=True),
    "name": Kind(_words, head=1),
    "address": Kind(_words, head=6),
    "text": Kind(_words, hidden=True),
}


def normalised(kind: str, text: str) -> str:
    """One spelling for whatever was typed; ``KeyError`` for an unknown kind."""
    return KINDS[kind].normalised(text)
