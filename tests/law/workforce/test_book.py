"""The workbook of one small sheet, row by row: what a union officer reads and adds up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhigong.law.workforce.answers import ClaimAnswer, Step
from zhigong.law.workforce.book import Page, compute, pages
from zhigong.law.workforce.lines import working
from zhigong.law.workforce.sheet import Ask, OneTab
from zhigong.law.workforce.spool import Spool
from zhigong.law.workforce.template import template_pages
from zhigong.law.workforce.totals import ZERO

ASK = Ask("510100", date(2026, 1, 15), date(2026, 1, 10))
SHEET = [
    ["示例厂2025年工资表"],
    ["姓名", "工号", "入职日期", "离职日期", "离职原因", "月份", "应发工资", "实发工资", "平时加班小时", "罚款", "颜色"],
    ["甲一", "A1", "2023-01-01", "2025-03-31", "违法解除", "2月", 2000.0, 1500.0, 10.0, 100.0, "红"],
    ["甲一", "A1", "", "", "", "2025-03", 2000.0, 2000.0, 10.0, 50.0, ""],
    ["乙二", "B1", "", "", "", "2025-03", 5000.0, 5000.0, "", "", ""],
    ["丙三", "C1", "", "", "", "2025-03", "很多", 5000.0, "", "", ""],
    ["丁四", "", "", "", "", "2025-03", 5000.0, 5000.0, "", "", ""],
    ["丁四", "D1", "", "", "", "2025-03", 5000.0, 4000.0, "", "", ""],
    ["合计", "", "", "", "", "", 1.0, "", "", "", ""],
    ["", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip


def rows_of(page: Page) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in page.rows]


@pytest.fixture(scope="module")
def book() -> dict[str, tuple[Page, list[list[str]]]]:
    """The pages by name, with their rows."""
    with Spool() as spool:
        done = compute([OneTab(SHEET)], ASK, spool)
        return {page.name: (page, rows_of(page)) for page in pages(done)}


def test_the_page_of_totals(book: dict[str, tuple[Page, list[list[str]]]]) -> None:
    page, rows = book["合计"]
    told = [[cell for cell in row if cell] for row in rows]
    assert told[:16] == [
        ["合计", "2", "14211.72", "14211.72", "不能同时主张的只计入一项"],
        ["拖欠工资", "2", "1350.00", "1350.00"],
        ["扣工资和收取财物", "1", "150.00", "150.00"],
        ["最低工资差额", "1", "660.00", "660.00"],
        ["加班工资", "1", "401.72", "401.72"],
        ["违法解除、终止赔偿金", "1", "11650.00", "11650.00"],
        [],
        ["表内职工", "5"],
        ["表内月份（人月）", "5"],
        ["整人没有计算", "1"],
        ["未能计算的事项", "2"],
        [],
        ["2025-02", "2000.00", "1500.00", "200.86", "330.00", "100.00"],
        ["2025-03", "12000.00", "16000.00", "200.86", "330.00", "50.00"],
        [],
        ["测算日期", "2026-01-15"],
    ]
    assert told[16:18] == [["地区", "510100"], ["申请日期", "2026-01-10"]]
    assert [row[0] for row in told[18:]] == [
        "集体争议和代表人",
        "提示",
        "提示",
        "提示",
        "没有用到的列",
    ]
    assert told[-1] == ["没有用到的列", "颜色"]
    assert {len(row) for row in rows} == {len(page.head)}
    assert rows[12][:4] == ["2025-02", "", "", ""], "the months stand below what was due and paid"
    assert page.head[4:7] == ["应发工资", "实发工资", "加班工资"]


def test_the_formula_adds_up_the_second_page_and_no_row_beyond(
    book: dict[str, tuple[Page, list[list[str]]]],
) -> None:
    page, _ = book["合计"]
    each, rows = book["每人明细"]
    assert page.formula is not None
    assert f"SUM('每人明细'!$F$2:$F${len(rows) + 1})" in page.formula[1]
    assert f"COUNTIF('每人明细'!$D$2:$D${len(rows) + 1},$A{{row}})=0" in page.formula[1]
    assert [each.head["ABCDEF".index(column)] for column in "DF"] == ["请求", "计入合计（元）"]


def test_each_claim_has_a_row_and_a_worker_without_one_too(
    book: dict[str, tuple[Page, list[list[str]]]],
) -> None:
    _, rows = book["每人明细"]
    assert [row[:7] for row in rows] == [
        ["1", "甲一", "A1", "拖欠工资", "350.00", "350.00", "13211.72"],
        ["1", "甲一", "A1", "扣工资和收取财物", "150.00", "150.00", ""],
        ["1", "甲一", "A1", "加班工资", "401.72", "401.72", ""],
        ["1", "甲一", "A1", "最低工资差额", "660.00", "660.00", ""],
        ["1", "甲一", "A1", "违法解除、终止赔偿金", "11650.00", "11650.00", ""],
        ["2", "乙二", "B1", "—", "0", "0", "0"],
        ["3", "丙三", "C1", "—", "0", "0", "0"],
        ["4", "丁四", "", "—", "0", "0", "0"],
        ["5", "丁四", "D1", "拖欠工资", "1000.00", "1000.00", "1000.00"],
    ]
    assert [row[11] for row in rows] == ["3"] * 5 + ["5", "6", "7", "8"]
    assert rows[0][7].splitlines()[-1] == "减去已付 3650.00"
    assert rows[1][7].splitlines() == [
        "2025-02 已扣或者收取 100.00; 没有法律依据，全部退还 罚款",
        "2025-03 已扣或者收取 50.00; 没有法律依据，全部退还 罚款",
    ]
    assert [row[7] for row in rows[5:8]] == [
        "已核对，没有差额：拖欠工资、最低工资差额", "没有可以核对的事项", "没有计算，见“未能计算的行”",
    ]  # fmt: skip
    remarks = [row[10] for row in rows]
    assert "平均工资只按表内 2 个月计算，应有 12 个月" in remarks[0]
    assert not any("平均工资只按表内" in text for text in remarks[1:5]), "said once"
    assert "凭记忆录入" in remarks[5], "a check that found nothing rests on a row too"
    assert not any("" in text.split("\n") for text in remarks if text), "no empty lines"


def test_what_could_not_be_computed(book: dict[str, tuple[Page, list[list[str]]]]) -> None:
    _, rows = book["未能计算的行"]
    assert [row[:5] for row in rows] == [
        ["6", "丙三", "", "应发工资", "很多"],
        ["7", "丁四", "", "", ""],
    ]
    assert [row[7] for row in rows] == ["law.field.not-a-number", "law.workforce.same-name"]
    assert all(row[5] and row[6] for row in rows)


FORMS = {
    "合计": (["金额（元）", "计入合计（元）", "应发工资", "实发工资", "加班工资", "最低工资差额", "扣工资和收取财物", "公式核对"], ["说明"]),
    "每人明细": (["金额（元）", "计入合计（元）", "本人合计（元）"], ["姓名", "请求", "计算过程", "依据", "所用参数", "提示"]),
    "未能计算的行": ([], ["姓名", "列或请求", "原来的内容", "原因", "怎么办"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_which_columns_hold_money_and_which_wrap(
    name: str, book: dict[str, tuple[Page, list[list[str]]]]
) -> None:
    page, _ = book[name]
    head = [*page.head, *([page.formula[0]] if page.formula else [])]
    money, wrapped = FORMS[name]
    assert [head[at] for at in sorted(page.money)] == money
    assert [head[at] for at in sorted(page.wrapped)] == wrapped
    assert len(page.widths) == len(head)


def test_the_page_to_fill_in_shows_three_workers_in_full() -> None:
    empty, example, explained = template_pages()
    names = list(empty.head)
    assert [names[at] for at in sorted(empty.days)] == ["入职日期", "离职日期", "合同签订日期"]
    assert example.days == empty.days
    assert rows_of(empty) == []
    filled = list(example.rows)
    assert len(filled) == 12
    assert len({row[1] for row in filled}) == 3
    assert filled[0][names.index("月份")] == "2025-01"
    assert [explained.head[at] for at in sorted(explained.wrapped)] == ["怎么填", "也认得的写法"]
    rows = rows_of(explained)
    assert [row[0] for row in rows if row[1]] == ["姓名", "月份", "应发工资"]
    assert all(1 <= len(row[3].split("、")) <= 8 for row in rows)
    assert max(len(row[3].split("、")) for row in rows) == 8


def steps(*told: tuple[str, str]) -> ClaimAnswer:
    return ClaimAnswer("x", "x", ZERO, ZERO, [Step(what, "1", month=m) for what, m in told], [])


def test_the_working_has_a_line_for_each_step_or_each_month() -> None:
    assert working(steps(("甲", ""), ("乙", ""))) == "甲 1\n乙 1"
    assert working(steps(("甲", "2025-01"), ("乙", "2025-01"), ("甲", "2025-02"))) == (
        "2025-01 甲 1; 乙 1\n2025-02 甲 1"
    )


def page_of_totals(ask: Ask, *rows: list[Any]) -> list[list[str]]:
    with Spool() as spool:
        done = compute([OneTab(rows)], ask, spool)
        return [[cell for cell in row if cell] for row in rows_of(pages(done)[0])]


def test_what_is_said_of_a_whole_sheet() -> None:
    head = ["姓名", "月份", "应发工资", "实发工资", "实发"]
    paid = ["甲一", "2025-03", 5000.0, 5000.0, 1.0]
    short = [f"工{'一二三四五六七八九十'[n]}" for n in range(10)]
    nowhere = page_of_totals(Ask("", date(2026, 1, 15)), head, paid)
    assert ["地区", "—"] in nowhere
    assert ["提示", "没有该地这些月份的最低工资标准，没有核对最低工资：2025-03"] in nowhere
    assert ["提示", "有重复的列，只用第一列：实发"] in nowhere
    assert not any(row and row[0] in ("申请日期", "集体争议和代表人") for row in nowhere)
    several = page_of_totals(
        Ask("", date(2026, 1, 15)), head, paid, ["甲一", "2025-05", 1.0, 1.0, 1.0]
    )
    assert [
        "提示",
        "没有该地这些月份的最低工资标准，没有核对最低工资：2025-03 — 2025-05",
    ] in several
    told = page_of_totals(ASK, head, *([who, "2025-03", 5000.0, 4000.0, ""] for who in short))
    group = next(row for row in told if row and row[0] == "集体争议和代表人")
    assert "不足十人" not in group[1]
    assert told[0][:4] == ["合计", "10", "10000.00", "10000.00"]
