"""Typed readers of the environment. Every setting that differs between machines comes through here.

``docs/reference/settings.md`` is printed from the calls of these readers in ``settings.py``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


class WrongSetting(Exception):
    """The environment says something that cannot be meant; the message says what to write."""


def envtext(name: str, default: str = "") -> str:
    """The variable, or the content of the file that ``NAME_FILE`` names."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text("utf8").strip()
    return os.environ.get(name, default)


def envbool(name: str, default: bool = False) -> bool:
    text = envtext(name).lower()
    if text in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return text in {"1", "true", "yes", "on"} if text else default
    raise WrongSetting(f"{name}={text!r}: write 1 or 0")


def envint(name: str, default: int) -> int:
    text = envtext(name)
    if not text:
        return default
    try:
        return int(text)
    except ValueError as error:
        raise WrongSetting(f"{name}={text!r}: write a whole number") from error


def envlist(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in envtext(name, default).split(",") if part.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's settings of a ``postgresql://user:password@host:port/name?option=…`` address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise WrongSetting("DATABASE_URL: write postgresql://user:password@host:port/name")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "zhigong.foundation.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "OPTIONS": query,
    }
