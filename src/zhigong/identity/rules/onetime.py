"""Codes that work once: those of an authenticator app, those sent to a mobile, printed ones."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import pyotp
from pyotp.utils import strings_equal

from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Verdict, refuse

CODE_LIVES = timedelta(minutes=5)
CODE_TRIES = 5
RECOVERY_CODES = 10
_RECOVERY_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """Six digits for a mobile."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_recovery_code() -> str:
    """Ten signs that cannot be mistaken for each other, as ``abcde-23456``."""
    signs = [secrets.choice(_RECOVERY_SIGNS) for _ in range(10)]
    return "".join(signs[:5]) + "-" + "".join(signs[5:])


def as_typed(text: str) -> str:
    """A code however it was typed: spaces, hyphens and full-width digits do not matter."""
    return "".join(c for c in halfwidth(text).lower() if c.isalnum())


def new_secret() -> str:
    """For an authenticator app, in the base32 that apps read."""
    return pyotp.random_base32()


def app_address(secret: str, *, name: str, issuer: str) -> str:
    """What the QR code of enrolment says."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def code_at(secret: str, now: datetime) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).at(now)


def matching_step(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """The 30-second step to which the code belongs, one to either side allowed for wrong watches.

    Only steps later than ``after`` (the last one used): a code that was looked at over somebody's
    shoulder works no second time.
    """
    totp = pyotp.TOTP(secret)
    present = totp.timecode(now)
    typed = as_typed(code)
    found = None
    for step in (present - 1, present, present + 1):
        if strings_equal(totp.generate_otp(step), typed) and step > after:
            found = step
    return found


def wrong_code() -> Verdict:
    """The refusal of a code; it does not say which part was wrong."""
    return refuse(
        "identity.code.wrong",
        gettext_noop("验证码不对，或已经过期"),
        gettext_noop("请核对后重新输入，或重新获取"),
    )
