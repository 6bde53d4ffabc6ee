"""Numbers as people write them, and why a wrong one is wrong. All numbers are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.kernel.identifiers import (
    ID_WEIGHTS,
    USCC_ALPHABET,
    birth_of,
    check,
    check_citizen_id,
    check_mobile,
    check_uscc,
    id_check_digit,
    uscc_check_character,
)


@pytest.mark.parametrize(
    ("text", "kind", "normalised"),
    [
        ("11010519491231002X", "citizen_id", "11010519491231002X"),
        ("11010519491231002x", "citizen_id", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "citizen_id", "11010519491231002X"),
        (" 110105 19491231 002X\n", "citizen_id", "11010519491231002X"),
        ("110105491231002", "citizen_id", "11010519491231002X"),
        ("810000199408230021", "citizen_id", "810000199408230021"),
        ("820000199109150031", "citizen_id", "820000199109150031"),
        ("830000199201300022", "citizen_id", "830000199201300022"),
        ("429004198703151234", "citizen_id", "429004198703151234"),
        ("911840199501010014", "citizen_id", "911840199501010014"),
        ("91350100M000100Y43", "uscc", "91350100M000100Y43"),
        ("91350100m000100y43", "uscc", "91350100M000100Y43"),
        ("13800138000", "mobile", "13800138000"),
        ("+86 138-0013-8000", "mobile", "13800138000"),
        ("＋８６１３８００１３８０００", "mobile", "13800138000"),
        ("0086 138 0013 8000", "mobile", "13800138000"),
        ("8613800138000", "mobile", "13800138000"),
        ("13800138000.0", "mobile", "13800138000"),
    ],
)
def test_a_number_is_known_however_it_is_written(text: str, kind: str, normalised: str) -> None:
    found = check(text)

    assert (found.kind, found.valid, found.normalised) == (kind, True, normalised)


@pytest.mark.parametrize(
    ("text", "kind", "part_of_reason"),
    [
        ("110105194912310021", "citizen_id", "校验码"),
        ("11010519490231002X", "citizen_id", "19490231"),
        ("99010519491231002X", "citizen_id", "地区代码 90"),
        ("00010519491231002X", "citizen_id", "地区代码 00"),
        ("831100199201300022", "citizen_id", "地区代码 831100"),
        ("1101051949123100", "citizen_id", "现为 16 位"),
        ("110105491331002", "citizen_id", "19491331"),
        ("9135O100M000100Y43", "uscc", "不使用字符 O"),
        ("91350100M000100Y44", "uscc", "校验码"),
        ("B1350100M000100Y43", "uscc", "登记管理部门"),
        ("91A50100M000100Y43", "uscc", "行政区划"),
        ("911100001000013428", "uscc", "校验码"),
        ("12800138000", "mobile", "13 至 19"),
        ("1380013800", "mobile", "现为 10 位"),
        ("+85291234567", "mobile", "数字"),
        ("", "unknown", "没有内容"),
        ("未知", "unknown", "样式"),
        ("12345", "unknown", "样式"),
    ],
)
def test_a_wrong_number_says_why(text: str, kind: str, part_of_reason: str) -> None:
    found = check(text)

    assert (found.kind, found.valid) == (kind, False)
    assert part_of_reason in found.reason_text()


def test_a_birth_to_come_is_refused_where_today_is_known() -> None:
    number = "11010520300101" + "002"
    number += id_check_digit(number)

    assert check(number).valid
    assert not check(number, today=date(2029, 12, 31)).valid
    assert check(number, today=date(2030, 1, 1)).valid


def test_a_union_s_code_begins_with_81() -> None:
    code = "81110105MC0012345"

    assert check(code + uscc_check_character(code)).kind == "uscc"


def test_a_date_of_birth_is_read_from_an_old_number() -> None:
    assert birth_of(check("110105491231002").normalised) == date(1949, 12, 31)


persons = st.builds(
    lambda place, birth, serial: f"{place}{birth:%Y%m%d}{serial:03d}",
    st.sampled_from(["110105", "429004", "810000", "510104"]),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
)


@given(persons, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_an_id_is_always_found(base: str, place: int, shift: int) -> None:
    right = base + id_check_digit(base)
    digit = str((int(right[place]) + shift) % 10)
    wrong = right[:place] + digit + right[place + 1 :]

    assert check_citizen_id(right).valid
    assert not check_citizen_id(wrong).valid


@given(persons, st.integers(0, 15))
def test_two_neighbouring_digits_of_an_id_exchanged_are_found(base: str, place: int) -> None:
    right = base + id_check_digit(base)
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]

    assert check_citizen_id(swapped).valid == (swapped == right)
    assert len(ID_WEIGHTS) == 17


@given(
    st.text("0123456789", min_size=6, max_size=6), st.text(USCC_ALPHABET, min_size=9, max_size=9)
)
def test_one_wrong_character_of_a_code_is_found(region: str, subject: str) -> None:
    base = f"91{region}{subject}"
    right = base + uscc_check_character(base)
    other = "A" if right[10] != "A" else "B"

    assert check_uscc(right).valid
    assert not check_uscc(right[:10] + other + right[11:]).valid


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    found = check(text)

    assert found.valid or found.reason_text()
    assert check_mobile(text).kind == "mobile"
