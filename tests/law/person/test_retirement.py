"""The retirement table: the formula against the official rows, and what must always hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.kernel.period import add_months
from zhigong.law.person.retirement import (
    CLASSES,
    contribution_years,
    delay_months,
    statutory_date,
)

BIRTHS = st.dates(date(1900, 1, 1), date(2010, 12, 31))
KINDS = st.sampled_from(sorted(CLASSES))


def official_rows(first: date, step: int, most: int) -> list[tuple[date, int]]:
    """The annex as the text tells it: every ``step`` months of birth one month more, up to ``most``."""
    rows, month, delay = [], first, 0
    while delay < most:
        delay += 1
        for _ in range(step):
            rows.append((month, delay))
            month = add_months(month, 1)
    return rows


@pytest.mark.parametrize(
    ("kind", "first", "step", "most", "full_from"),
    [
        ("man", date(1965, 1, 1), 4, 36, date(1976, 9, 1)),
        ("woman_55", date(1970, 1, 1), 4, 36, date(1981, 9, 1)),
        ("woman_50", date(1975, 1, 1), 2, 60, date(1984, 11, 1)),
    ],
)
def test_formula_gives_every_row_of_the_annex(
    kind: str, first: date, step: int, most: int, full_from: date
) -> None:
    rows = official_rows(first, step, most)

    assert [delay_months(month, kind) for month, _ in rows] == [delay for _, delay in rows]
    assert delay_months(add_months(first, -1), kind) == 0
    assert delay_months(full_from, kind) == most
    assert delay_months(add_months(full_from, -1), kind) == most - 1


@pytest.mark.parametrize(
    ("year", "years"),
    [(2010, "15"), (2025, "15"), (2029, "15"), (2030, "15.5"), (2031, "16"), (2032, "16.5"), (2033, "17"),
     (2034, "17.5"), (2035, "18"), (2036, "18.5"), (2037, "19"), (2038, "19.5"), (2039, "20"), (2060, "20")],
)  # fmt: skip
def test_contribution_years_by_year(year: int, years: str) -> None:
    assert contribution_years(year) == Decimal(years)


@given(BIRTHS, KINDS)
def test_within_old_and_new_age(birth: date, kind: str) -> None:
    row = CLASSES[kind]
    retires = statutory_date(birth, kind)

    assert add_months(birth, row.old_age * 12) <= retires
    assert retires <= add_months(birth, row.old_age * 12 + row.most)


@given(BIRTHS, st.integers(0, 4000), KINDS)
def test_who_is_born_later_never_retires_more_than_a_month_end_earlier(
    birth: date, days: int, kind: str
) -> None:
    later = date.fromordinal(birth.toordinal() + days)

    assert statutory_date(later, kind) >= statutory_date(birth.replace(day=1), kind)


@given(BIRTHS)
def test_women_never_retire_after_men_of_the_same_birthday(birth: date) -> None:
    assert (
        statutory_date(birth, "woman_50")
        <= statutory_date(birth, "woman_55")
        <= statutory_date(birth, "man")
    )
