"""What a text is found by. Pure.

Chinese is cut into single characters and pairs (a pair finds a two-character name; words of a
dictionary would miss it), the rest into words and numbers. Longer Chinese in a query is asked as its
pairs and then looked for as it stands, so that pairs scattered over a text do not count.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

LONGEST_TEXT, LONGEST_WORD = 20_000, 40
MOST_ASKED = 40
_CHINESE = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUNS = re.compile(f"[{_CHINESE}]+|[^\\W_{_CHINESE}]+")
_IS_CHINESE = re.compile(f"[{_CHINESE}]")
INITIALS = "~"  # before initials, so that they are never taken for a word


def folded(text: str) -> str:
    """One shape for what looks alike: full width, capitals, accents of the keyboard."""
    return unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold()


def tokens_of(text: str) -> set[str]:
    """Under what a text is filed."""
    found: set[str] = set()
    for run in _RUNS.findall(folded(text)):
        if _IS_CHINESE.match(run):
            found.update(run)
            found.update(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.update(_beginnings(run[:LONGEST_WORD]))
    return found


def _beginnings(word: str) -> Iterable[str]:
    """A word or number is found by its first three characters on, as it is being typed."""
    yield word
    for length in range(3, len(word)):
        yield word[:length] + "*"


def name_tokens(name: str) -> set[str]:
    """As ``tokens_of``, and by the initials of the name's pinyin: whole and from the surname on.

    A surname that is read otherwise than the word (曾 zeng, not ceng) is filed under both.
    """
    found = tokens_of(name)
    for initials in (initials_of(name), _by_surname(name)):
        found.update(f"{INITIALS}{initials[:n]}" for n in range(2, len(initials) + 1))
    return found


def _by_surname(name: str) -> str:
    """The initials with the surname read as a surname; nothing where it is read as usual."""
    for length in (2, 1):
        if letters := surnames().get(name[:length]):
            return letters + initials_of(name)[length:]
    return ""


@lru_cache(maxsize=1)
def surnames() -> dict[str, str]:
    """Surnames with a reading of their own, and its initials."""
    path = Path(__file__).parent / "surnames.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))["initials"]
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=20_000)
def initials_of(name: str) -> str:
    """``zs`` for 张三; nothing where no Chinese is in it."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (its dictionary is loaded when it is needed, not at every start)

    chinese = "".join(_IS_CHINESE.findall(name))[:20]
    letters = lazy_pinyin(chinese, style=Style.FIRST_LETTER, errors="ignore")
    return "".join(letters).lower()


def asked(query: str) -> tuple[list[list[str]], list[str]]:
    """What a query asks for: groups of tokens of which each must be matched by one, and phrases.

    Letters may be a word, the beginning of one, or the initials of a name.
    """
    groups: list[list[str]] = []
    phrases: list[str] = []
    for run in _RUNS.findall(folded(query))[:MOST_ASKED]:
        if _IS_CHINESE.match(run):
            groups += [[run]] if len(run) == 1 else [[run[i : i + 2]] for i in range(len(run) - 1)]
            phrases += [run] if len(run) > 2 else []
            continue
        word = run[:LONGEST_WORD]
        choices = [word] if len(word) < 3 else [word, f"{word}*"]
        if word.isascii() and word.isalpha() and len(word) >= 2:
            choices.append(INITIALS + word)
        groups.append(choices)
    return groups[:MOST_ASKED], phrases
