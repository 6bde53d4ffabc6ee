"""An answer as it is written: every kind of value, at once as JSON or as plain data first."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from zhigong.law.core.document import document
from zhigong.law.core.parameters import MEMORY, PARAMETERS, Row
from zhigong.law.core.registry import from_memory
from zhigong.law.core.result import Result

VALUES = [
    (Decimal("1.50"), False, "1.5"),
    (Decimal("1200"), False, "1200"),
    (Decimal("1.005"), True, "1.01"),
    (Decimal(3), True, "3.00"),
    (12, False, "12"),
    (True, False, True),
    (date(2024, 2, 29), False, "2024-02-29"),
    ("解除", False, "解除"),
    (["甲", "乙"], False, ["甲", "乙"]),
]


@pytest.mark.parametrize("written", [False, True])
@pytest.mark.parametrize(("value", "money", "told"), VALUES)
def test_a_value_of_the_working_is_written_as_a_person_reads_it(
    value: Any, money: bool, told: Any, written: bool
) -> None:
    result = Result(rule="severance")
    (result.money if money else result.line)("一步", value)
    (step,) = _plain(document(result, written=written))["working"]
    assert step == {"what": "一步", "value": told, "basis": ""}


@pytest.mark.parametrize("written", [False, True])
def test_a_part_of_an_answer_is_written_with_what_it_has(written: bool) -> None:
    result = Result(rule="severance")
    result.item("one", "甲", amount=Decimal("10.005"), payer="单位")
    result.item("two", "乙", value=7, date=date(2024, 1, 2))
    assert _plain(document(result, written=written))["items"] == [
        {"name": "one", "label": "甲", "amount": "10.01", "payer": "单位"},
        {"name": "two", "label": "乙", "value": "7", "date": "2024-01-02"},
    ]


def test_plain_data_is_plain_already() -> None:
    result = Result(rule="severance")
    result.line("一步", date(2024, 1, 2))
    result.warn("a.b", "提醒%(n)s次", n=2)
    found = document(result)
    assert found == _plain(found)
    assert found["warnings"] == [{"code": "a.b", "text": "提醒2次"}]


def test_only_rows_from_memory_are_warned_of() -> None:
    day = date(2024, 1, 1)
    kept = Row("min_wage_month", "510100", Decimal(2100), day, confidence="read")
    recalled = Row("avg_wage_month", "510100", Decimal(8000), day, confidence=MEMORY)
    (note,) = from_memory([kept, recalled, recalled])
    assert note.params is not None
    assert note.params["rows"] == [PARAMETERS["avg_wage_month"]]
    assert from_memory([kept]) == []


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return plain
