"""The statutory days against a second source and against the Measures themselves."""

from datetime import date

import holidays as second_source
import pytest
from chinese_calendar import get_solar_terms
from chinese_calendar.solar_terms import SolarTerms

from zhigong.law.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    OFFICIAL,
    is_statutory_holiday,
    statutory_holidays,
)

SUBSTITUTE = "Day off"
# Off by notices of their own, no days of the Measures: Victory Day 2015, the prolonged break of 2020.
ONCE_OFF = {date(2015, 9, 3), date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)}


def days_of_second_source(year: int) -> set[date]:
    found = second_source.country_holidays("CN", years=year, observed=False, language="en_US")
    return {day for day, name in found.items() if SUBSTITUTE not in name} - ONCE_OFF


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_each_year_agrees_with_a_second_source(year: int) -> None:
    assert set(statutory_holidays(year)) == days_of_second_source(year)


@pytest.mark.parametrize("year", range(2008, LAST_YEAR + 1))
def test_qingming_is_the_day_of_the_solar_term(year: int) -> None:
    terms = get_solar_terms(date(year, 4, 1), date(year, 4, 30))
    term = next(day for day, name in terms if name == SolarTerms.pure_brightness.value[1])

    assert statutory_holidays(year)[term] == "qingming"


@pytest.mark.parametrize(
    ("year", "count"), [(2007, 10), (2008, 11), (2020, 10), (2024, 11), (2025, 13), (2026, 13)]
)
def test_the_number_of_days_follows_the_measures(year: int, count: int) -> None:
    assert len(statutory_holidays(year)) == count  # 2020: mid-autumn on 1 October


@pytest.mark.parametrize(
    ("day", "festival"),
    [
        (date(2013, 2, 9), "spring"),  # New Year's Eve in 2008 to 2013
        (date(2014, 2, 2), "spring"),
        (date(2025, 1, 28), "spring"),
        (date(2025, 1, 31), "spring"),
        (date(2025, 5, 2), "labour"),
        (date(2007, 5, 3), "labour"),
        (date(2026, 6, 19), "dragon_boat"),
        (date(2026, 9, 25), "mid_autumn"),
        (date(2026, 10, 3), "national"),
        (date(2026, 1, 1), "new_year"),
    ],
)
def test_named_days(day: date, festival: str) -> None:
    assert statutory_holidays(day.year)[day] == festival
    assert is_statutory_holiday(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2014, 1, 30),
        date(2024, 2, 9),
        date(2024, 5, 2),
        date(2013, 2, 12),
        date(2026, 10, 4),
        date(2026, 2, 20),
    ],
)
def test_bridge_days_are_no_statutory_days(day: date) -> None:
    assert not is_statutory_holiday(day)


def test_days_come_in_order_and_cannot_be_changed() -> None:
    days = statutory_holidays(2026)

    assert list(days) == sorted(days)
    with pytest.raises(TypeError):
        days[date(2026, 1, 2)] = "bridge"  # type: ignore[index]  # wrong on purpose


@pytest.mark.parametrize("year", [1999, 2041, 2099])
def test_years_not_held_are_refused(year: int) -> None:
    with pytest.raises(LookupError, match="2000 to 2040"):
        statutory_holidays(year)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_statutory_day_is_off_in_the_official_arrangement(year: int) -> None:
    assert not any(OFFICIAL.is_workday(day) for day in statutory_holidays(year))
