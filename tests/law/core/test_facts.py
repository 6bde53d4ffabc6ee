"""Readers: what people write is understood, what is no fact is refused with its code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhigong.kernel.period import Period
from zhigong.kernel.verdict import Refused
from zhigong.law.core import facts
from zhigong.law.core.facts import Field


def codes(field: Field, raw: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        field.read(raw, field.name)
    for refusal in refused.value.refusals:
        assert refusal.reason_text()
        assert refusal.remedy
    return [refusal.code for refusal in refused.value.refusals]


MONEY = facts.money("wage", "工资")
HIRE = facts.day("hire", "入职")
END = facts.day("end", "离职", last=True)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("6200", "6200"),
        ("6,200.50", "6200.50"),
        ("￥６２００元", "6200"),
        (6200, "6200"),
        (6200.5, "6200.5"),
        (Decimal("0.005"), "0.005"),
        ("0", "0"),
        (" 12 ", "12"),
        ("-0", "0"),
        (-0.0, "0"),
        ("6200元/月", "6200"),
        ("0.62万", "6200.00"),
        ("1.2万元", "12000.0"),
        ("5000 yuan", "5000"),
    ],
)
def test_money_as_people_write_it(raw: Any, value: str) -> None:
    assert str(MONEY.read(raw, "wage")) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("about 6000", "law.field.not-a-number"),
        ("六千五", "law.field.not-a-number"),
        ("1e5", "law.field.not-a-number"),
        ("1_000", "law.field.not-a-number"),
        ("NaN", "law.field.not-a-number"),
        ("Infinity", "law.field.not-a-number"),
        (float("inf"), "law.field.not-a-number"),
        (Decimal("1e-300"), "law.field.not-a-number"),
        (True, "law.field.not-a-number"),
        ([], "law.field.not-a-number"),
        ("50%", "law.field.not-a-number"),
        ("12个月", "law.field.not-a-number"),
        ("1e5元", "law.field.not-a-number"),
        ("9" * 41, "law.field.not-a-number"),
        ("1000000000000", "law.field.too-large"),
        (-1, "law.field.negative"),
        ("-0.01", "law.field.negative"),
    ],
)
def test_no_money(raw: Any, code: str) -> None:
    assert codes(MONEY, raw) == [code]


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("2016-07", date(2016, 7, 1), date(2016, 7, 31)),
        ("2016-7", date(2016, 7, 1), date(2016, 7, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-09", date(2024, 2, 9), date(2024, 2, 9)),
        ("2024/2/9", date(2024, 2, 9), date(2024, 2, 9)),
        ("2024.02.09", date(2024, 2, 9), date(2024, 2, 9)),
        ("２０２４-02-09", date(2024, 2, 9), date(2024, 2, 9)),
        (date(2024, 2, 9), date(2024, 2, 9), date(2024, 2, 9)),
        ("2024年2月9日", date(2024, 2, 9), date(2024, 2, 9)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("20240209", date(2024, 2, 9), date(2024, 2, 9)),
        (20240209, date(2024, 2, 9), date(2024, 2, 9)),
        ("2024-02-09T08:30:00", date(2024, 2, 9), date(2024, 2, 9)),
    ],
)
def test_days_and_months(raw: Any, first: date, last: date) -> None:
    assert HIRE.read(raw, "hire") == first
    assert END.read(raw, "end") == last


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2023-02-29", "law.field.not-a-date"),
        ("2024-13", "law.field.not-a-date"),
        ("2024-13-01", "law.field.not-a-date"),
        ("2024-00-01", "law.field.not-a-date"),
        ("2024", "law.field.not-a-date"),
        ("20241301", "law.field.not-a-date"),
        ("24-01-01", "law.field.not-a-date"),
        ("2024-01-01 to 2024-02-01", "law.field.not-a-date"),
        ("2024-W01-1", "law.field.not-a-date"),
        (20241301, "law.field.not-a-date"),
        (202401, "law.field.not-a-date"),
        ("1948-12-31", "law.field.date-out-of-range"),
        ("2061-01-01", "law.field.date-out-of-range"),
        ("2099-01", "law.field.date-out-of-range"),
        (date(2099, 1, 1), "law.field.date-out-of-range"),
    ],
)
def test_no_day(raw: Any, code: str) -> None:
    assert codes(HIRE, raw) == [code]


def test_bounds_that_nobody_gave() -> None:
    assert facts.text("note", "").read("字" * 200, "note") == "字" * 200
    assert codes(facts.text("note", ""), "字" * 201) == ["law.field.not-text"]
    assert len(facts.many(MONEY).read(["1"] * 1000, "wages")) == 1000
    assert codes(facts.many(MONEY), ["1"] * 1001) == ["law.field.too-many"]
    assert facts.whole("count", "").read(10**9, "count") == 10**9
    assert codes(facts.whole("count", ""), 10**9 + 1) == ["law.field.too-large"]
    assert codes(facts.whole("count", ""), -1) == ["law.field.negative"]
    assert not facts.record("part", "", ()).required


@pytest.mark.parametrize(("labels", "named"), [(1, 1), (30, 30), (31, 5)])
def test_many_choices_are_not_named_one_by_one_and_the_nearest_comes_first(
    labels: int, named: int
) -> None:
    field = facts.choice("kind", "种类", {f"kind_{n:02}": f"第{n}种" for n in range(labels)})
    with pytest.raises(Refused) as refused:
        field.read(f"kind_{labels - 1:02}s", "kind")
    params = refused.value.refusals[0].params
    assert (params["count"], len(params["known"])) == (labels, named)
    last = {"words": f"第{labels - 1}种", "code": f"kind_{labels - 1:02}"}
    assert params["near"] == last
    assert params["known"][0 if named < labels else -1] == last


NEEDED = (facts.choice("kind", "种类", {"甲": "甲种"}, required=True), facts.text("note", "说明"))
OPEN = (facts.whole("first", "一"), facts.whole("second", "二"), facts.whole("third", "三"))


@pytest.mark.parametrize(
    ("parts", "example"),
    [(NEEDED, '{"kind": "甲"}'), (OPEN, '{"first": 1, "second": 1}'), (OPEN[:1], '{"first": 1}')],
)
def test_a_record_is_shown_by_what_it_needs_or_by_its_first_two_parts(
    parts: tuple[Field, ...], example: str
) -> None:
    with pytest.raises(Refused) as refused:
        facts.record("part", "", parts).read(5, "part")
    assert example in refused.value.refusals[0].params.values()


def test_bounds_of_numbers() -> None:
    grade = facts.whole("grade", "等级", low=1, high=10)
    assert grade.read("10", "grade") == 10
    assert grade.read(Decimal("3"), "grade") == 3
    assert codes(grade, 11) == ["law.field.too-large"]
    assert codes(grade, 0) == ["law.field.too-small"]
    assert codes(grade, "2.5") == ["law.field.not-whole"]
    assert facts.number("n", "数", low=None).read("-1", "n") == -1
    assert codes(facts.number("n", "数", high="0.5"), "0.51") == ["law.field.too-large"]


def test_measures_stand_behind_the_numbers_they_belong_to() -> None:
    months = facts.number("months", "月数", unit="months")
    assert months.read("12个月", "months") == 12
    assert months.read("3 months", "months") == 3
    assert months.read("3年", "months") == 36
    assert months.read("0.5 year", "months") == 6
    assert facts.number("years", "年数", unit="years").read("18个月", "years") == Decimal("1.5")
    assert codes(months, "3天") == ["law.field.not-a-number"]
    assert codes(months, "x年") == ["law.field.not-a-number"]
    assert codes(months, "年") == ["law.field.not-a-number"]


@pytest.mark.parametrize(
    ("raw", "share"), [("0.5", "0.5"), ("50%", "0.5"), (50, "0.5"), ("100", "1"), (1, "1")]
)
def test_shares_may_be_written_in_per_cents(raw: Any, share: str) -> None:
    assert facts.ratio("ratio", "比例").read(raw, "ratio") == Decimal(share)


def test_a_share_above_the_whole_is_refused() -> None:
    assert codes(facts.ratio("ratio", "比例"), "1.2") == ["law.field.too-large"]
    assert codes(facts.ratio("ratio", "比例"), 150) == ["law.field.too-large"]


def test_yes_and_no() -> None:
    flag = facts.flag("open_ended", "无固定期限")
    assert flag.read(True, "") is True
    assert flag.read("false", "") is False
    assert flag.read(1, "") is True
    assert flag.read("No", "") is False
    assert flag.read("是", "") is True
    assert flag.read("没有", "") is False
    assert codes(flag, "maybe") == ["law.field.not-yes-or-no"]
    assert codes(flag, 2) == ["law.field.not-yes-or-no"]


def test_choices_with_aliases() -> None:
    ending = facts.choice("ending", "情形", {"art39": "过错"}, aliases={"39": "art39"})
    assert ending.read("art39", "") == "art39"
    assert ending.read(39, "") == "art39"
    assert ending.read(" ART39 ", "") == "art39"
    assert codes(ending, "art40") == ["law.field.unknown-choice"]
    assert codes(ending, ["art39"]) == ["law.field.unknown-choice"]


def test_texts_are_short() -> None:
    assert facts.text("note", "备注").read(" a ", "") == "a"
    assert codes(facts.text("note", "备注", longest=3), "abcd") == ["law.field.not-text"]
    assert codes(facts.text("note", "备注"), 5) == ["law.field.not-text"]


def test_lists_take_one_value_or_several() -> None:
    wages = facts.many(facts.money("wages", "工资"), most=3)
    assert wages.read("5", "") == [5]
    assert wages.read(["5", 6], "") == [5, 6]
    assert codes(wages, ["5", "x"]) == ["law.field.not-a-number"]
    assert codes(wages, [1, 2, 3, 4]) == ["law.field.too-many"]


def test_records_tell_their_own_missing_and_unknown_fields() -> None:
    entry = facts.record("entry", "一项", (facts.day("from", "起", required=True), MONEY))
    assert entry.read({"from": "2024-01"}, "") == {"from": date(2024, 1, 1), "wage": None}
    assert codes(entry, {"wage": "1"}) == ["law.field.missing"]
    assert codes(entry, {"from": "2024-01", "wages": 1}) == ["law.field.unknown"]
    assert codes(entry, "x") == ["law.field.not-a-record"]


def test_a_record_told_in_one_word_is_shown_how_to_tell_it() -> None:
    parts = (facts.choice("kind", "种类", {"病假": "病假"}), MONEY, facts.text("note", "备注"))
    needed = (facts.day("from", "起", required=True), *parts)
    for fields, shown in (
        (parts, '{"kind": "病假", "wage": "6200.00"}'), (needed, '{"from": "2024-09-09"}'),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            facts.record("entry", "一项", fields).read("x", "entry")
        assert refused.value.refusals[0].params["example"] == shown


def test_spans_are_periods() -> None:
    spans = facts.spans("suspensions", "中止")
    assert spans.read([{"from": "2024-03", "to": "2024-03"}], "") == [
        Period(date(2024, 3, 1), date(2024, 3, 31))
    ]
    assert codes(spans, [{"from": "2024-03-02", "to": "2024-03-01"}]) == [
        "law.dates.end-before-start"
    ]


@pytest.mark.parametrize(("first", "last"), [("start", "end"), ("from", "until")])
def test_spans_under_other_words(first: str, last: str) -> None:
    spans = facts.spans("sick", "病休")
    found = spans.read([{first: "2024-03-01", last: "2024-03-05"}], "")
    assert found == [Period(date(2024, 3, 1), date(2024, 3, 5))]


def test_periods_of_two_facts() -> None:
    first, last = date(2024, 3, 1), date(2024, 3, 1)
    assert facts.period(first, last).days == 1
    with pytest.raises(Refused, match=r"law\.dates\.too-long"):
        facts.period(date(1950, 1, 1), date(2021, 1, 1))
    assert facts.period(date(1950, 1, 1), date(2020, 12, 31)).days == 25933


def test_one_field_of_several() -> None:
    given = {"monthly_wage": Decimal(1), "daily_wage": None}
    assert facts.need_one(given, "monthly_wage", "daily_wage") == "monthly_wage"
    with pytest.raises(Refused, match=r"law\.field\.missing"):
        facts.need_one({"a": None, "b": None}, "a", "b")
    with pytest.raises(Refused, match=r"law\.field\.one-of"):
        facts.need_one({"a": 1, "b": 2}, "a", "b")
    with pytest.raises(Refused) as refused:
        facts.need({"a": None, "b": None, "c": 1}, "a", "b", "c")
    assert len(refused.value.refusals) == 2
