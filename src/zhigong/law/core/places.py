"""Places by administrative code: the chain from district to nation along which parameters are looked up."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from zhigong.law.core.parameters import NATION


@cache
def names() -> dict[str, str]:
    """Code → name of the places known by name."""
    text = files("zhigong.law.core").joinpath("places.toml").read_text("utf8")
    return {code: words[0] for code, words in tomllib.loads(text).items()}


@cache
def _codes() -> dict[str, str]:
    text = files("zhigong.law.core").joinpath("places.toml").read_text("utf8")
    return {word.casefold(): code for code, words in tomllib.loads(text).items() for word in words}


@lru_cache(maxsize=4096)
def code_of(place: str) -> str | None:
    """The six-digit code of a code or a name (``510100``, ``成都``, ``Beijing``); ``None`` if unknown."""
    text = place.strip()
    if len(text) == 6 and text.isdigit() and text.isascii():
        return text if text[:2] + "0000" in names() else None
    return _codes().get(text.casefold())


@lru_cache(maxsize=4096)
def found_in(text: str) -> str | None:
    """The place that words tell of (``北京市朝阳区``, ``Guangzhou, Guangdong``): the nearest one known.

    ``None`` where no place is known, or two provinces or two cities are named: nobody can say which was meant.
    """
    exact = code_of(text)
    if exact is not None:
        return exact
    if text.isascii() and text.isdigit():
        return code_of(text[:6]) if len(text) in (9, 12) else None
    known = {code for word, code in _codes().items() if _names(text.casefold(), word)}
    provinces = {code[:2] for code in known if code != NATION}
    cities = {code for code in known if code[2:] != "0000"}
    if len(provinces) > 1 or len(cities) > 1:
        return None
    # A city says more than its province, and any place more than the nation.
    return max(known, key=lambda code: (code != NATION, code[2:] != "0000"), default=None)


def _names(text: str, word: str) -> bool:
    """Whether a text names a place: Chinese anywhere in it, other letters as whole words."""
    if not word.isascii():
        return word in text
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


@lru_cache(maxsize=4096)
def placed(place: str) -> tuple[str, tuple[str, ...]] | None:
    """The code that words tell of and the chain upwards; ``None`` if unknown."""
    code = found_in(place)
    return None if code is None else (code, chain(code))


@lru_cache(maxsize=4096)
def chain(code: str) -> tuple[str, ...]:
    """The place and all above it: ``510104 → 510100 → 510000 → 000000``."""
    steps = [code, code[:4] + "00", code[:2] + "0000", NATION]
    return tuple(dict.fromkeys(steps))
