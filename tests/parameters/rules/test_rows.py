"""What may be proposed, and which row holds on a day when several lie over each other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from tests.parameters.conftest import DAY, ROW
from zhigong.law.core.parameters import PARAMETERS, kept_table
from zhigong.parameters.rules.rows import (
    checked_row,
    laid_over,
    place_name,
    read_value,
    said_as,
    stale,
    words_for,
)

BAD = [
    ({"name": "moon_wage"}, "parameters.row.unknown-name"),
    ({"place": "999999"}, "parameters.row.unknown-place"),
    ({"place": "成都"}, "parameters.row.unknown-place"),
    ({"value": "两千"}, "parameters.row.no-number"),
    ({"value": Decimal(0)}, "parameters.row.zero"),
    ({"start": date(2099, 1, 1)}, "parameters.row.start-out-of-reach"),
    ({"start": date(1900, 1, 1)}, "parameters.row.start-out-of-reach"),
    ({"end": date(2026, 6, 30)}, "parameters.row.end-before-start"),
    ({"checked": DAY + timedelta(days=1)}, "parameters.row.checked-later"),
    ({"checked": None}, "parameters.row.checked-later"),
    ({"source": "  "}, "parameters.row.no-source"),
    ({"confidence": "sure"}, "parameters.row.no-confidence"),
    ({"name": "double_wage_limitation", "value": "sometimes"}, "parameters.row.unknown-word"),
    ({"name": "double_wage_limitation", "value": Decimal(1)}, "parameters.row.unknown-word"),
]


@pytest.mark.parametrize(("change", "code"), BAD)
def test_each_thing_wrong_has_its_own_reason(change, code):
    assert checked_row(msgspec.structs.replace(ROW, **change), DAY).codes == (code,)


def test_everything_wrong_is_said_at_once():
    row = msgspec.structs.replace(ROW, name="x", place="1", source="", value="abc")
    assert len(checked_row(row, DAY).codes) == 4


def test_a_good_row_may_be_proposed():
    assert checked_row(ROW, DAY)
    assert checked_row(
        msgspec.structs.replace(ROW, name="paternity_leave_days", value=Decimal(0)), DAY
    )


def test_every_row_of_the_program_could_have_been_proposed():
    wrong = {
        (row.name, row.place): codes
        for row in kept_table().rows
        if (codes := checked_row(row, date(2027, 1, 1)).codes)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [("2330", Decimal(2330)), (" 0.8 ", Decimal("0.8")), ("rolling", "rolling"), ("-1", "-1"),
     ("1e5", "1e5"), ("２", "２"), ("1" * 13, "1" * 13)],
)  # fmt: skip
def test_only_plain_digits_are_a_number(text, value):
    assert read_value(text) == value


def test_words_of_practice_are_the_choices_of_the_rule():
    assert set(words_for("double_wage_limitation")) == {"rolling", "from_end"}
    assert set(words_for("irregular_holiday_pay")) == {"yes", "no"}
    assert words_for("min_wage_month") == {}
    assert said_as(words_for("leave_step"))[0] == "按计算日的累计工作年限确定档次（on_day）"


def test_a_later_row_holds_from_its_day_and_the_program_before_it():
    table = laid_over([ROW], kept_table())
    found = {
        day: table.at("min_wage_month", ("510100",), day).value
        for day in (date(2024, 12, 31), date(2026, 6, 30), date(2026, 7, 1), date(2027, 5, 1))
    }
    assert list(found.values()) == [2100, 2330, 2500, 2500]


def test_a_correction_of_the_same_day_wins_over_the_program():
    row = msgspec.structs.replace(ROW, start=date(2025, 1, 1), value=Decimal(2331))
    table = laid_over([row], kept_table())
    assert table.at("min_wage_month", ("510100",), date(2025, 1, 1)).value == 2331


def test_an_older_row_does_not_hide_a_later_one_of_the_program():
    row = msgspec.structs.replace(ROW, start=date(2024, 6, 1))
    table = laid_over([row], kept_table())
    assert table.at("min_wage_month", ("510100",), date(2024, 12, 31)).value == 2500
    assert table.at("min_wage_month", ("510100",), date(2025, 1, 1)).value == 2330


def test_what_is_not_touched_stays_as_it_is():
    table = laid_over([ROW], kept_table())
    for row in kept_table().rows:
        if (row.name, row.place) != (ROW.name, ROW.place):
            for day in (row.start, row.end or DAY):
                assert table.at(row.name, (row.place,), day) == kept_table().at(
                    row.name, (row.place,), day
                )


def test_a_year_after_the_last_look_a_row_is_stale():
    assert not stale(msgspec.structs.replace(ROW, checked=DAY - timedelta(days=365)), DAY)
    assert stale(msgspec.structs.replace(ROW, checked=DAY - timedelta(days=366)), DAY)
    assert stale(msgspec.structs.replace(ROW, checked=None), DAY)


def test_places_are_named():
    assert (place_name("000000"), place_name("510000"), place_name("510199")[-6:]) == (
        "全国", "四川省", "510199",
    )  # fmt: skip


def test_every_parameter_has_a_title():
    assert {row.name for row in kept_table().rows} <= set(PARAMETERS)
