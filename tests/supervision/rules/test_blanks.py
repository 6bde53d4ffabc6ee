"""Blanks: found with their place, filled without guessing, numbers in their order of magnitude."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhigong.supervision.rules.blanks import (
    Filling,
    PeriodKind,
    blanks_of,
    filled,
    number_in,
    period_of,
    text_in,
)

SENTENCE = "五年来，评选市级劳模XX人，召开第X次代表大会。"


def test_blanks_are_found_with_their_words():
    found = blanks_of([("P1.S1", SENTENCE)])

    assert [(b.token, b.type) for b in found] == [("XX人", "count"), ("第X次", "ordinal")]
    assert found[0].around == ("五年来，评选市级劳模", "，召开第X次代表大会。")


def test_full_width_letters_are_blanks_too():
    found = blanks_of([("P1.S1", "发放慰问金ＸＸ万元。")])

    assert [b.token for b in found] == ["ＸＸ万元"]


@pytest.mark.parametrize(
    ("token", "value", "put"),
    [
        ("XX人", "128", "128人"),
        ("XX余人", "128", "128人"),
        ("XX万元", "62400", "6.24万元"),
        ("XX亿元", "130000000", "1.3亿元"),
        ("XX%", "87.50", "87.5%"),
        ("×××件", "0", "0件"),
    ],
)
def test_a_number_keeps_its_counter_and_scale(token, value, put):
    assert number_in(token, Decimal(value)) == put


@pytest.mark.parametrize(
    ("token", "text", "put"),
    [
        ("第X次", "三", "第三次"),
        ("第X次", "第三次", "第三次"),
        ("党的XX大", "二十大", "党的二十大"),
        ("XX区", "示范区", "示范区"),
        ("XX区", "区", "区区"),
    ],
)
def test_a_text_shares_its_words_with_those_beside_the_blank(token, text, put):
    assert text_in(token, text) == put


def test_what_is_not_bound_stays_a_blank():
    found = blanks_of([("P1.S1", SENTENCE)])

    told = filled(SENTENCE, [Filling(found[0].start, "XX人", "128人")])

    assert told == "五年来，评选市级劳模128人，召开第X次代表大会。"


def test_a_filling_whose_place_changed_is_left_out():
    assert filled(SENTENCE, [Filling(3, "XX人", "128人")]) == SENTENCE


@pytest.mark.parametrize(
    ("kind", "since", "period"),
    [
        (PeriodKind.TERM, None, (date(2021, 11, 3), date(2026, 11, 2))),
        (PeriodKind.YEAR, None, (date(2026, 1, 1), date(2026, 11, 10))),
        (PeriodKind.SINCE, date(2024, 3, 1), (date(2024, 3, 1), date(2026, 11, 10))),
    ],
)
def test_the_period_of_a_figure(kind, since, period):
    dated, on = date(2026, 11, 2), date(2026, 11, 10)

    assert period_of(kind, dated=dated, since=since, on=on) == period
