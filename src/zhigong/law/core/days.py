"""Fields that are days: a month alone is its first day, or its last where a period ends."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from zhigong.kernel.period import month_end
from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Refused
from zhigong.law.core.fields import Field, Read, quoted, refused, remembered

FIRST_YEAR, LAST_YEAR = 1949, 2060
_NUMERALS = tomllib.loads(files("zhigong.law.core").joinpath("numerals.toml").read_text("utf8"))
_MARKS: dict[str, str] = _NUMERALS["date_marks"]
_PLAIN = str.maketrans(_MARKS)
_MONTH_ENDS: dict[str, bool] = _NUMERALS["month_ends"]


def day_of(raw: Any, name: str, *, last: bool = False) -> date:
    """A day; a month alone (``2016-07``) is its first day, or its last where ``last``."""
    if isinstance(raw, str):
        return _day_of_text(raw, name, last)
    if isinstance(raw, date):
        return _sane(raw, raw, name)
    if isinstance(raw, int) and len(str(raw)) == 8:
        return _day_of_text(str(raw), name, last)
    raise _no_date(raw, name)


def _day_of_text(raw: str, name: str, last: bool) -> date:
    if not raw.isascii():
        for mark, meant in _MONTH_ENDS.items():
            if raw.endswith(mark):
                return _day_of_text(raw[: 1 - len(mark)], name, meant)
    text = _plain(raw)
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return _sane(date.fromisoformat(text), raw, name)
        except ValueError:
            raise _no_date(raw, name) from None
    return _loose_day(text, raw, name, last)


def _plain(raw: str) -> str:
    """A written day with hyphens: ``2024年3月1日``, ``2024/3/1``, ``20240301``, a time of day cut off."""
    text = (raw if raw.isascii() else halfwidth(raw)).strip()
    text = text.translate(_PLAIN).strip("-")
    if len(text) == 8 and text.isascii() and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if len(text) > 10 and text[10] in "T " and text[11:13].isdigit():
        return text[:10]
    return text


def _loose_day(text: str, raw: str, name: str, last: bool) -> date:
    """Days with single digits (``2024-3-1``) and months alone."""
    parts = text.split("-")
    if len(parts) not in (2, 3) or not all(p.isascii() and p.isdigit() for p in parts):
        raise _no_date(raw, name)
    if len(parts[0]) != 4 or any(len(part) > 2 for part in parts[1:]):
        raise _no_date(raw, name)
    numbers = [int(part) for part in parts]
    try:
        found = date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1)
    except ValueError:
        raise _no_date(raw, name) from None
    return _sane(month_end(found) if last and len(numbers) == 2 else found, raw, name)


def _sane(found: date, raw: Any, name: str) -> date:
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise refused(
        "law.field.date-out-of-range",
        gettext_noop("“%(field)s”的日期 %(raw)s 超出可计算的年份（%(first)s—%(last)s）"),
        gettext_noop("请核对年份"),
        name=name,
        raw=quoted(raw),
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def _no_date(raw: Any, name: str) -> Refused:
    return refused(
        "law.field.not-a-date",
        gettext_noop("“%(field)s”不是有效日期：%(raw)s"),
        gettext_noop("请按 2024-09-09 填写；只知道月份的可填 2024-09"),
        name=name,
        raw=quoted(raw),
    )


_read_day = remembered(day_of)


@remembered
def _read_last_day(raw: Any, name: str) -> date:
    return day_of(raw, name, last=True)


def day(name: str, meaning: str, *, required: bool = False, last: bool = False) -> Field:
    """A day; a month alone means its first day (its last for ``last``: ends of periods)."""
    read: Read = _read_last_day if last else _read_day
    return Field(name, "date-last" if last else "date", meaning, read, required=required)
