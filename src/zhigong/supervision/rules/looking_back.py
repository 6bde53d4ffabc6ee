"""Which closed matters are looked back upon: one in five of each month's, and at least one (SUP-10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

from zhigong.kernel.period import add_months, month_end
from zhigong.supervision.rules.duedates import LOOK_BACK_MONTHS

ONE_IN = 5


def sample(numbers: Sequence[str]) -> tuple[str, ...]:
    """The numbers drawn, by a fingerprint: nobody chooses, and drawn again they are the same."""
    wanted = -(-len(numbers) // ONE_IN)
    drawn = sorted(numbers, key=lambda number: sha256(number.encode()).hexdigest())[:wanted]
    return tuple(sorted(drawn))


def months_to_sample(on: date) -> tuple[tuple[date, date], ...]:
    """First and last days of the closing months whose matters can all be looked back upon by now.

    From the month that ended three months ago back to the last whose window is still open.
    """
    after, until = LOOK_BACK_MONTHS
    found = []
    for back in range(after + 1, until + 2):
        first = add_months(on.replace(day=1), -back)
        last = month_end(first)
        if add_months(last, after) <= on <= add_months(first, until) - timedelta(days=1):
            found.append((first, last))
    return tuple(found)
