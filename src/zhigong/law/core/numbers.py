"""Fields that are numbers: yuan, measures, counts. Read exactly, never guessed, never endless."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Refused
from zhigong.law.core.fields import Field, Read, quoted, refused, remembered
from zhigong.law.core.numerals import DIGITS, PLACES, TEN_THOUSAND, TWO, WORDS, counted

YUAN: str = WORDS["yuan"]
MEASURES: dict[str, list[str]] = WORDS["measures"]
LARGEST, LEAST = Decimal("1e12"), Decimal("-1e12")
ZERO, HALF, HUNDRED, MONTHS_A_YEAR = Decimal(0), Decimal("0.5"), Decimal(100), Decimal(12)
LONGEST_NUMBER = 40  # characters
PER_CENT = frozenset("%％")
FINEST = 20  # decimal places
_RUN = re.compile(f"[{''.join((*DIGITS, TWO, PLACES[1]))}]+")
_GROUPED = re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_COMMAS = str.maketrans("", "", ",，")
_IN_CHINESE = str.maketrans({str(digit): word for digit, word in enumerate(DIGITS)})
LEAST_PER_CENT = Decimal(10)  # a share of ten and more was written in per cents


def decimal_of(raw: Any, name: str, unit: str = "") -> Decimal:
    """The exact number of a JSON value; words, yes/no, endless and huge numbers are refused.

    ``unit`` allows the words of that measure after it (``12个月``).
    """
    if isinstance(raw, str):
        return _decimal_of_text(raw, name, unit)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise _no_number(raw, name)
    text = str(raw)
    value = raw if isinstance(raw, Decimal) else Decimal(text)
    if len(text) > FINEST or "E" in text.upper():  # only then may it be finer
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -FINEST:
            raise _no_number(raw, name)
    return _bounded(value, raw, name)


def _decimal_of_text(raw: str, name: str, unit: str) -> Decimal:
    try:
        value = Decimal(raw) if len(raw) <= LONGEST_NUMBER else None
    except InvalidOperation:
        value = _written(raw, unit)
    if value is None or "_" in raw or _scientific(raw):
        raise _no_number(raw, name)
    return _bounded(value, raw, name)


def _scientific(raw: str) -> bool:
    """``1e5`` is a number to a machine and a slip of the finger to a person."""
    return any(left.isdigit() for left, mark in pairwise(raw) if mark in "eE")


def _measure(text: str, unit: str) -> str:
    """The word of a measure that a text ends with; empty where there is none."""
    return next((word for word in MEASURES.get(unit, ()) if text.endswith(word)), "")


def _written(raw: str, unit: str) -> Decimal | None:
    """A number as people write it: with a sign of money, its measure, ``%`` or 万; else ``None``."""
    text = halfwidth(raw).strip().casefold()
    if unit == "months" and _measure(text, "years"):
        years = _written(text, "years")
        return None if years is None else years * MONTHS_A_YEAR
    if unit == "years" and _measure(text, "months"):
        months = _written(text, "months")
        return None if months is None else months / MONTHS_A_YEAR
    measure = _measure(text, unit)
    bare = text.removesuffix(measure).strip(YUAN).strip()
    times = 10_000 if TEN_THOUSAND in measure or bare.endswith(TEN_THOUSAND) else 1
    percent = PER_CENT.issuperset(bare[-1:] or "-")
    value = _figure(bare.strip("%％").removesuffix(TEN_THOUSAND).strip())
    if value is None:
        return None
    return value * times / HUNDRED if percent else value * times


def _figure(text: str) -> Decimal | None:
    """A number in figures, its thousands in groups or not, or in Chinese (``三千``, ``半``).

    ``20000,18000`` is two sums and not one: a comma stands before three figures or nowhere.
    """
    if _GROUPED.fullmatch(text):
        text = text.translate(_COMMAS)
    try:
        return Decimal(text)
    except InvalidOperation:
        return _spoken(text)


def _spoken(text: str) -> Decimal | None:
    """A number in Chinese figures, its digits in ours or not: ``半``, ``十二``, ``三千五百``, ``1万2千``."""
    if text == WORDS["half"]:
        return HALF
    number = counted(text.translate(_IN_CHINESE)) if text else None
    return None if number is None else Decimal(number)


def in_figures(text: str) -> str:
    """A text with its numbers below a hundred in figures: ``三年零七个月`` is ``3年7个月``."""
    return _RUN.sub(lambda run: str(_spoken(run[0].lstrip(DIGITS[0])) or run[0]), text)


def _bounded(value: Decimal, raw: Any, name: str) -> Decimal:
    if not value.is_finite():
        raise _no_number(raw, name)
    if not LEAST < value < LARGEST:
        raise refused(
            "law.field.too-large",
            gettext_noop("“%(field)s”的数值大得不合情理"),
            gettext_noop("请核对单位（元、月、天）和小数点"),
            name=name,
        )
    return value or ZERO  # a minus before nothing is nothing


def _no_number(raw: Any, name: str) -> Refused:
    return refused(
        "law.field.not-a-number",
        gettext_noop("“%(field)s”不是数字：%(raw)s"),
        gettext_noop("请只填写数字，如 6200 或 6200.50"),
        name=name,
        raw=quoted(raw),
    )


def _outside(low: Decimal | None, high: Decimal | None) -> Callable[[Decimal, str], Refused]:
    """What refuses a value that is beyond one of the bounds."""

    def refusal(value: Decimal, name: str) -> Refused:
        if low is not None and value < low:
            code = "law.field.negative" if value < 0 else "law.field.too-small"
            return refused(
                code,
                gettext_noop("“%(field)s”不能小于 %(low)s"),
                gettext_noop("请核对后重新填写"),
                name=name,
                low=low,
            )
        return refused(
            "law.field.too-large",
            gettext_noop("“%(field)s”不能大于 %(high)s"),
            gettext_noop("请核对后重新填写"),
            name=name,
            high=high,
        )

    return refusal


def _number(low: Decimal | None, high: Decimal | None, unit: str) -> Read:
    outside = _outside(low, high)

    def read(raw: Any, name: str) -> Decimal:
        value = decimal_of(raw, name, unit)
        if (low is not None and value < low) or (high is not None and value > high):
            raise outside(value, name)
        return value

    return read


def ratio(name: str, meaning: str, *, high: int | str = 1, required: bool = False) -> Field:
    """A share of one; per cents (``50``, ``50%``) are understood, because nobody means 50 times."""
    most = Decimal(high)
    outside = _outside(ZERO, most)

    def read(raw: Any, field: str) -> Decimal:
        value = decimal_of(raw, field)
        if value >= LEAST_PER_CENT:
            value /= HUNDRED
        if not ZERO <= value <= most:
            raise outside(value, field)
        return value

    return Field(name, "number", meaning, remembered(read), required=required)


_not_negative: Callable[[Any, str], Decimal] = _number(ZERO, None, "CNY")


@remembered
def _read_money(raw: Any, name: str) -> Decimal:
    if isinstance(raw, str) and ("%" in raw or "％" in raw):
        raise _no_number(raw, name)
    return _not_negative(raw, name)


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
    read = _number(
        None if low is None else Decimal(low), None if high is None else Decimal(high), unit
    )
    return Field(name, "number", meaning, remembered(read), required=required, unit=unit)


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
        None if low is None else Decimal(low), None if high is None else Decimal(high), unit
    )

    def read(raw: Any, field: str) -> int:
        value = bounded(raw, field)
        if value != int(value):
            raise refused(
                "law.field.not-whole",
                gettext_noop("“%(field)s”应为整数"),
                gettext_noop("请填写整数"),
                name=field,
            )
        return int(value)

    return Field(name, "whole", meaning, remembered(read), required=required, unit=unit)
