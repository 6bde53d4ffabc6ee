"""A day's or an hour's share of a wage, so many times: rounded once at the end, or first where the place does so."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import prod

from zhigong.law.core.registry import Context
from zhigong.law.core.result import CENT

FIRST = "day_first"


def share_of_wage(
    wage: Decimal,
    over: Decimal,
    factors: tuple[Decimal, ...],
    context: Context,
    on: date | None,
    told: str = "",
) -> tuple[Decimal, str]:
    """``wage ÷ over × factors`` with its arithmetic (``told``, if given, where nothing is rounded before the end).

    The parameter ``rounding_order`` says by place and day whether the share is rounded to a cent before it is
    multiplied; without a day, and by default, it is not.
    """
    times = " × ".join(f"{factor:f}" for factor in factors)
    many = Decimal(prod(factors))
    if over == 1 or not rounds_first(context, on):
        return wage * many / over, told or f"{wage:f} ÷ {over:f} × {times}"
    one = (wage / over).quantize(CENT, ROUND_HALF_UP)
    return one * many, f"{wage:f} ÷ {over:f} ≈ {one:f}; {one:f} × {times}"


def rounds_first(context: Context, on: date | None) -> bool:
    """Whether the place rounds the share first; without a day nobody can say by which row."""
    row = None if on is None else context.find("rounding_order", on)
    return row is not None and row.value == FIRST
