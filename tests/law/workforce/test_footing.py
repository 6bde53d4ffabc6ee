"""Rows of a table that are nobody's: how much of the head makes a head, rows that end early."""

from __future__ import annotations

import pytest

from zhigong.law.workforce.columns import find_layout
from zhigong.law.workforce.footing import HEAD, NOTE, SUM, Footing

NAMES = ["序号", "班组", "姓名", "月份", "应发工资"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (NAMES, HEAD), (["序号", "班组", "", "", ""], HEAD), (["序号", "", "", "", ""], ""), (["", "", "姓名", "月份", "应发工资"], HEAD),
        (["1", "一班", "甲一", "2025-01", "5000"], ""), (["1", "一班"], ""), (["合计", "", "", "", "5000"], SUM), (["", "", "一班小计"], SUM),
        (["制表：某某", "", "", "", ""], NOTE),
    ],
)  # fmt: skip
def test_what_a_row_that_is_no_workers_is(row: list[str], kind: str) -> None:
    layout = find_layout([NAMES])
    assert layout is not None
    assert Footing(layout).of(row) == kind
