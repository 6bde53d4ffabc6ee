"""What must hold of any workforce: sums agree, order is nothing, a bad row is nobody else's business."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from zhigong.foundation.imports.reading import rows_of
from zhigong.foundation.tables.book import write_book
from zhigong.law.language import translator
from zhigong.law.workforce.book import all_unsolved, compute, pages
from zhigong.law.workforce.invented import head, invented_rows
from zhigong.law.workforce.sheet import Ask, OneTab
from zhigong.law.workforce.spool import Spool
from zhigong.law.workforce.template import template_pages

ASK = Ask("510100", date(2026, 1, 15), filed=date(2026, 1, 10))
BAD = [
    ["甲一", "X1", "昨天", "", "", "", "2025-01", 1.0, 1.0, "", "", "", "", "", "", ""],
    ["甲一", "X1", "", "", "", "", "2025-14", "多", -1.0, "", "", "", "", "", "", ""],
    ["", "", "", "", "", "", "2025-02", 5.0, "", "", "", "", "", "", "", ""],
]


def totals_of(rows: Any) -> dict[str, Decimal]:
    """By staff number what each worker is owed in all."""
    with Spool() as spool:
        compute([OneTab(rows)], ASK, spool)
        return {answer.code: answer.total for answer in spool}


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), workers=st.integers(1, 6))
def test_the_sheet_comes_to_what_its_claims_come_to(seed: int, workers: int) -> None:
    with Spool() as spool:
        done = compute([OneTab(invented_rows(workers, 6, seed=seed))], ASK, spool)
        answers = list(spool)

    claims = [claim for answer in answers for claim in answer.claims]
    assert done.totals.workers == workers
    assert done.totals.counted == sum((c.counted for c in claims), Decimal(0))
    assert done.totals.counted == sum((k.counted for k in done.totals.kinds.values()), Decimal(0))
    assert all(c.counted in (c.amount, Decimal(0)) and c.amount > 0 for c in claims)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    title, names, *rows = invented_rows(4, 5, seed=seed)
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)

    assert totals_of([title, names, *rows]) == totals_of([title, names, *shuffled])


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), at=st.integers(0, 12))
def test_a_bad_row_changes_nobody_elses_result(seed: int, at: int) -> None:
    title, names, *rows = invented_rows(3, 4, seed=seed)
    at = min(at, len(rows))
    if at and at < len(
        rows
    ):  # a row without name belongs to the one above: keep it off good workers
        at = len(rows)

    before = totals_of([title, names, *rows])
    after = totals_of([title, names, *rows[:at], *BAD[:2], *rows[at:]])

    assert {code: after[code] for code in before} == before


def test_the_workbook_has_three_sheets_with_numbers_as_numbers(tmp_path: Any) -> None:
    path = tmp_path / "result.xlsx"
    with Spool() as spool:
        done = compute([OneTab([*invented_rows(12, 3), BAD[1]])], ASK, spool)
        write_book(str(path), pages(done))
        claims = sum(max(len(a.claims), 1) for a in spool)
        unsolved = len(list(all_unsolved(done)))
    book = read_book(path)

    assert list(book) == ["合计", "每人明细", "未能计算的行"]
    assert len(book["每人明细"]) == claims + 1
    assert len(book["未能计算的行"]) == unsolved + 1
    counted = sum(row[5] for row in book["每人明细"][1:])
    assert round(counted, 2) == float(done.totals.counted)
    assert book["合计"][3][:4] == [
        "合计",
        float(done.totals.claiming),
        *[float(done.totals.counted)] * 2,
    ]


def test_the_workbook_speaks_english(tmp_path: Any) -> None:
    path = tmp_path / "result.xlsx"
    with Spool() as spool:
        write_book(
            str(path),
            pages(compute([OneTab(invented_rows(3, 3))], ASK, spool, translate=translator("en"))),
        )
    book = read_book(path)

    assert list(book) == ["Total", "Each worker", "Rows not computed"]
    assert book["Each worker"][0][:4] == ["No.", "Name", "Staff number", "Claim"]


def test_the_empty_sheet_is_read_back(tmp_path: Any) -> None:
    path = tmp_path / "empty.xlsx"
    write_book(str(path), template_pages())
    with path.open("rb") as file:
        rows = list(rows_of(file, "xlsx"))

    assert rows[0] == head()


def test_five_hundred_workers_are_answered_in_order() -> None:
    with Spool() as spool:
        compute([OneTab(invented_rows(60, 12))], ASK, spool)
        assert [answer.position for answer in spool] == list(range(1, 61))
        assert len(list(islice(spool, 3))) == 3


def read_book(path: Any) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook as cells."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only tests of workbooks read one

    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
