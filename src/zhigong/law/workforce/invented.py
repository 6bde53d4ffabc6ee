"""Invented workforces of any size, the same for the same seed: for the bench, the demo and tests."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from zhigong.kernel.period import add_months, month_end


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("zhigong.law.workforce").joinpath("invented.toml").read_text("utf8"))


def head() -> list[str]:
    """The headings of an invented sheet."""
    return list(_words()["head"])


def invented_rows(
    workers: int, months: int = 12, *, seed: int = 1, first: date = date(2025, 1, 1)
) -> Iterator[list[Any]]:
    """A title, a head and a row for each worker and month he served, with what such sheets really hold.

    Most are paid in full; some late or short, some without a contract or dismissed; a few rows are bad.
    """
    chance = random.Random(seed)  # noqa: S311 - invented figures, no secret
    yield [_words()["title"]]
    yield head()
    for number in range(1, workers + 1):
        yield from _worker(number, months, first, chance)


def _worker(number: int, months: int, first: date, chance: random.Random) -> Iterator[list[Any]]:
    names = _words()
    name = names["surnames"][number % 20] + "".join(chance.choices(names["given"], k=2))
    hire = first - timedelta(days=chance.randrange(30, 3000))
    left = (
        month_end(add_months(first, chance.randrange(2, months)))
        if months > 2 and chance.random() < 0.1
        else None
    )
    reason = chance.choice(names["endings"]) if left else ""
    signed: Any = hire + timedelta(days=chance.choice((0, 0, 0, 0, 5, 20, 75)))
    if chance.random() < 0.08:
        signed = names["unsigned"]
    wage = 100 * chance.randrange(26, 95)
    short = chance.random() < 0.3
    leave = chance.choice((0, 0, 0, 2, 5))
    own = [name, f"G{number:05d}", hire, left, reason, signed]
    for step in range(months):
        month = add_months(first, step)
        if left is None or month <= left:
            yield [
                *own,
                f"{month:%Y-%m}",
                *_month(wage, chance, short=short, late=step >= months - 3),
                leave,
            ]


def _month(wage: int, chance: random.Random, *, short: bool, late: bool) -> list[Any]:
    """Due, paid, withheld, hours on workdays, rest days and holidays, paid for them, fine."""
    social = round(wage * 0.105, 2)
    hours = chance.choice((0, 0, 10, 24, 36, 44))
    rest = chance.choice((0, 0, 8, 16))
    holiday = chance.choice((0, 0, 0, 0, 0, 8))
    extra = round(wage / 174 * hours, 2) if hours else 0
    fine = chance.choice((0,) * 30 + (50, 200))
    due = round(wage + extra, 2)
    paid = round(due - social - fine, 2)
    if short and late:
        paid = round(paid * chance.choice((0, 0.5, 0.8)), 2)
    if chance.random() < 0.001:
        hours = -hours - 1  # such rows come in every real sheet
    return [due, paid, social, hours, rest, holiday, extra, fine or None]
