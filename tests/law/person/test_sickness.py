"""Medical periods: what must always hold, and how leaves use them up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.kernel.period import Period, add_months
from zhigong.law.person.sickness import WINDOWS, cumulative_use, period_months

YEARS = st.decimals(0, 70, places=1)
START = date(2025, 1, 1)


@given(YEARS, YEARS, YEARS)
def test_more_service_never_shortens_the_period(
    service: Decimal, here: Decimal, more: Decimal
) -> None:
    here = min(service, here)

    assert period_months(service + more, here) >= period_months(service, here)
    assert period_months(service, min(service, here + more)) >= period_months(service, here)
    assert period_months(service, here) in WINDOWS


@given(
    st.sampled_from(sorted(WINDOWS)),
    st.integers(1, 1000),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
)
def test_one_unbroken_leave_is_counted_by_the_calendar(months: int, days: int, start: date) -> None:
    use = cumulative_use([Period(start, start + timedelta(days=days - 1))], months)
    full = add_months(start, months) - timedelta(days=1)

    if start + timedelta(days=days - 1) >= full:
        assert use.exhausted == full
    else:
        assert use.exhausted is None
        assert use.used == days


def leaves(lengths: list[tuple[int, int]]) -> list[Period]:
    """Leaves of so many days, each after so many days of work."""
    found, day = [], START
    for gap, length in lengths:
        start = day + timedelta(days=gap)
        found.append(Period(start, start + timedelta(days=length - 1)))
        day = found[-1].end + timedelta(days=1)
    return found


LENGTHS = st.lists(st.tuples(st.integers(1, 200), st.integers(1, 120)), min_size=1, max_size=8)


@given(LENGTHS, st.sampled_from(sorted(WINDOWS)))
def test_exhaustion_falls_on_a_sick_day_inside_its_window(
    lengths: list[tuple[int, int]], months: int
) -> None:
    sick = leaves(lengths)

    use = cumulative_use(sick, months)

    assert any(use.window.start in leave for leave in sick)
    if use.exhausted:
        assert any(use.exhausted in leave for leave in sick)
        assert use.exhausted in use.window
    else:
        assert use.used <= sum(leave.days for leave in sick)
        assert sick[-1].end <= use.window.end


@given(LENGTHS, st.sampled_from(sorted(WINDOWS)))
def test_order_of_telling_does_not_matter(lengths: list[tuple[int, int]], months: int) -> None:
    sick = leaves(lengths)

    assert cumulative_use(sick, months) == cumulative_use(sick[::-1], months)


@pytest.mark.parametrize(
    ("months", "window"), [(3, 6), (6, 12), (9, 15), (12, 18), (18, 24), (24, 30)]
)
def test_windows(months: int, window: int) -> None:
    use = cumulative_use([Period(START, START)], months)

    assert use.window == Period(START, add_months(START, window) - timedelta(days=1))
    assert use.used == 1


def test_a_short_relapse_just_beyond_a_window_opens_a_new_one() -> None:
    use = cumulative_use([Period(START, START), Period(date(2025, 7, 1), date(2025, 7, 1))], 3)

    assert use.window.start == date(2025, 7, 1)
    assert use.used == 1


def test_a_relapse_on_the_last_day_still_counts_in_the_window() -> None:
    use = cumulative_use([Period(START, START), Period(date(2025, 6, 30), date(2025, 6, 30))], 3)

    assert use.window.start == START
    assert use.used == 2


def test_the_thirtieth_day_of_the_third_month_is_the_last() -> None:
    sick = [Period(START, date(2025, 1, 31)), Period(date(2025, 3, 1), date(2025, 4, 30))]

    use = cumulative_use(sick, 3)

    assert use.exhausted == date(2025, 4, 28)
    assert use.used == 90
