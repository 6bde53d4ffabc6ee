"""Days in the words people use for them."""

from datetime import date

import pytest

from zhigong.law.core.days import day_of


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2024年2月底", date(2024, 2, 29)),
        ("2023年2月末", date(2023, 2, 28)),
        ("2024年12月初", date(2024, 12, 1)),
    ],
)
def test_the_end_and_the_beginning_of_a_month_are_meant_wherever_a_day_is_asked(
    told: str, meant: date, last: bool
) -> None:
    assert day_of(told, "end", last=last) == meant


def test_a_month_alone_is_its_first_day_or_its_last_where_a_period_ends() -> None:
    assert day_of("2024年2月", "hire") == date(2024, 2, 1)
    assert day_of("2024年2月", "end", last=True) == date(2024, 2, 29)
