"""Yuan as exact decimals: read what people write, round once, print."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from zhigong.kernel.text import halfwidth

CENT = Decimal("0.01")
LARGEST = Decimal("1e12")


def parse_yuan(text: str) -> Decimal | None:
    """What a person typed as an amount (``¥6,200``, ``６２００元``), or ``None`` if it is none.

    Negative, endless or astronomically large amounts are no amounts.
    """
    cleaned = halfwidth(text).strip().removeprefix("¥").removeprefix("￥").removesuffix("元")
    cleaned = cleaned.replace(",", "").replace("，", "").strip()
    try:
        value = Decimal(cleaned)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value < LARGEST:
        return None
    return value


def to_cent(value: Decimal) -> Decimal:
    """Rounded half up to 0.01 yuan: once, at the end of a claim."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """``37200.00``: as documents between programs carry it."""
    return f"{to_cent(value):f}"


def grouped(value: Decimal) -> str:
    """``37,200.00``: as people read it."""
    return f"{to_cent(value):,f}"


def capitals(value: Decimal) -> str:
    """大写金额 as agreements need it: ``叁万柒仟贰佰元整``. Refuses negatives (ValueError)."""
    if value < 0:
        raise ValueError("no capital form for a negative amount")
    import cn2an  # noqa: PLC0415 (slow to load, and needed only here)

    words: str = cn2an.an2cn(plain(value), "rmb")
    return words
