"""What the program says to the person at the terminal.

A failure is one sentence that says what to do, in Chinese and in English, never a traceback.
"""

from __future__ import annotations

import functools
import gettext
import locale
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhigong.kernel.verdict import Refusal

PACKAGE = Path(__file__).resolve().parents[1]


class Failure(Exception):
    """The program cannot go on. ``message`` is a message id with ``%(name)s`` places.

    ``remedy``, where the message does not say it, is what to do; ``status`` is the exit status:
    1 refused or failed, 2 wrong usage.
    """

    def __init__(
        self, message: str, *, remedy: str = "", status: int = 1, **params: object
    ) -> None:
        self.message = message
        self.remedy = remedy
        self.params = params
        self.status = status
        super().__init__(self.in_words(str, "。"))

    def in_words(self, translate: Callable[[str], str], mark: str) -> str:
        """What happened and what to do, as ``translate`` says it."""
        text = mark.join(translate(one) for one in (self.message, self.remedy) if one)
        return text % self.params if self.params else text

    def show(self) -> None:
        """Both languages, on standard error."""
        for text in dict.fromkeys((self.in_words(str, "。"), self.in_words(english, ". "))):
            print(text, file=sys.stderr)


def failure_of(refusal: Refusal) -> Failure:
    """A refusal of the kernel's as the end of a command."""
    places: dict[str, Any] = refusal.params
    return Failure(refusal.reason, remedy=refusal.remedy, **places)


def say(message: str, **params: object) -> None:
    """Tell how far we are, on standard error, in the terminal's language."""
    print(told(message, **params), file=sys.stderr, flush=True)


def told(message: str, **params: object) -> str:
    """A message id in the terminal's language, its places filled."""
    text = message if speaks_chinese() else english(message)
    return text % params if params else text


@functools.cache
def speaks_chinese() -> bool:
    """``ZHIGONG_LANG``, else the terminal's language; English where it says nothing."""
    named = os.environ.get("ZHIGONG_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    return (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


def english(message: str) -> str:
    """The message in English; the id itself where the catalogue is not compiled yet."""
    return _catalogue().gettext(message)


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    """The program's own, then the kernel's, whose reasons it shows too."""
    ours, kernel = (
        gettext.translation("django", PACKAGE / module / "locale", languages=["en"], fallback=True)
        for module in ("program", "kernel")
    )
    ours.add_fallback(kernel)
    return ours
