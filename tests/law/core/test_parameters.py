"""Rows by place and day: nearest place first, never the latest, never zero; overriding rows win."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.core.parameters import PARAMETERS, ParameterTable, Row, kept_table
from zhigong.law.core.places import chain, code_of
from zhigong.law.core.registry import Context
from zhigong.law.rulebook import assess


def row(place: str, value: str, start: date, end: date | None = None) -> Row:
    return Row(
        "min_wage_month", place, Decimal(value), start, end, source="测试", confidence="read"
    )


TABLE = ParameterTable(
    [
        row("510000", "2000", date(2022, 1, 1), date(2023, 12, 31)),
        row("510000", "2200", date(2024, 1, 1)),
        row("510100", "2100", date(2022, 1, 1), date(2022, 12, 31)),
        row("000000", "1000", date(2020, 1, 1)),
    ]
)


@pytest.mark.parametrize(
    ("place", "on", "value"),
    [
        ("510104", date(2022, 12, 31), "2100"),
        ("510104", date(2023, 1, 1), "2000"),
        ("510104", date(2023, 12, 31), "2000"),
        ("510104", date(2024, 1, 1), "2200"),
        ("510000", date(2022, 6, 1), "2000"),
        ("510104", date(2021, 12, 31), "1000"),
        ("110105", date(2024, 1, 1), "1000"),
    ],
)
def test_the_nearest_place_in_force(place: str, on: date, value: str) -> None:
    found = TABLE.at("min_wage_month", chain(place), on)
    assert found is not None
    assert found.value == Decimal(value)


def test_nothing_before_the_first_row() -> None:
    assert TABLE.at("min_wage_month", chain("510104"), date(2019, 12, 31)) is None
    context = Context("510104", chain("510104"), TABLE)
    with pytest.raises(Refused) as refused:
        context.row("min_wage_month", date(2019, 12, 31))
    refusal = refused.value.refusals[0]
    assert refusal.code == "law.parameter.missing"
    assert refusal.params["name"] == "min_wage_month"
    assert refusal.params["place"] == "510104"
    assert context.used == []


def test_rows_used_are_listed_once() -> None:
    context = Context("510104", chain("510104"), TABLE)
    context.row("min_wage_month", date(2022, 5, 1))
    context.find("min_wage_month", date(2022, 6, 1))
    assert [used.value for used in context.used] == [2100]


def test_overriding_rows_win_and_leave_the_table_alone() -> None:
    entered = TABLE.overriding([row("510100", "2150", date(2022, 1, 1), date(2022, 12, 31))])
    on = date(2022, 5, 1)
    first, second = (t.at("min_wage_month", chain("510104"), on) for t in (entered, TABLE))
    assert first is not None
    assert second is not None
    assert [str(first.value), str(second.value)] == ["2150", "2100"]


def test_an_entered_row_reaches_the_answer() -> None:
    claim = {"rule": "severance", "hire": "2023-01-01", "end": "2024-12-31", "monthly_wage": "100"}
    answer = assess({"place": "510104", "claims": [claim]}, TABLE)["claims"][0]
    assert answer["amount"] == "4400.00"
    assert answer["parameters"][0]["value"] == "2200"
    assert answer["parameters"][0]["source"] == "测试"


def test_places_by_code_and_name() -> None:
    assert code_of("成都") == "510100"
    assert code_of("beijing") == "110000"
    assert code_of("510104") == "510104"
    assert code_of("990000") is None
    assert code_of("51010") is None
    assert chain("510104") == ("510104", "510100", "510000", "000000")
    assert chain("000000") == ("000000",)


def test_kept_rows_have_source_date_and_confidence_and_do_not_overlap() -> None:
    seen: dict[tuple[str, str], list[Row]] = {}
    for kept in kept_table().rows:
        assert kept.source, kept
        assert kept.checked, kept
        assert kept.confidence in {"read", "secondary", "memory", "default"}, kept
        assert kept.confidence != "default" or kept.note, kept
        assert code_of(kept.place), kept
        assert kept.end is None or kept.end >= kept.start, kept
        seen.setdefault((kept.name, kept.place), []).append(kept)
    for rows in seen.values():
        rows.sort(key=lambda each: each.start)
        for earlier, later in pairwise(rows):
            assert earlier.end is not None, earlier
            assert earlier.end < later.start, later


def test_every_parameter_has_a_name() -> None:
    assert [name for name in kept_table().names() if name not in PARAMETERS] == []
