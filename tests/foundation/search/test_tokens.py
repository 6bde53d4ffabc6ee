from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.foundation.search.tokens import asked, initials_of, name_tokens, tokens_of


def matches(text: str, query: str, *, name: bool = False) -> bool:
    """As the database does it, without phrases."""
    filed = name_tokens(text) if name else tokens_of(text)
    groups, _phrases = asked(query)
    return bool(groups) and all(filed & set(group) for group in groups)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("张伟与示范物流有限公司劳动争议", "张伟"),
        ("张伟与示范物流有限公司劳动争议", "示范物流"),
        ("张伟与示范物流有限公司劳动争议", "伟"),
        ("张伟与示范物流有限公司劳动争议", "张伟 物流"),
        ("（2026）示工调字第12号", "示工调字第12号"),
        ("ＺＧ－2026－0047", "zg-2026-0047"),
        ("ZG20261123", "zg202"),
        ("𠮷野家餐饮", "𠮷野家"),
        ("〇〇七", "〇七"),
    ],
)
def test_a_text_is_found(text: str, query: str) -> None:
    assert matches(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("张伟", "伟张"),
        ("张伟", "张三"),
        ("2026", "202 7"),
        ("张伟", ""),
        ("张伟", "，。 ()"),
        ("张伟", "zw"),
    ],
)
def test_a_text_is_not_found(text: str, query: str) -> None:
    assert not matches(text, query)


@pytest.mark.parametrize("query", ["张三丰", "三丰", "zsf", "zs", "ZSF"])
def test_a_name_is_found_by_characters_and_initials(query: str) -> None:
    assert matches("张三丰", query, name=True)


@pytest.mark.parametrize(
    ("name", "query"), [("曾国荣", "zgr"), ("曾国荣", "cgr"), ("尉迟恭", "ycg"), ("单雄", "sx")]
)
def test_a_surname_is_read_as_a_surname(name: str, query: str) -> None:
    assert matches(name, query, name=True)


def test_initials_are_of_the_chinese_part() -> None:
    assert (initials_of("张三"), initials_of("Ann 李"), initials_of("Ann")) == ("zs", "l", "")


def test_long_chinese_is_also_a_phrase() -> None:
    assert asked("示范物流 张三 12") == (
        [["示范"], ["范物"], ["物流"], ["张三"], ["12"]],
        ["示范物流"],
    )


@given(st.text(max_size=300))
def test_any_text_is_found_by_any_of_its_own_parts(text: str) -> None:
    for part in text.split():
        groups, _phrases = asked(part)
        filed = tokens_of(text)
        if len(part) < 30:
            assert all(filed & set(group) for group in groups)
