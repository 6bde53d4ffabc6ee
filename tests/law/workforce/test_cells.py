"""Cells as people fill them in, by kind of column: what each is read as, or the code it is refused with."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from zhigong.kernel.verdict import Refused
from zhigong.law.workforce.cells import EXACT, UNSIGNED, as_text, must_be_month, read

MAY = date(2025, 5, 1)
TEXTS = [
    (None, ""), ("", ""), ("  甲 一\n", "甲 一"), (" 甲  一 ", "甲 一"), ("甲\u200b一", "甲一"), ("\ufeff甲", "甲"), (5.0, "5"), (5.5, "5.5"), (-3.0, "-3"),
    (float(EXACT - 1), "999999999999999"), (float(EXACT), "1000000000000000.0"), (-float(EXACT), "-1000000000000000.0"), (7, "7"),
    (True, "TRUE"), (False, "FALSE"), (datetime.fromisoformat("2025-05-01"), "2025-05-01"), (datetime.fromisoformat("2025-05-01T08:30"), "2025-05-01 08:30:00"),
    (MAY, "2025-05-01"), (float("nan"), "nan"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "text"), TEXTS, ids=repr)
def test_a_cell_as_it_reads(cell: Any, text: str) -> None:
    assert as_text(cell) == text


# Kind of column → what stands in the cell → what it is read as; a text with dots is the code of a refusal.
CELLS: dict[str, list[tuple[Any, Any]]] = {
    "text": [("甲　一", "甲一"), ("字" * 60, "字" * 60), ("字" * 61, "字" * 60), ("ＡＢ", "AB"), ("-", None), ("—", None), ("--", None), ("/", None),
             ("", None), (None, None), ("#", "law.workforce.formula"), ("#REF!", "law.workforce.formula"), ("#一号", "#一号")],
    "digits": [("'a 01", "A01"), ("`a01", "A01"), (1.0, "1"), (float(EXACT - 1), "999999999999999"), (float(EXACT), "law.workforce.rounded"),
               (-float(EXACT), "law.workforce.rounded"), (EXACT, "law.workforce.rounded"), (EXACT - 1, "999999999999999"), ("9" * 18, "9" * 18),
               (True, "TRUE"), ("A" * 61, "A" * 60)],
    "money": [(6960.000000000001, Decimal("6960.00")), (6200.005, Decimal("6200.00")), (6200.015, Decimal("6200.02")), ("6200元", Decimal(6200)),
              ("6,200.50", Decimal("6200.50")), ("6960.000000000001", Decimal("6960.00")), ("6960.0000001", Decimal("6960.00")),
              ("6960.000001", Decimal("6960.000001")), (6200, Decimal(6200)), (0.0, Decimal("0.00")), (-1.0, "law.field.negative"),
              (float(EXACT), "law.field.too-large"), (True, "law.field.not-a-number"), (MAY, "law.field.not-a-number"),
              (time(8, 30), "law.field.not-a-number"), ("很多", "law.field.not-a-number")],
    "hours": [("10小时", Decimal(10)), ("10 h", Decimal(10)), (744.0, Decimal("744.00")), (744.01, "law.field.too-large")],
    "days": [("5天", Decimal(5)), (366.0, Decimal("366.00")), (367.0, "law.field.too-large")],
    "days_in_month": [(31.0, Decimal("31.00")), (32.0, "law.field.too-large")],
    "months": [("12个月", Decimal(12)), (720.0, Decimal("720.00")), (721.0, "law.field.too-large")],
    "year": [(2025.0, 2025), (1949.0, 1949), (1948.0, "law.field.too-small"), (2060.0, 2060), (2061.0, "law.field.too-large"), ("2025.5", "law.field.not-whole")],
    "day": [("2025-05-01", MAY), ("2025.5.1", MAY), ("2025年5月1日", MAY), ("20250501", MAY), ("2025/5/1 8:30", MAY), ("2025-5-1 08:30:15", MAY),
            ("2025年5月", MAY), ("2025-05", MAY), (datetime.fromisoformat("2025-05-01T08"), MAY), (MAY, MAY), (45778.0, MAY), ("45778", MAY), (45778.25, MAY), ("45778.5", MAY),
            (20000.0, date(1954, 10, 3)), (19999.0, "law.field.not-a-date"), (80000.0, "law.field.date-out-of-range"), (80001.0, "law.field.not-a-date"), ("5月", "law.field.not-a-date"),
            ("2025-02-30", "law.field.not-a-date"), (True, "law.field.not-a-date"), ("昨天", "law.field.not-a-date")],
    "last": [("2025-05", date(2025, 5, 31)), ("2025年5月", date(2025, 5, 31)), ("2025-05-01", MAY), ("在职", None), ("至今", None), ("present", None)],
    "month": [("2025-01", (2025, 1)), ("2025年1月", (2025, 1)), ("1月", (None, 1)), ("12", (None, 12)), ("202501", (2025, 1)), ("2025-01-15", (2025, 1)),
              (45778.0, (2025, 5)), (MAY, (2025, 5)), (datetime.fromisoformat("2025-05-01"), (2025, 5)), ("13月", "law.workforce.no-such-month"),
              ("2025-00", "law.workforce.no-such-month"), ("202513", "law.workforce.no-such-month"), ("上月", "law.workforce.month"),
              ("2061-01", "law.field.date-out-of-range"), ("2060-12", (2060, 12)),
              ("September 2025", (2025, 9)), ("Sep 2025", (2025, 9)), ("sept", (None, 9)), ("Brumaire 2025", "law.workforce.month")],
    "ending": [("在职", None), ("违法解除", "unlawful"), ("违法 辞退", "unlawful"), ("合同到期不续", "expiry_not_renewed"), ("LAYOFF", "layoff"),
               ("辞退", "law.workforce.ending-unclear"), ("Fired", "law.workforce.ending-unclear"), ("神秘", "law.workforce.ending-unknown")],
    "flag": [("是", True), ("√", True), ("Y", True), (True, True), (1.0, True), ("否", False), ("×", False), ("NO", False), (0.0, False), (False, False),
             ("可能", "law.workforce.yes-or-no")],
    "signed": [("未签", UNSIGNED), ("None", UNSIGNED), ("2025-05-01", MAY), ("可能", "law.field.not-a-date")],
}  # fmt: skip
ROWS = [(kind, cell, value) for kind, rows in CELLS.items() for cell, value in rows]


@pytest.mark.parametrize(("kind", "cell", "value"), ROWS, ids=repr)
def test_a_cell_of_a_kind(kind: str, cell: Any, value: Any) -> None:
    if isinstance(value, str) and value.startswith("law."):
        with pytest.raises(Refused) as refused:
            read(kind, cell, "列")
        (refusal,) = refused.value.refusals
        assert refusal.code == value
        assert refusal.remedy
    else:
        found = read(kind, cell, "列")
        assert (found, type(found)) == (value, type(value))


def test_a_long_cell_is_told_shortened() -> None:
    for kind, cell in (("flag", "可" * 41), ("month", "上" * 41)):
        with pytest.raises(Refused) as refused:
            read(kind, cell, "列")
        assert refused.value.refusals[0].params == {"column": "列", "cell": cell[:40]}
    with pytest.raises(Refused) as refused:
        must_be_month(13, "十" * 41)
    assert refused.value.refusals[0].params == {"month": "13", "cell": "十" * 40}
