"""What may be a sign-in name or a mobile."""

from __future__ import annotations

import re

from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse

NAME = re.compile(r"[\w.@-]{2,60}")
MOBILE = re.compile(r"1[3-9][0-9]{9}")


def as_login_name(text: str) -> str:
    """One spelling for a name however it was typed."""
    return squeeze(text).lower()


def may_be_name(name: str) -> Verdict:
    if NAME.fullmatch(name):
        return ALLOWED
    return refuse(
        "identity.name.unfit",
        gettext_noop("登录名须为 2 至 60 个字母、数字、汉字或 . _ @ -"),
        gettext_noop("可以用姓名的拼音或工号"),
    )


def may_be_mobile(number: str) -> Verdict:
    """Of a number already in its plain form."""
    if MOBILE.fullmatch(number):
        return ALLOWED
    return refuse(
        "identity.mobile.unfit",
        gettext_noop("这不是一个手机号"),
        gettext_noop("请写 11 位手机号"),
    )
