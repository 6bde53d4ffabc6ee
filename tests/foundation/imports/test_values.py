from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.foundation.imports.values import meaning


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("  张　三 ", "text", "张 三"),
        ("张\u200b三", "text", "张三"),
        (12.0, "text", "12"),
        (True, "text", "TRUE"),
        (None, "text", None),
        (" ", "text", None),
        (13912345678.0, "digits", "13912345678"),
        ("１３９ 1234 5678", "digits", "13912345678"),
        ("'510100199001011234", "digits", "510100199001011234"),
        ("0012", "digits", "0012"),
        (date(2026, 1, 31), "day", date(2026, 1, 31)),
        (datetime(2026, 1, 31, 9), "day", date(2026, 1, 31)),  # noqa: DTZ001 (a cell has no zone)
        (45000.0, "day", date(2023, 3, 15)),
        ("45000", "day", date(2023, 3, 15)),
        ("2026-1-31", "day", date(2026, 1, 31)),
        ("2026年1月31日", "day", date(2026, 1, 31)),
        ("２０２６．１．３１", "day", date(2026, 1, 31)),
        ("2026/01/31 00:00:00", "day", date(2026, 1, 31)),
        ("20260131", "day", date(2026, 1, 31)),
        (20260131.0, "day", date(2026, 1, 31)),
        ("2019年3月", "day", date(2019, 3, 1)),
        ("¥ 6,200.50 元", "money", Decimal("6200.50")),
        ("1.2万", "money", Decimal("12000.00")),
        (6200.1, "money", Decimal("6200.10")),
        ("１２３", "money", Decimal("123.00")),
        ("1,234", "whole", 1234),
        (5.0, "whole", 5),
    ],
)
def test_a_cell_is_understood(cell: Any, kind: str, value: Any) -> None:
    assert meaning(cell, kind) == (value, None)


@pytest.mark.parametrize(
    ("cell", "kind", "code"),
    [
        (5.10100199001011e17, "digits", "imports.rounded"),
        ("2026-02-30", "day", "imports.day"),
        ("去年", "day", "imports.day"),
        (0.5, "day", "imports.day"),
        ("很多", "money", "imports.money"),
        ("NaN", "money", "imports.money"),
        ("1e99999", "money", "imports.money"),
        ("1.5", "whole", "imports.whole"),
        ("#REF!", "text", "imports.formula"),
    ],
)
def test_what_is_not_understood_says_why(cell: Any, kind: str, code: str) -> None:
    value, refusal = meaning(cell, kind)

    assert value is None
    assert refusal is not None
    assert refusal.code == code
    assert refusal.reason_text()


@given(
    st.text(max_size=40) | st.floats() | st.integers() | st.booleans() | st.dates(),
    st.sampled_from(["text", "digits", "day", "money", "whole"]),
)
def test_no_cell_breaks_the_reading(cell: Any, kind: str) -> None:
    value, refusal = meaning(cell, kind)

    assert value is None or refusal is None
