"""Numbers that run without gaps, per kind, unit and year."""

from __future__ import annotations

from django.db import connection

from zhigong.foundation.documents.words import words


def next_number(*, kind: str, unit: str, year: int) -> int:
    """The next number: 1, 2, 3 …

    The counter stays locked until the caller's transaction ends, so numbers follow one another
    even when many ask at once, and a roll-back leaves no gap.
    """
    assert connection.in_atomic_block, "a number belongs to the transaction of what it numbers"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numbersequence AS s (kind, unit, year, last)"
            " VALUES (%s, %s, %s, 1) ON CONFLICT (kind, unit, year)"
            " DO UPDATE SET last = s.last + 1 RETURNING last",
            [kind, unit, year],
        )
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def official_number(*, prefix: str, year: int, number: int) -> str:
    """发文字号: agency, year in 〔〕, running number without leading zeros (GB/T 9704 7.2.5)."""
    return words()["official"]["number"].format(prefix=prefix, year=year, number=number)


def case_number(*, prefix: str, year: int, number: int) -> str:
    """案号: ``（2026）示工调字第12号``."""
    return words()["official"]["case_number"].format(prefix=prefix, year=year, number=number)
