"""How days are counted: the first left out, the end of months, the last moved on, clocks stopped."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.kernel.period import Period
from zhigong.law.calendar import OFFICIAL
from zhigong.law.procedure.counting import Count, count, count_back, last_day, prolonged
from zhigong.law.procedure.kinds import Unit

DAYS = st.dates(date(2004, 1, 5), date(2036, 12, 31))
ONE = timedelta(days=1)


def days(first: int, last: int) -> Period:
    return Period(date(2025, 3, first), date(2025, 3, last))


@pytest.mark.parametrize(
    ("start", "length", "unit", "last"),
    [
        (date(2026, 9, 18), 15, Unit.DAYS, date(2026, 10, 3)),
        (date(2026, 9, 30), 5, Unit.WORKDAYS, date(2026, 10, 13)),
        (date(2026, 1, 31), 1, Unit.MONTHS, date(2026, 2, 28)),
        (date(2024, 2, 29), 1, Unit.YEARS, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, Unit.MONTHS, date(2026, 2, 28)),
        (date(2026, 9, 18), 0, Unit.DAYS, date(2026, 9, 18)),
    ],
)
def test_the_first_day_is_not_counted(start: date, length: int, unit: Unit, last: date) -> None:
    assert last_day(start, length, unit, OFFICIAL) == last


@pytest.mark.parametrize(
    ("pauses", "last", "stopped"),
    [
        ([], 10, 0),
        ([days(3, 5)], 13, 3),
        ([days(1, 2)], 11, 1),  # 1 March is the trigger: only the 2nd was running
        ([days(10, 12)], 13, 3),  # begins on the last day
        ([days(11, 12)], 10, 0),  # begins after the end
        ([days(3, 5), days(4, 6)], 14, 4),  # overlapping days once
        ([days(8, 9), days(3, 5)], 15, 5),  # in any order
        ([days(9, 10), days(11, 12)], 14, 4),  # the second within the prolonged period
        ([days(3, 5), days(4, 4)], 13, 3),  # one within the other
    ],
)
def test_days_on_which_the_clock_stood_still(pauses: list[Period], last: int, stopped: int) -> None:
    start, raw = date(2025, 3, 1), date(2025, 3, 10)

    assert prolonged(start, raw, pauses) == (date(2025, 3, last), stopped)


def test_a_moved_last_day_names_the_days_it_moved_over() -> None:
    found = count(date(2026, 9, 18), 15, Unit.DAYS, OFFICIAL)

    assert found == Count(
        date(2026, 10, 3),
        date(2026, 10, 8),
        tuple(date(2026, 10, day) for day in range(3, 8)),
    )


def test_a_period_in_working_days_names_the_days_left_out() -> None:
    found = count(date(2026, 9, 17), 3, Unit.WORKDAYS, OFFICIAL)

    assert found == Count(date(2026, 9, 21), date(2026, 9, 21), (date(2026, 9, 19),))


def test_a_working_last_day_leaves_nothing_out() -> None:
    assert count(date(2026, 9, 25), 15, Unit.DAYS, OFFICIAL).skipped == ()


def test_a_period_that_does_not_roll_ends_on_a_sunday() -> None:
    found = count(date(2024, 5, 31), 2, Unit.YEARS, OFFICIAL, rolls=False)

    assert (found.raw, found.due) == (date(2026, 5, 31), date(2026, 5, 31))


def test_counting_back_leaves_out_the_day_itself_and_days_off() -> None:
    found = count_back(date(2026, 10, 9), 2, OFFICIAL)

    assert found.due == date(2026, 9, 30)
    assert found.raw == date(2026, 9, 30)
    assert found.skipped == tuple(date(2026, 10, day) for day in range(1, 8))


def test_days_off_about_the_trigger_are_not_among_those_left_out() -> None:
    sunday, friday = date(2026, 3, 15), date(2026, 3, 20)

    assert count(sunday, 5, Unit.WORKDAYS, OFFICIAL) == Count(friday, friday, ())
    assert count_back(friday, 2, OFFICIAL).skipped == ()


@given(DAYS, st.integers(0, 400), st.sampled_from(list(Unit)[:2]))
def test_a_longer_period_never_ends_earlier(start: date, length: int, unit: Unit) -> None:
    shorter = count(start, length, unit, OFFICIAL)
    longer = count(start, length + 1, unit, OFFICIAL)

    assert start <= shorter.raw <= shorter.due <= longer.due


@given(DAYS, st.sampled_from(list(Unit)), st.integers(1, 60))
def test_a_later_trigger_never_ends_earlier(start: date, unit: Unit, length: int) -> None:
    length = min(length, 3) if unit is Unit.YEARS else length

    assert (
        count(start, length, unit, OFFICIAL).due <= count(start + ONE, length, unit, OFFICIAL).due
    )


@given(DAYS, st.integers(1, 60), st.integers(0, 80), st.integers(0, 40))
def test_a_pause_moves_the_end_by_its_days_at_most(
    start: date, length: int, offset: int, more: int
) -> None:
    first = start + ONE * offset
    pause = Period(first, first + ONE * more)
    plain = count(start, length, Unit.DAYS, OFFICIAL, rolls=False)
    paused = count(start, length, Unit.DAYS, OFFICIAL, pauses=[pause], rolls=False)

    assert 0 <= paused.stopped <= pause.days
    assert paused.raw == plain.raw + ONE * paused.stopped


@given(DAYS, st.integers(1, 30))
def test_counting_back_undoes_counting_forward(start: date, length: int) -> None:
    start = OFFICIAL.shift_to_working_day(start)
    forward = count(start, length, Unit.WORKDAYS, OFFICIAL)

    assert count_back(forward.due, length, OFFICIAL).due == start
