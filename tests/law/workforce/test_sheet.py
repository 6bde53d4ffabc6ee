"""Going down a sheet: whose row it is, of which month, and what is said where, once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.workforce.reading import read
from zhigong.law.workforce.rows import MOST_PROBLEMS_A_ROW
from zhigong.law.workforce.sheet import Ask, Sheet

ASK = Ask("510100", date(2026, 1, 15))
HEAD = ["姓名", "月份", "应发工资", "实发工资"]


def months(sheet: Sheet) -> dict[str, list[str]]:
    """By worker the months that his rows tell of."""
    return {
        worker.label: [f"{entry.month:%Y-%m}" for entry in worker.entries() if entry.month]
        for worker in sheet.workers.values()
    }


def said(sheet: Sheet) -> list[tuple[int, str, str, str]]:
    """Row, person, column and code of every problem."""
    every = [*sheet.problems, *(p for w in sheet.workers.values() for p in w.problems)]
    return [(p.row, p.person, p.column, p.refusal.code.rpartition(".")[2]) for p in every]


def test_months_by_their_own_column_by_the_year_column_and_by_the_title() -> None:
    first = [["月份", "姓名", "应发工资"], ["2025-03", "甲一", 5000.0]]
    assert months(read(first, ASK)) == {"甲一": ["2025-03"]}
    years = [
        ["姓名", "月份", "应发工资", "年份"],
        ["甲一", "3月", 5000.0, 2024.0],
        ["甲一", "4月", 5000.0, 2025.0],
    ]
    assert months(read(years, ASK)) == {"甲一": ["2024-03", "2025-04"]}
    titled = [
        ["示例厂2024年工资表"],
        HEAD,
        ["甲一", "3月", 5000.0, 5000.0],
        ["甲一", "2025-03", 5000.0, 5000.0],
    ]
    assert months(read(titled, ASK)) == {"甲一": ["2024-03", "2025-03"]}
    asked = [HEAD, ["甲一", "3月", 5000.0, 5000.0]]
    assert months(read(asked, Ask("", date(2026, 1, 15), year=2023))) == {"甲一": ["2023-03"]}
    wide = [
        ["姓名", "年份", "1月应发", "2月应发"],
        ["甲一", 2024.0, 1.0, ""],
        ["甲一", 2025.0, "", 1.0],
    ]
    assert months(read(wide, ASK)) == {"甲一": ["2024-01", "2025-02"]}


def test_what_is_wrong_with_a_heading_is_said_of_the_head() -> None:
    no_year = read(
        [["表"], ["姓名", "1月应发", "1月实发"], ["甲一", 1.0, 1.0], ["乙二", 1.0, 1.0]], ASK
    )
    assert said(no_year) == [(2, "", "1月应发", "year-missing"), (2, "", "1月实发", "year-missing")]
    later = read([["姓名", "年份", "2027-01应发", "2025-01应发"], ["甲一", 2025.0, 1.0, 1.0]], ASK)
    assert said(later) == [(1, "", "2027-01应发", "future")]
    assert months(later) == {"甲一": ["2025-01"]}


def test_a_month_that_has_begun_is_no_future() -> None:
    rows = [HEAD, ["甲一", "2025-03", 1.0, 1.0], ["甲一", "2025-04", 1.0, 1.0]]
    sheet = read(rows, Ask("", date(2025, 3, 1)))
    assert months(sheet) == {"甲一": ["2025-03"]}
    assert said(sheet) == [(3, "甲一", "月份", "future")]
    assert (sheet.first, sheet.last) == (date(2025, 3, 1), date(2025, 3, 1))


def test_the_first_and_the_last_month_of_a_sheet() -> None:
    rows = [
        HEAD,
        *(["甲一", month, 1.0, 1.0] for month in ("2025-03", "2025-01", "2025-05", "2025-04")),
    ]
    sheet = read(rows, ASK)
    assert (sheet.first, sheet.last) == (date(2025, 1, 1), date(2025, 5, 1))


def test_a_row_that_breaks_off_has_empty_cells() -> None:
    sheet = read(
        [[*HEAD, "年份"], ["甲一", "2025-03", 5000.0], ["乙二"], ["丙三", "3月", 1.0, 1.0]], ASK
    )
    assert months(sheet) == {"甲一": ["2025-03"], "乙二": [], "丙三": []}
    assert said(sheet) == [
        (3, "乙二", "月份", "month-missing"),
        (4, "丙三", "月份", "year-missing"),
    ]


def test_rows_are_somebodys_by_code_then_by_citizen_id_then_by_name() -> None:
    head = ["姓名", "工号", "身份证号", "月份", "应发工资"]
    rows = [
        ["甲一", "A1", "", "2025-01", 1.0], ["", "A1", "", "2025-02", 1.0], ["甲一", "A2", "", "2025-01", 1.0],
        ["", "", "11010519491231002X", "2025-01", 1.0], ["丙三", "", "11010519491231002X", "2025-02", 1.0],
        ["丁四", "", "", "2025-01", 1.0], ["", "", "", "2025-02", 1.0],
    ]  # fmt: skip
    sheet = read([head, *rows], ASK)
    assert [(w.position, w.key, w.row) for w in sheet.workers.values()] == [
        (1, "c:A1", 2), (2, "c:A2", 4), (3, "i:11010519491231002X", 5), (4, "n:丁四", 7),
    ]  # fmt: skip
    assert said(sheet) == []
    first, second, unnamed, last = sheet.workers.values()
    assert [sheet.namesakes(w) for w in (first, second, unnamed, last)] == [2, 2, 1, 1]
    assert [entry.carried for entry in last.entries()] == [False, True]
    assert [entry.carried for entry in first.entries()] == [False, False]


def test_two_names_under_one_number_are_told_by_it() -> None:
    head = ["姓名", "工号", "身份证号", "月份", "应发工资"]
    by_code = read(
        [head, ["甲一", "A1", "", "2025-01", 1.0], ["乙二", "A1", "", "2025-02", 1.0]], ASK
    )
    by_id = [
        ["甲一", "", "11010519491231002X", "2025-01", 1.0],
        ["乙二", "", "11010519491231002X", "2025-02", 1.0],
    ]
    for sheet, code in ((by_code, "A1"), (read([head, *by_id], ASK), "002X")):
        (worker,) = sheet.workers.values()
        (problem,) = worker.problems
        assert (problem.row, problem.person, problem.refusal.params["code"]) == (3, "甲一", code)


def test_totals_notes_and_heads_of_new_pages_are_nobodys() -> None:
    rows: list[list[Any]] = [
        ["甲一", "2025-01", 1.0, 1.0], ["合 计", "", 1.0, 1.0], HEAD, ["姓名", "月份", "", ""], ["", "", "", ""], ["Total", "", 1.0, ""],
        ["备注：无"], ["乙二", "2025-01", 1.0, 1.0],
    ]  # fmt: skip
    sheet = read([HEAD, *rows], ASK)
    assert (sheet.rows, sheet.passed_over) == (2, 5)
    assert months(sheet) == {"甲一": ["2025-01"], "乙二": ["2025-01"]}


def test_a_row_of_nobody_is_told_by_what_stands_in_it() -> None:
    sheet = read([HEAD, ["", "2025-01", "字" * 70, ""], ["甲一", "2025-01", 1.0, 1.0]], ASK)
    (problem,) = sheet.problems
    assert (problem.row, problem.refusal.code) == (2, "law.workforce.nobody")
    assert problem.cell == "2025-01 " + "字" * 52
    with pytest.raises(Refused) as refused:
        read([HEAD, ["", "", "", ""], ["合计", "", "", ""]], ASK)
    assert refused.value.refusals[0].code == "law.workforce.no-rows"
    assert [p.refusal.code for p in read([HEAD, ["", "1", "", ""]], ASK).problems] == [
        "law.workforce.nobody"
    ]


def test_what_is_wrong_with_a_workers_own_fact_is_said_once_and_with_a_month_each_time() -> None:
    head = ["姓名", "入职日期", "月份", "应发工资"]
    rows = [
        ["甲一", "昨天", "2025-01", "多"],
        ["甲一", "昨天", "2025-02", "多"],
        ["甲一", "前天", "2025-03", 1.0],
    ]
    sheet = read([head, *rows], ASK)
    assert [(row, column) for row, _, column, _ in said(sheet)] == [
        (2, "入职日期"), (2, "应发工资"), (3, "应发工资"), (4, "入职日期"),
    ]  # fmt: skip
    assert [entry.bad for entry in sheet.workers["n:甲一"].entries()] == [["hire", "due"]] * 2 + [
        ["hire"]
    ]
    wide = [f"20{year}-{month:02d}应发" for year in (23, 24) for month in range(1, 13)]
    many = read([["姓名", *wide], ["甲一", *["多" * 70 for _ in wide]]], ASK)
    assert len(many.workers["n:甲一"].problems) == MOST_PROBLEMS_A_ROW == 20
    assert many.workers["n:甲一"].problems[0].cell == "多" * 60


def test_a_month_without_a_cell_is_no_month_of_the_worker() -> None:
    rows = [
        ["姓名", "入职日期", "2025-01应发", "2025-01实发", "2025-02应发"],
        ["甲一", "2024-12-01", 1.0, "", ""],
        ["乙二", "2024-12-01", "", "", ""],
    ]
    sheet = read(rows, ASK)
    assert months(sheet) == {"甲一": ["2025-01"], "乙二": []}
    facts = [entry.facts for worker in sheet.workers.values() for entry in worker.entries()]
    assert facts == [{"hire": "2024-12-01"}] * 2
