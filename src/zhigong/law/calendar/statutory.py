"""全体公民放假的节日 (法定休假日): the days that carry threefold pay, year by year.

The Measures on annual festivals were amended in 1999, 2007, 2013 and 2024; a year is read under the
text in force on its first day, so that yesterday's pay computes as yesterday.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FIRST_YEAR, LAST_YEAR = 2000, 2040

_ONE_DAY = timedelta(days=1)


def statutory_holidays(year: int) -> Mapping[date, str]:
    """The statutory holidays of a calendar year, each with the festival's id.

    10 days to 2007, 11 from 2008, 13 from 2025 (one fewer in a year whose mid-autumn falls into the
    National Day holiday). ``LookupError`` outside 2000 to 2040: the moon was not computed there.
    全国年节及纪念日放假办法 第二条.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LookupError(f"statutory holidays are held for {FIRST_YEAR} to {LAST_YEAR}")
    return _holidays(year)


def is_statutory_holiday(day: date) -> bool:
    """Whether the day itself is one of the statutory days: substitutes and bridges are not."""
    return day in statutory_holidays(day.year)


@cache
def _holidays(year: int) -> Mapping[date, str]:
    moving = _moving()[str(year)]
    found = {date(year, 1, 1): "new_year"}
    found |= _run(moving["first_moon"] + _ONE_DAY * _spring_offset(year), _spring(year), "spring")
    for festival in ("qingming", "dragon_boat", "mid_autumn"):
        if festival in moving:
            found[moving[festival]] = festival
    found |= _run(date(year, 5, 1), _labour(year), "labour")
    found |= _run(date(year, 10, 1), 3, "national")
    return MappingProxyType(dict(sorted(found.items())))


def _spring_offset(year: int) -> int:
    """春节 began on New Year's Eve in 2008 to 2013 and does again from 2025."""
    return -1 if 2008 <= year <= 2013 or year >= 2025 else 0


def _spring(year: int) -> int:
    return 4 if year >= 2025 else 3


def _labour(year: int) -> int:
    if year >= 2025:
        return 2
    return 1 if year >= 2008 else 3


def _run(first: date, days: int, festival: str) -> dict[date, str]:
    return {first + _ONE_DAY * n: festival for n in range(days)}


@cache
def _moving() -> Mapping[str, Mapping[str, date]]:
    text = (files("zhigong.law.calendar") / "festivals.toml").read_text(encoding="utf-8")
    days: Mapping[str, Mapping[str, date]] = tomllib.loads(text)["days"]
    return days
