from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from zhigong.foundation.documents.numbering import case_number, next_number, official_number


@pytest.mark.django_db
def test_numbers_run_per_kind_unit_and_year() -> None:
    with transaction.atomic():
        found = [
            next_number(kind=kind, unit=unit, year=year)
            for kind, unit, year in [
                ("case", "510100", 2026),
                ("case", "510100", 2026),
                ("case", "510100", 2027),
                ("case", "510104", 2026),
                ("letter", "510100", 2026),
            ]
        ]

    assert found == [1, 2, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_roll_back_gives_the_number_back() -> None:
    with transaction.atomic():
        assert next_number(kind="case", unit="1", year=2026) == 1
        transaction.set_rollback(True)

    with transaction.atomic():
        assert next_number(kind="case", unit="1", year=2026) == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_gap_or_double() -> None:
    def draw(turn: int) -> int:
        try:
            with transaction.atomic():
                number = next_number(kind="case", unit="1", year=2026)
                time.sleep(0.01)
                transaction.set_rollback(turn % 4 == 0)
            return 0 if turn % 4 == 0 else number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        drawn = sorted(n for n in pool.map(draw, range(24)) if n)

    assert drawn == list(range(1, 19))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(AssertionError, match="transaction"):
        next_number(kind="case", unit="1", year=2026)


def test_a_number_is_written_as_the_standard_says() -> None:
    assert official_number(prefix="示工发", year=2026, number=12) == "示工发〔2026〕12号"
    assert case_number(prefix="示工调", year=2026, number=3) == "（2026）示工调字第3号"
