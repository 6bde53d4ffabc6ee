"""The year of limitation as a clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.kernel.period import Period, add_years
from zhigong.law.calendar import OFFICIAL
from zhigong.law.procedure.clock import Light, clock, first_alive

DAYS = st.dates(date(2008, 5, 1), date(2030, 12, 31))
ONE = timedelta(days=1)


@given(DAYS)
def test_a_year_from_the_start_moved_off_days_off(start: date) -> None:
    found = clock(start)

    assert found.count.raw == add_years(start, 1)
    assert found.due == OFFICIAL.shift_to_working_day(add_years(start, 1))
    assert (found.start, found.begun, found.used, found.too_late) == (start, start, (), ())
    assert not found.old_law


@given(DAYS, st.lists(st.integers(-400, 1500), max_size=6))
def test_interruptions_never_shorten_the_year(start: date, offsets: list[int]) -> None:
    events = [start + ONE * offset for offset in offsets]
    found = clock(start, events)

    assert found.due >= clock(start).due
    assert sorted(set(events)) == [*found.early, *found.used, *found.too_late]
    assert all(event > found.due for event in found.too_late)
    assert found.begun == (found.used[-1] if found.used else start)


@given(DAYS, st.integers(0, 400), st.integers(0, 60))
def test_suspension_never_shortens_the_year(start: date, offset: int, more: int) -> None:
    first = start + ONE * offset
    found = clock(start, suspensions=[Period(first, first + ONE * more)])

    assert found.due >= clock(start).due
    assert found.count.raw == add_years(start, 1) + ONE * found.count.stopped


def test_a_chain_of_claims_each_on_the_last_day() -> None:
    found = clock(date(2022, 3, 1), [date(2023, 3, 1), date(2024, 3, 1), date(2025, 3, 3)])

    assert found.used == (date(2023, 3, 1), date(2024, 3, 1), date(2025, 3, 3))
    assert found.due == date(2026, 3, 3)  # 1 March 2025 is a Saturday: the year ran to the 3rd


def test_after_one_claim_too_late_no_later_one_counts() -> None:
    found = clock(date(2022, 3, 1), [date(2023, 3, 2), date(2023, 3, 3)])

    assert (found.used, found.too_late) == ((), (date(2023, 3, 2), date(2023, 3, 3)))
    assert found.due == date(2023, 3, 1)


def test_a_suspension_before_an_interruption_ends_with_it() -> None:
    pause = Period(date(2024, 5, 1), date(2024, 5, 31))
    found = clock(date(2024, 3, 1), [date(2024, 5, 20)], [pause])

    assert found.count.stopped == 11  # only the days after the new year began
    assert found.count.raw == date(2025, 5, 31)


@pytest.mark.parametrize(
    ("start", "old", "due"),
    [
        (date(2008, 2, 28), True, date(2008, 4, 28)),
        (date(2008, 3, 1), True, date(2008, 4, 30)),
        (date(2008, 3, 2), False, date(2009, 3, 2)),
        (date(2008, 4, 30), False, date(2009, 4, 30)),
        (date(2008, 5, 1), False, date(2009, 5, 4)),
    ],
)
def test_sixty_days_before_the_law_of_2008(start: date, old: bool, due: date) -> None:
    found = clock(start)

    assert (found.old_law, found.due) == (old, due)


@pytest.mark.parametrize(
    ("left", "light"),
    [
        (91, Light.CALM),
        (90, Light.SOON),
        (31, Light.SOON),
        (30, Light.NEAR),
        (8, Light.NEAR),
        (7, Light.LAST_WEEK),
        (0, Light.LAST_WEEK),
        (-1, Light.OVER),
    ],
)
def test_the_light_changes_at_90_30_and_7_days(left: int, light: Light) -> None:
    found = clock(date(2025, 3, 3))

    assert found.light(found.due - ONE * left) is light


@given(
    st.dates(date(2008, 1, 1), date(2026, 12, 31)),
    st.integers(1, 400),
    st.integers(-30, 900),
    st.lists(st.integers(0, 700), max_size=2),
)
def test_the_first_day_whose_own_year_still_runs_is_the_first_of_all_days(
    start: date, length: int, later: int, asked_before: list[int]
) -> None:
    days, asked = Period(start, start + timedelta(days=length - 1)), start + timedelta(days=later)
    events = [start + timedelta(days=each) for each in asked_before]
    each_day = (start + timedelta(days=n) for n in range(length))
    runs = (day for day in each_day if clock(day, events).count.raw >= asked)
    expected = next(runs, days.end + timedelta(days=1))
    assert min(first_alive(days, asked, events), days.end + timedelta(days=1)) == expected


def test_a_day_of_double_wage_before_the_law_of_2008_had_sixty_days() -> None:
    days = Period(date(2008, 2, 1), date(2008, 12, 31))
    assert first_alive(days, date(2008, 12, 20)) == date(2008, 3, 2)
    assert first_alive(days, date(2009, 6, 1)) == date(2008, 6, 1)
