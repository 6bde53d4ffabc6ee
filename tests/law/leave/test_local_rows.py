"""Local practice of leave: a row that an administrator enters wins over the national one."""

from __future__ import annotations

from datetime import date

from zhigong.law.core.parameters import Row, kept_table
from zhigong.law.rulebook import assess


def test_a_place_may_count_the_higher_class_of_leave_for_the_whole_year() -> None:
    claim = {"rule": "annual_leave_days", "service_start": "2014-08-10", "on": "2024-03-31"}
    row = Row("leave_step", "510100", "higher", date(2024, 1, 1), source="试验")
    for table, days in ((None, "5"), (kept_table().overriding([row]), "10")):
        document = {"place": "510100", "claims": [claim]}
        assert assess(document, table)["claims"][0]["value"] == days
