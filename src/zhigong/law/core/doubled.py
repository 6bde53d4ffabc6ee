"""A field that JSON told twice: nobody knows which was meant, so nothing is computed from it."""

from __future__ import annotations

from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal


class Doubled(dict[str, Any]):
    """What an object told, with the name of the first field that stood in it twice."""

    def __init__(self, told: dict[str, Any], name: str) -> None:
        super().__init__(told)
        self.name = name


def told_twice(found: Doubled) -> Refusal:
    """The refusal of what told a field twice."""
    return Refusal(
        "law.document.field-twice",
        gettext_noop("字段“%(name)s”写了两次，不知道以哪一次为准"),
        gettext_noop("请只留一次后重算"),
        {"name": found.name[:60]},
    )
