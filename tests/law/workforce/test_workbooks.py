"""Workbooks of several sheets as people send them: what is read, what is left out, and that both are said."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.workforce.book import all_unsolved, compute
from zhigong.law.workforce.columns import Place
from zhigong.law.workforce.invented import invented_rows
from zhigong.law.workforce.reading import first_table, read_book
from zhigong.law.workforce.sheet import Ask, OneTab
from zhigong.law.workforce.spool import Spool
from zhigong.law.workforce.titles import of_name, of_titles

CASES = tomllib.loads(Path(__file__).with_name("workbooks.toml").read_text("utf8"))["case"]
ASK = Ask("510100", date(2026, 1, 15))
HEAD = ["姓名", "应发工资", "实发工资"]


def tabs_of(case: dict[str, Any]) -> list[OneTab]:
    return [OneTab(tab["rows"], tab["name"], not tab.get("hidden")) for tab in case["tabs"]]


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_workbook(case: dict[str, Any]) -> None:
    with Spool() as spool:
        done = compute(tabs_of(case), ASK, spool)
        found = {a.label: {c.rule: f"{c.amount}" for c in a.claims} for a in spool}
        problems = [f"{p.place} {p.code.rpartition('.')[2]}" for p in all_unsolved(done)]

    assert found == case["answers"], case["why"]
    assert problems == case.get("problems", []), case["why"]
    assert done.sheet.passed_over == case.get("passed_over", 0), case["why"]
    for words in case.get("notes", ()):
        assert any(words in note for note in done.totals.notes), done.totals.notes


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("3月", (None, 3)), ("2025年3月", (2025, 3)), ("2025年03月工资", (2025, 3)), ("202503", (2025, 3)), ("2025.3", (2025, 3)),
        ("2025-12", (2025, 12)), ("十二月", (None, 12)), ("2025", (2025, None)), ("2025年", (2025, None)), ("Sheet1", (None, None)),
        ("1-3月", (None, None)), ("202513", (None, None)), ("2025年1月至6月", (2025, None)), ("一车间", (None, None)),
    ],
)  # fmt: skip
def test_what_the_name_of_a_sheet_says(name: str, told: tuple[int | None, int | None]) -> None:
    assert of_name(name) == told


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["示例厂2025年3月工资表", "制表日期：2025年4月2日"], (2025, 3)),
        (["打印时间 2026年1月5日", "3月份工资"], (None, 3)),
        (["2025年3月工资，4月10日发"], (2025, 3)),
        (["2025年3月", "2025年4月"], (2025, None)),
        (["2025年第13月", "共12人"], (2025, None)),
    ],
)
def test_what_titles_say(cells: list[str], told: tuple[int | None, int | None]) -> None:
    assert of_titles(cells) == told


def test_the_table_that_is_asked_about_is_the_first_whole_one() -> None:
    note = OneTab([["请核对"]], "说明")
    lacking = OneTab([["姓名", "应得"], ["甲一", 1.0]], "2025年2月")
    whole = OneTab([HEAD, ["甲一", 1.0, 1.0]], "2025年3月")
    hidden = OneTab([], "旧", visible=False)

    assert first_table([note, hidden, lacking, whole]).layout.month == 3
    only = first_table([note, OneTab([["姓名", "实发"], ["甲一", 1.0]], "2025年2月")]).layout
    assert (only.year, only.month) == (2025, 2)
    with pytest.raises(Refused):
        first_table([note, hidden])


def test_the_table_that_is_asked_about_is_neither_hidden_nor_an_example() -> None:
    passed_over = [
        OneTab([HEAD, ["甲一", 1.0, 1.0]], "2025年1月", visible=False),
        OneTab([HEAD, ["甲一", 1.0, 1.0]], "示例2025年2月"),
    ]
    whole = OneTab([HEAD, ["甲一", 1.0, 1.0]], "2025年3月")
    assert first_table([*passed_over, whole]).layout.month == 3

    sheet = read_book([*passed_over, OneTab([[""]], "Sheet2"), whole], ASK)
    assert (sheet.read, sheet.hidden, sheet.unread) == (["2025年3月"], ["2025年1月"], ["示例2025年2月"])  # fmt: skip


@pytest.mark.parametrize(("empty", "unread"), [(41, []), (42, ["远"])])
def test_a_sheet_that_may_begin_far_down_is_not_passed_over_unsaid(
    empty: int, unread: list[str]
) -> None:
    whole = OneTab([HEAD, ["甲一", 1.0, 1.0]], "2025年3月")
    assert read_book([OneTab([[""]] * empty, "远"), whole], ASK).unread == unread


@pytest.mark.parametrize(("above", "found"), [(29, True), (30, True), (31, False)])
def test_a_head_begins_in_the_first_thirty_rows(above: int, found: bool) -> None:
    rows = [*([["说明"]] * above), ["姓名", "月份", "应发工资"], ["甲一", "2025-01", 5000.0]]
    if found:
        assert [worker.name for worker in read_book([OneTab(rows)], ASK).workers.values()] == [
            "甲一"
        ]
    else:
        with pytest.raises(Refused) as refused:
            read_book([OneTab(rows)], ASK)
        assert refused.value.refusals[0].code == "law.workforce.no-head"


def test_a_long_name_of_a_sheet_is_told_shortened() -> None:
    name = "2025年3月" + "甲" * 40
    for title, told in (("2024年2月", "2024-2"), ("2月份", "2"), ("2024年", "2024")):
        rows = [[f"示例厂{title}工资表"], HEAD, ["甲一", 1.0, 1.0]]
        with pytest.raises(Refused) as refused:
            read_book([OneTab(rows, name)], ASK)
        assert refused.value.refusals[0].params == {"name": name[:40], "title": told}
    with pytest.raises(Refused) as refused:
        read_book([OneTab([], "旧" * 201, visible=False)], ASK)
    assert refused.value.refusals[0].params == {"names": "旧" * 200}


def test_a_correction_is_of_the_heading_wherever_it_stands() -> None:
    first = OneTab([["姓名", "应得", "实发工资"], ["甲一", 5000.0, 4000.0]], "2025年1月")
    other = OneTab([["姓名", "实发工资", "应得"], ["甲一", 4000.0, 5000.0]], "2025年2月")

    sheet = read_book([first, other], ASK, {(1, "应得"): "due"})

    assert [layout.places[at] for layout, at in zip(sheet.layouts, (1, 2), strict=True)] == [
        Place("due"), Place("due"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tabs", "code"),
    [
        ([], "no-head"),
        ([OneTab([], "旧", visible=False)], "hidden-only"),
        ([OneTab([["请核对"]], "说明"), OneTab([HEAD, ["甲一", 1.0, 1.0]], "汇总")], "no-column"),
        ([OneTab([HEAD, ["甲一", 1.0, 1.0]], "示例")], "no-head"),
    ],
)
def test_a_workbook_that_tells_of_nobody(tabs: list[OneTab], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_book(tabs, ASK)

    assert refused.value.refusals[0].code == f"law.workforce.{code}"


def test_several_processes_answer_as_one_does() -> None:
    rows = list(invented_rows(120, 3))

    def answered(processes: int) -> tuple[Any, ...]:
        with Spool() as spool:
            done = compute([OneTab(rows)], ASK, spool, processes=processes)
            return list(spool), list(spool.lines()), list(all_unsolved(done)), done.totals

    assert answered(2) == answered(1)
