"""Headings as people write them: which fact each is of, and of which month; where the head of a table is."""

from __future__ import annotations

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.workforce.columns import (
    SEARCHED,
    Layout,
    Place,
    fact_of,
    find_layout,
    must_be_complete,
    place_from,
    place_of,
    plain,
)

HEADINGS = [
    ("姓名", "name"), ("＊姓 名：", "name"), ("应发工资（元）", "due"), ("应发工资元", "due"), ("平时加班(小时)", "workday_hours"), ("", None), ("颜色", None),
    ("2025-01应发", "due@2025-01"), ("2025年1月应发工资", "due@2025-01"), ("应发2025-01", "due@2025-01"), ("应发（1月）", "due@01"), ("1月应发", "due@01"),
    ("12月份实发", "paid@12"), ("1应发", None), ("2025-13应发", "due@2025-13"), ("1月/姓名", "name"), ("2025年1月/应发", "due@2025-01"),
    ("工资/应发工资", "due"), ("其他/颜色", None), ("月份", "month"), ("年份", "year"), ("1月姓名", None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "key"), HEADINGS)
def test_a_heading(heading: str, key: str | None) -> None:
    found = place_of(heading)
    assert (found.key if found else None) == key


def test_a_place_and_its_key() -> None:
    for key in ("due", "due@2025-01", "due@01", "paid@2025-12"):
        place = place_from(key)
        assert place is not None
        assert place.key == key
    assert place_from("due@2025-01") == Place("due", 2025, 1)
    assert place_from("due@3") == Place("due", None, 3)
    assert place_from("") is None
    assert place_from("colour@2025-01") is None
    assert plain(" 应发*工资（元）") == "应发工资元"
    assert fact_of("未知的") == ""


HEAD = ["姓名", "月份", "应发工资", "实发工资"]


def test_the_head_is_looked_for_in_thirty_rows_and_the_one_below() -> None:
    for above, found in ((0, True), (SEARCHED - 1, True), (SEARCHED, True), (SEARCHED + 1, False)):
        layout = find_layout([["示例厂"]] * above + [HEAD])
        assert (layout is not None) is found
        if layout:
            assert layout.last == above
    assert SEARCHED == 30
    assert find_layout([]) is None
    assert find_layout([["姓名", "颜色"]]) is None, "one known heading is no head"
    layout = find_layout([["姓名", "应发工资"]])
    assert layout is not None
    assert layout.facts == {"name", "due"}


def test_two_rows_are_a_head_where_they_say_more_than_one() -> None:
    layout = find_layout(
        [["姓名", "2025年1月", "", "备注"], ["", "应发", "实发", ""], ["甲一", "1", "2", ""]]
    )
    assert layout is not None
    assert layout.last == 1
    assert layout.names == ("姓名", "2025年1月/应发", "2025年1月/实发", "备注")
    assert [place.key for place in layout.places.values()] == [
        "name",
        "due@2025-01",
        "paid@2025-01",
    ]
    assert layout.wide
    assert layout.unknown == ["备注"]
    short = find_layout([["姓名", "2025年1月"], ["", "应发", "实发", "个税"]])
    assert short is not None
    assert short.names[2:] == ("2025年1月/实发", "2025年1月/个税")


def test_one_row_is_a_head_where_the_next_says_no_more() -> None:
    layout = find_layout([["示例厂2025年工资表"], HEAD, ["甲一", "1", "5000", "4000"]])
    assert layout is not None
    assert (layout.last, layout.year, layout.wide) == (1, 2025, False)
    assert layout.names == tuple(HEAD)
    again = find_layout([HEAD, HEAD])
    assert again is not None
    assert again.last == 0


def test_a_column_twice_is_read_once_and_told() -> None:
    layout = find_layout([["姓名", "应发工资", "应发"]])
    assert layout is not None
    assert list(layout.places) == [0, 1]
    assert layout.doubled == ("应发",)


def test_a_person_may_say_what_a_column_is() -> None:
    layout = Layout(0, ("姓名", "应得", "应发"), {0: Place("name"), 2: Place("due")}, 2025)
    mended = layout.corrected({1: "due@2025-01", 2: "", 7: ""})
    assert {at: place.key for at, place in mended.places.items()} == {0: "name", 1: "due@2025-01"}
    assert (mended.year, mended.last) == (2025, 0)
    assert layout.places[2].key == "due", "the layout itself stays"


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["姓名", "1月应发"], []), (["工号", "月份", "平时加班小时"], []), (["身份证号", "月份", "应发"], []), (["姓名", "月份", "实发"], ["应发工资"]),
        (["姓名", "应发"], ["月份"]), (["1月应发", "1月实发"], ["姓名"]), (["个税", "实发"], ["姓名", "月份", "应发工资"]),
    ],
)  # fmt: skip
def test_what_a_head_must_tell(names: list[str], missing: list[str]) -> None:
    layout = find_layout([names])
    assert layout is not None
    if not missing:
        assert must_be_complete(layout) is layout
        return
    with pytest.raises(Refused) as refused:
        must_be_complete(layout)
    assert [one.params["column"] for one in refused.value.refusals] == missing
