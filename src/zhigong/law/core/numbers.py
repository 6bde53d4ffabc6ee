"""Fields that are numbers: yuan, measures, counts. Read exactly, never guessed, never endless."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Refused
from zhigong.law.core.fields import Field, Read, refused

YUAN: str = tomllib.loads(files("zhigong.law.core").joinpath("numerals.toml").read_text("utf8"))[
    "yuan"
]
LARGEST = Decimal("1e12")
ZERO = Decimal(0)
LONGEST_NUMBER = 40  # characters
FINEST = 20  # decimal places


def decimal_of(raw: Any, name: str) -> Decimal:
    """The exact number of a JSON value; words, yes/no, endless and huge numbers are refused."""
    if isinstance(raw, str):
        return _decimal_of_text(raw, name)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise _no_number(raw, name)
    value = raw if isinstance(raw, Decimal) else Decimal(str(raw))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -FINEST:
        raise _no_number(raw, name)
    return _bounded(value, raw, name)


def _decimal_of_text(raw: str, name: str) -> Decimal:
    try:
        value = Decimal(raw) if len(raw) <= LONGEST_NUMBER else None
    except InvalidOperation:
        cleaned = halfwidth(raw).strip().strip(YUAN).replace(",", "").strip()
        try:
            value = Decimal(cleaned)
        except InvalidOperation:
            value = None
    if value is None or "_" in raw or "e" in raw or "E" in raw:
        raise _no_number(raw, name)
    return _bounded(value, raw, name)


def _bounded(value: Decimal, raw: Any, name: str) -> Decimal:
    if not value.is_finite():
        raise _no_number(raw, name)
    if not -LARGEST < value < LARGEST:
        raise refused(
            "law.field.too-large",
            gettext_noop("“%(name)s”的数值大得不合情理"),
            gettext_noop("请核对单位（元、月、天）和小数点"),
            name=name,
        )
    return value or ZERO  # a minus before nothing is nothing


def _no_number(raw: Any, name: str) -> Refused:
    return refused(
        "law.field.not-a-number",
        gettext_noop("“%(name)s”不是数字：%(raw)s"),
        gettext_noop("请只填写数字，如 6200 或 6200.50"),
        name=name,
        raw=repr(raw)[:60],
    )


def _between(low: Decimal | None, high: Decimal | None) -> Callable[[Decimal, str], Decimal]:
    def check(value: Decimal, name: str) -> Decimal:
        if low is not None and value < low:
            code = "law.field.negative" if value < 0 else "law.field.too-small"
            raise refused(
                code,
                gettext_noop("“%(name)s”不能小于 %(low)s"),
                gettext_noop("请核对后重新填写"),
                name=name,
                low=low,
            )
        if high is not None and value > high:
            raise refused(
                "law.field.too-large",
                gettext_noop("“%(name)s”不能大于 %(high)s"),
                gettext_noop("请核对后重新填写"),
                name=name,
                high=high,
            )
        return value

    return check


def _number(low: Decimal | None, high: Decimal | None) -> Read:
    check = _between(low, high)

    def read(raw: Any, name: str) -> Decimal:
        return check(decimal_of(raw, name), name)

    return read


_read_money = _number(Decimal(0), None)


def money(name: str, meaning: str, *, required: bool = False) -> Field:
    """Yuan, never negative; read as an exact ``Decimal``."""
    return Field(name, "money", meaning, _read_money, required=required, unit="CNY")


def number(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    low: int | str | None = 0,
    high: int | str | None = None,
    unit: str = "",
) -> Field:
    """A decimal number within bounds (both included)."""
    read = _number(None if low is None else Decimal(low), None if high is None else Decimal(high))
    return Field(name, "number", meaning, read, required=required, unit=unit)


def whole(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    low: int | None = 0,
    high: int | None = 1_000_000_000,
    unit: str = "",
) -> Field:
    """A whole number within bounds (both included); read as ``int``."""
    bounded = _number(
        None if low is None else Decimal(low), None if high is None else Decimal(high)
    )

    def read(raw: Any, field: str) -> int:
        value = bounded(raw, field)
        if value != int(value):
            raise refused(
                "law.field.not-whole",
                gettext_noop("“%(name)s”应为整数"),
                gettext_noop("请填写整数"),
                name=field,
            )
        return int(value)

    return Field(name, "whole", meaning, read, required=required, unit=unit)
