"""What a password must be. Length first; no forced changes, no riddles of signs."""

from __future__ import annotations

from itertools import pairwise

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, all_of, refuse

SHORTEST = 10
LONGEST = 128
LONG_ENOUGH = 16  # from here on its kinds of characters do not matter


def acceptable(password: str, *, names: tuple[str, ...] = ()) -> Verdict:
    """Every reason against a password; ``names`` are what it must not contain."""
    return all_of(
        (
            _length(password),
            _kinds(password),
            _variety(password),
            _apart_from(password, names),
        )
    )


def _length(password: str) -> Verdict:
    if SHORTEST <= len(password) <= LONGEST:
        return ALLOWED
    return refuse(
        "identity.password.length",
        gettext_noop("密码须为 %(shortest)s 至 %(longest)s 个字符"),
        gettext_noop("可以用几个词连起来，既长又好记"),
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _kinds(password: str) -> Verdict:
    kinds = (
        any(c.isalpha() for c in password),
        any(c.isdigit() for c in password),
        any(not c.isalnum() for c in password),
    )
    if sum(kinds) >= 2 or len(password) >= LONG_ENOUGH:
        return ALLOWED
    return refuse(
        "identity.password.kinds",
        gettext_noop("密码太单一"),
        gettext_noop("请混用字母、数字、符号中的两种，或写到 %(length)s 个字符以上"),
        length=LONG_ENOUGH,
    )


def _variety(password: str) -> Verdict:
    """Neither few characters repeated nor a run such as 1234567890 or abcdefghij."""
    steps = {ord(b) - ord(a) for a, b in pairwise(password)}
    if len(set(password)) >= 5 and len(steps) > 2:
        return ALLOWED
    return refuse(
        "identity.password.simple",
        gettext_noop("密码有规律，容易被猜到"),
        gettext_noop("请不要用重复或连续的字符"),
    )


def _apart_from(password: str, names: tuple[str, ...]) -> Verdict:
    found = [name for name in names if len(name) >= 2 and name.casefold() in password.casefold()]
    if not found:
        return ALLOWED
    return refuse(
        "identity.password.name",
        gettext_noop("密码里不能有姓名或登录名"),
        gettext_noop("请换一个与您无关的说法"),
    )


def too_common() -> Verdict:
    """The refusal of a password that stands in every list of guesses."""
    return refuse(
        "identity.password.common",
        gettext_noop("这个密码太常见，别人一猜就中"),
        gettext_noop("请换一个"),
    )
