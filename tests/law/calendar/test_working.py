"""Working days: published years, years still unpublished, days entered by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.law.calendar import (
    OFFICIAL,
    Arrangement,
    WorkCalendar,
    add_workdays,
    is_workday,
    shift_to_working_day,
)
from zhigong.law.calendar.working import assumed, published

DAYS = st.dates(date(2004, 1, 1), date(2038, 12, 31))


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_248_working_days_since_2025(year: int) -> None:
    assert OFFICIAL.workdays(date(year, 1, 1), date(year, 12, 31)) == 248


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 10, 10), True),  # declared Saturday
        (date(2026, 9, 20), True),  # declared Sunday
        (date(2026, 10, 7), False),  # bridge
        (date(2026, 10, 8), True),
        (date(2026, 10, 11), False),  # plain Sunday
        (date(2015, 9, 3), False),  # Victory Day, off that year
    ],
)
def test_days_of_the_arrangement(day: date, worked: bool) -> None:
    assert is_workday(day) is worked


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 9, 16), 15, date(2026, 10, 13)),
        (date(2026, 10, 9), 1, date(2026, 10, 10)),
        (date(2026, 10, 9), 0, date(2026, 10, 9)),
    ],
)
def test_working_days_are_counted_from_the_next_day(start: date, count: int, due: date) -> None:
    assert add_workdays(start, count) == due


@pytest.mark.parametrize(
    ("raw", "shifted"),
    [
        (date(2026, 10, 3), date(2026, 10, 8)),
        (date(2026, 10, 10), date(2026, 10, 10)),
        (date(2026, 2, 19), date(2026, 2, 24)),
        (date(2025, 10, 1), date(2025, 10, 9)),
        (date(2026, 5, 31), date(2026, 6, 1)),
    ],
)
def test_a_last_day_off_moves_on(raw: date, shifted: date) -> None:
    assert shift_to_working_day(raw) == shifted


@given(DAYS, st.integers(0, 60))
def test_counting_matches_adding(start: date, count: int) -> None:
    due = OFFICIAL.add_workdays(start, count)

    assert OFFICIAL.workdays(start + timedelta(days=1), due) == count


@given(DAYS)
def test_shifting_ends_on_a_working_day_and_skips_none(day: date) -> None:
    shifted = OFFICIAL.shift_to_working_day(day)

    assert OFFICIAL.is_workday(shifted)
    assert OFFICIAL.workdays(day, shifted) == 1
    assert OFFICIAL.shift_to_working_day(shifted) == shifted


@given(DAYS, DAYS)
def test_working_days_are_among_paid_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    last = min(last, first + timedelta(days=400))
    worked, paid = OFFICIAL.workdays(first, last), OFFICIAL.paid_days(first, last)

    assert worked <= paid <= (last - first).days + 1


def test_paid_days_are_working_days_and_statutory_days() -> None:
    october = date(2026, 10, 1), date(2026, 10, 31)

    assert OFFICIAL.workdays(*october) == 18
    assert OFFICIAL.paid_days(*october) == 21
    assert OFFICIAL.paid_days(date(2026, 10, 2), date(2026, 10, 1)) == 0


def test_a_year_not_yet_arranged_is_computed_from_weekends_and_statutory_days() -> None:
    assert published(2027) is None
    assert published(2003) is None
    assert published(2004) is not None
    assert not OFFICIAL.is_published(2027)
    assert OFFICIAL.is_published(2026)
    assert not OFFICIAL.is_workday(date(2027, 2, 8))  # 初三, a Monday
    assert OFFICIAL.is_workday(date(2027, 2, 9))
    assert not OFFICIAL.is_workday(date(2027, 1, 2))  # Saturday
    assert OFFICIAL.unpublished_years(date(2026, 12, 1), date(2028, 1, 1)) == (2027, 2028)
    assert OFFICIAL.unpublished_years(date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_where_even_festivals_are_not_held_only_weekends_are_off() -> None:
    assert assumed(2070) == Arrangement(2070, frozenset(), frozenset())
    assert OFFICIAL.is_workday(date(2070, 1, 1))
    assert date(2040, 1, 1) in assumed(2040).off
    assert date(2000, 5, 3) in assumed(2000).off
    assert assumed(1999).off == frozenset()


def test_an_arrangement_entered_by_hand_wins() -> None:
    notice = Arrangement(
        2027, off=frozenset({date(2027, 1, 1)}), worked=frozenset({date(2027, 1, 2)}), source="n"
    )
    calendar = WorkCalendar({2027: notice})

    assert calendar.is_published(2027)
    assert calendar.is_workday(date(2027, 1, 2))
    assert calendar.add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 2)
    assert calendar.is_workday(date(2026, 10, 10))
    assert not OFFICIAL.is_workday(date(2027, 1, 2))


def test_published_years_hold_their_own_days_only() -> None:
    year = published(2026)

    assert year is not None
    assert year.year == 2026
    assert {day.year for day in year.off | year.worked} == {2026}


def test_days_off_over_the_end_of_a_year_hold_those_of_both_years() -> None:
    found = OFFICIAL.days_off(date(2025, 12, 26), date(2026, 1, 5))

    assert found == (
        date(2025, 12, 27),
        date(2025, 12, 28),
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 1, 3),
    )
