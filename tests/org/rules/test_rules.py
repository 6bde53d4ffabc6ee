"""Paths, words for search, and what may become of a unit: pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.org.rules.changes import (
    fits_under,
    in_order,
    is_active,
    named,
    not_too_deep,
    term_in_order,
    without_children,
)
from zhigong.org.rules.paths import (
    DEEPEST,
    ancestors,
    bounds,
    depth_of,
    id_of,
    is_path,
    lies_within,
    moved,
    parent_of,
    path_of,
)
from zhigong.org.rules.words import initials_asked, tokens_asked, tokens_of

PATHS = st.lists(st.integers(1, 10**9), min_size=1, max_size=8).map(
    lambda ids: "".join(f"{one}/" for one in ids)
)


def test_a_path_is_the_ids_from_the_top():
    assert path_of("", 1) == "1/"
    assert path_of("1/7/", 42) == "1/7/42/"
    assert ancestors("1/7/42/") == ("1/", "1/7/", "1/7/42/")
    assert (parent_of("1/7/42/"), parent_of("1/")) == ("1/7/", "")
    assert (depth_of("1/"), depth_of("1/7/42/")) == (0, 2)
    assert id_of("1/7/42/") == 42


@pytest.mark.parametrize("text", ["", "/", "1", "0/", "1//", "a/", "1/7", "01/", " 1/"])
def test_what_is_no_path(text):
    assert not is_path(text)


def test_a_neighbour_whose_number_begins_alike_is_not_within():
    assert lies_within("1/7/42/", "1/7/")
    assert not lies_within("1/71/", "1/7/")


@given(PATHS, PATHS)
def test_the_range_of_a_subtree_holds_exactly_what_lies_within(path, other):
    start, end = bounds(path)
    for one in (other, path + other):
        assert (start <= one < end) is lies_within(one, path)


@given(PATHS, PATHS, PATHS)
def test_moving_keeps_what_lies_below(old, below, new):
    path = moved(old + below, old=old, new=new)
    assert path == new + below
    assert is_path(path)
    assert path == path_of(parent_of(path), id_of(path))
    assert ancestors(path)[-1] == path


def test_a_unit_fits_not_below_itself_nor_too_deep():
    assert fits_under("1/7/", "1/8/").codes == ()
    assert fits_under("1/7/", "1/7/42/").codes == ("org.move.into-itself",)
    assert fits_under("1/7/", "1/7/").codes == ("org.move.into-itself",)
    deep = "1/" * (DEEPEST - 1)
    assert not_too_deep(deep).codes == ()
    assert not_too_deep(deep + "1/").codes == ("org.unit.too-deep",)


def test_the_other_refusals():
    day = date(2026, 11, 23)
    assert is_active("dissolved").codes == ("org.unit.dissolved",)
    assert is_active("active").codes == ()
    assert without_children(3).refusals[0].params == {"living": 3}
    assert without_children(0).codes == ()
    assert in_order(day, day).codes == in_order(None, day).codes == ()
    assert in_order(day, date(2026, 11, 22)).codes == ("org.dissolve.before-founded",)
    assert term_in_order(day, None).codes == term_in_order(day, day).codes == ()
    assert term_in_order(day, date(2026, 11, 22)).codes == ("org.holding.days",)
    assert named(" ").codes == ("org.unit.no-name",)


def test_a_unit_is_found_by_parts_of_its_name_and_by_initials():
    tokens = set(tokens_of("晴川物流园区工会", "晴川园区", "QC-01"))
    for typed in ("晴川", "物流园", "川", "晴川 园区"):
        assert set(tokens_asked(typed)) <= tokens, typed
    for letters in ("qc", "QCW", "wlyq"):
        assert set(initials_asked(letters)) <= tokens, letters
    assert "#qc-01" in tokens
    assert not set(tokens_asked("川晴")) <= tokens
    assert initials_asked("晴川") == []
    assert tokens_asked("  ，") == []
