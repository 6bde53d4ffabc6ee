"""What else may be owed to a worker of a sheet, whose month a line of the working is of, how many are done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from zhigong.law.workforce.answers import WITHHELD_UNKNOWN, Answer
from zhigong.law.workforce.book import compute
from zhigong.law.workforce.sheet import Ask, OneTab
from zhigong.law.workforce.spool import Spool
from zhigong.law.workforce.totals import Totals


def answers(rows: list[list[Any]], place: str = "510100") -> dict[str, Answer]:
    with Spool() as spool:
        compute([OneTab(rows)], Ask(place, date(2026, 1, 15)), spool)
        return {answer.name: answer for answer in spool}


def test_what_else_may_be_owed_is_told_and_what_only_lacks_facts_is_not() -> None:
    found = answers([
        ["姓名", "入职日期", "离职日期", "离职原因", "月份", "应发工资"],
        ["甲一", "2024-01-01", "2025-03-31", "裁员解除", "2025-03", 5000.0],
        ["乙二", "2024-01-01", "2025-03-31", "", "2025-03", 5000.0],
    ])  # fmt: skip
    assert [text.partition(":")[0] for text in found["甲一"].following] == ["违法解除赔偿金 (可能有，要看证据)"]  # fmt: skip
    assert found["乙二"].following == [], (
        "neither how it ended nor whether a contract was signed is told"
    )


def test_an_agreed_wage_below_the_minimum_of_the_place_is_told() -> None:
    rows = [
        ["姓名", "入职日期", "月工资标准", "未休年假天数", "月份", "应发工资"],
        ["甲一", "2024-01-01", 2000.0, 5.0, "2025-03", 5000.0],
        ["乙二", "2024-01-01", 5000.0, 5.0, "2025-03", 5000.0],
    ]
    below = ["低于最低工资的差额 (按已知事实应当有): 月工资低于当地月最低工资标准"]
    for place, told in (("510100", below), ("", [])):
        found = answers(rows, place)
        assert (found["甲一"].following, found["乙二"].following) == (told, [])


def test_a_line_of_the_working_names_its_month_where_the_claim_is_of_one() -> None:
    found = answers([
        ["姓名", "月份", "应发工资", "实发工资", "平时加班小时"],
        ["甲一", "2025-02", 5000.0, 4000.0, ""],
        ["甲一", "2025-03", 5000.0, 4000.0, 10.0],
        ["乙二", "2025-02", 5000.0, 5000.0, 10.0],
        ["乙二", "2025-03", 5000.0, 5000.0, 10.0],
    ])  # fmt: skip
    months = {
        (name, claim.rule): {step.month for step in claim.working}
        for name, answer in found.items()
        for claim in answer.claims
    }
    assert months == {
        ("甲一", "wage_arrears"): {""}, ("甲一", "overtime"): {"2025-03"},
        ("乙二", "overtime"): {"2025-02", "2025-03"},
    }  # fmt: skip


def test_more_than_36_hours_in_a_month_is_told_of_that_month() -> None:
    found = answers([
        ["姓名", "月份", "应发工资", "平时加班小时"], ["甲一", "2025-02", 5000.0, 36.5], ["乙二", "2025-02", 5000.0, 36.0],
    ])  # fmt: skip
    told = {
        name: any("超过36小时的上限" in text for text in answer.claims[0].warnings)
        for name, answer in found.items()
    }
    assert told == {"甲一": True, "乙二": False}


def test_who_works_within_the_first_year_is_answered_as_if_filing_on_the_day_of_asking() -> None:
    head = ["姓名", "入职日期", "合同签订日期", "月份", "应发工资"]
    found = answers([
        head, *([name, hire, "未签", "2025-12", 5000.0] for name, hire in (("甲一", "2025-01-15"), ("乙二", "2025-01-16"))),
    ])  # fmt: skip
    unfiled = {
        name: any("数额是暂定的" in text for text in answer.claims[0].warnings)
        for name, answer in found.items()
    }
    assert unfiled == {"甲一": True, "乙二": False}, "on 2026-01-15 the year of the first is over"


def test_of_two_rows_that_tell_the_same_month_alike_the_first_is_named() -> None:
    found = answers([
        ["姓名", "月份", "应发工资", "实发工资"], ["甲一", "2025-01", 5000.0, ""], ["甲一", "2025-01", 5000.0, ""],
    ])["甲一"]  # fmt: skip
    assert [(problem.row, problem.month) for problem in found.problems] == [(2, "2025-01")]


def test_a_month_that_cannot_be_read_is_told_with_its_column_and_its_cell() -> None:
    found = answers([["月份", "姓名", "应发工资"], ["上" * 61, "甲一", 5000.0]])["甲一"]
    assert [(p.column, p.cell) for p in found.problems] == [("月份", "上" * 60)]


def test_it_is_told_how_many_workers_are_done() -> None:
    told: list[int] = []
    rows = [["姓名", "月份", "应发工资"], *([name, "2025-03", 5000.0] for name in ("甲一", "乙二"))]
    with Spool() as spool:
        compute([OneTab(rows)], Ask("510100", date(2026, 1, 15)), spool, each=told.append)
    assert told == [2]


def test_workers_are_added_up_month_by_month() -> None:
    rows = [["姓名", "月份", "应发工资"], ["甲一", "2025-03", 5000.0], ["乙二", "2025-03", 4000.0]]
    totals = Totals()
    for answer in answers(rows).values():
        totals.add(answer)
    assert totals.by_month["2025-03"]["due"] == Decimal("9000.00")


def test_of_the_whole_is_told_what_concerns_it() -> None:
    overtime = [["姓名", "月份", "应发工资", "平时加班小时"], ["甲一", "2025-03", 5000.0, 10.0]]
    arrears = [["姓名", "月份", "应发工资", "实发工资"], ["甲一", "2025-03", 5000.0, 4000.0]]
    nothing = [["姓名", "月份", "应发工资"], ["甲一", "2025-03", 5000.0]]
    told = []
    for rows in (overtime, arrears, nothing):
        with Spool() as spool:
            totals = compute([OneTab(rows)], Ask("510100", date(2026, 1, 15)), spool).totals
        told.append((WITHHELD_UNKNOWN in totals.notes, totals.group.get("value")))
    assert told == [(False, "ordinary"), (True, "ordinary"), (False, None)]
