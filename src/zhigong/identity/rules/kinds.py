"""The closed lists of words that the tables of identity use."""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop


class AccountKind(StrEnum):
    OFFICER = "officer"  # signs in with name, password and, where the role asks, a second factor
    WORKER = "worker"  # signs in with mobile and one-time code
    SERVICE = "service"  # a program; never signs in on a page


KIND_LABELS: dict[str, str] = {
    AccountKind.OFFICER: gettext_noop("工作人员"),
    AccountKind.WORKER: gettext_noop("职工"),
    AccountKind.SERVICE: gettext_noop("系统接口"),
}


class FactorKind(StrEnum):
    TOTP = "totp"
    PASSKEY = "passkey"


FACTOR_LABELS: dict[str, str] = {
    FactorKind.TOTP: gettext_noop("动态口令"),
    FactorKind.PASSKEY: gettext_noop("通行密钥"),
}


class CodePurpose(StrEnum):
    SIGN_IN = "sign_in"  # sent to a mobile
    RECOVERY = "recovery"  # printed once, used where the second factor is lost


class Way(StrEnum):
    """By what proof a sign-in was tried."""

    PASSWORD = "password"  # noqa: S105 (a word, no secret)
    FACTOR = "factor"
    CODE = "code"
    SEND = "send"  # asking for a code to be sent
    OIDC = "oidc"
