"""Earlier service that counts: stretches that adjoin are one, to the day."""

from __future__ import annotations

from datetime import date

import pytest

from zhigong.kernel.period import Period
from zhigong.law.service_time import Earlier, merged_start

WINTER = Period(date(2020, 1, 31), date(2020, 3, 29))


@pytest.mark.parametrize(
    ("earlier", "hire", "start"),
    [
        (WINTER, date(2020, 3, 30), date(2020, 1, 31)),  # adjoining: his own first day, though months differ in length
        (WINTER, date(2020, 3, 1), date(2020, 1, 31)),  # overlapping days count once
        (WINTER, date(2020, 3, 31), date(2020, 1, 30)),  # a day between: one month and thirty days before the hire
        (Period(date(2018, 1, 1), date(2018, 12, 31)), date(2020, 1, 1), date(2019, 1, 1)),
    ],
)  # fmt: skip
def test_where_service_begins(earlier: Period, hire: date, start: date) -> None:
    assert merged_start(hire, [Earlier(earlier, compensated=False)]) == start
    assert merged_start(hire, [Earlier(earlier, compensated=True)]) == hire
