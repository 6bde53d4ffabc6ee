"""What rests on a row entered from memory says so, once, and names it: every rule, a whole case, a workforce."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest

from tests.law.shared_english import english
from tests.law.test_tables import TABLES
from zhigong.law.core.parameters import MEMORY, PARAMETERS, ParameterTable, Row, kept_table
from zhigong.law.rulebook import RULES, assess
from zhigong.law.workforce.answers import Answer
from zhigong.law.workforce.book import compute
from zhigong.law.workforce.sheet import Ask, OneTab
from zhigong.law.workforce.spool import Spool

WARNING = "law.parameter.memory"
DOUBTED = [msgspec.structs.replace(row, confidence=MEMORY) for row in kept_table().rows]
READ = [msgspec.structs.replace(row, confidence="read") for row in kept_table().rows]
PLACES = ("", "510100", "110000", "310000", "440300", "320100")


class Watched(ParameterTable):
    """A table that notes which rows it gave out."""

    def at(self, name: str, places: tuple[str, ...], on: date) -> Row | None:
        found = super().at(name, places, on)
        if found is not None:
            given.append(found)
        return found


given: list[Row] = []


@cache
def tables() -> list[dict[str, Any]]:
    """The signable tables, read once."""
    return [tomllib.loads(path.read_text("utf8")) for path in TABLES]


def claims(name: str) -> list[dict[str, Any]]:
    """Every example of a rule and every fact of its tables."""
    found = [{"rule": name, **example} for example in RULES[name].examples]
    for table in tables():
        cases = [case for case in table["case"] if case.get("rule", table.get("rule")) == name]
        found += [{"rule": name, **case["facts"]} for case in cases]
    return found


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_row_a_rule_reads_is_told_and_doubted_where_it_is_from_memory(name: str) -> None:
    table = Watched(DOUBTED)
    for place in PLACES:
        for claim in claims(name):
            given.clear()
            answer = assess({"place": place, "claims": [claim]}, table)["claims"][0]
            read = {(row.name, row.start.isoformat()) for row in given}
            told = {(row["name"], row["from"]) for row in answer.get("parameters", [])}
            doubts = [w["text"] for w in answer["warnings"] if w["code"] == WARNING]
            assert read == told, claim
            assert len(doubts) == bool(read), claim
            assert all(PARAMETERS[row] in doubts[0] for row, _ in read), claim


def test_a_row_kept_with_the_program_is_doubted() -> None:
    claim = {"rule": "minimum_wage_check", "paid": "1500", "on": "2023-05-01"}
    answer = assess({"place": "510100", "claims": [claim]})["claims"][0]
    assert answer["amount"] == "600.00"
    assert [w["code"] for w in answer["warnings"]] == [WARNING]


def test_rows_that_were_read_are_not_doubted() -> None:
    claim = {"rule": "minimum_wage_check", "paid": "1500", "on": "2023-05-01"}
    answer = assess({"place": "510100", "claims": [claim]}, ParameterTable(READ))["claims"][0]
    assert answer["parameters"][0]["confidence"] == "read"
    assert answer["warnings"] == []


def test_several_rows_are_one_warning_in_either_language() -> None:
    claim = {"rule": "sick_pay_floor", "on": "2023-05-01"}
    document = {"place": "510100", "claims": [claim]}
    here, there = (
        [w["text"] for w in assess(document, ParameterTable(DOUBTED), t)["claims"][0]["warnings"]]
        for t in (str, english)
    )
    assert "病假工资不低于最低工资的比例" in here[0]
    assert "月最低工资标准、" in here[0] or "、月最低工资标准" in here[0]
    assert "Monthly minimum wage" in there[0]
    assert ", " in there[0].partition(": ")[2]


@pytest.mark.parametrize(
    ("wage", "follows"), [("1500", ["minimum_wage"]), ("9000", [])], ids=["below", "above"]
)
def test_a_case_that_looked_at_a_row_says_so(wage: str, follows: list[str]) -> None:
    facts = {"on": "2026-11-01", "monthly_wage": wage}
    case = assess({"place": "510100", "claims": [], "case": facts})["case"]
    assert [row["claim"] for row in case["following"] if row["claim"] == "minimum_wage"] == follows
    assert [row["name"] for row in case["parameters"]] == ["min_wage_month"]
    assert [w["code"] for w in case["warnings"]] == [WARNING]


def test_a_case_without_rows_has_no_such_warning() -> None:
    case = assess({"place": "510100", "claims": [], "case": {"on": "2026-11-01"}})["case"]
    assert case["parameters"] == []
    assert case["warnings"] == []


@pytest.mark.parametrize("rows", [DOUBTED, READ], ids=["memory", "read"])
@pytest.mark.parametrize("due", [1500.0, 5000.0], ids=["below", "above"])
def test_a_worker_of_a_sheet_is_told(rows: list[Row], due: float) -> None:
    """A shortfall says it beside its amount; a month found in order, among the notes on the worker."""
    sheet = [["姓名", "月份", "应发工资", "实发工资"], ["甲一", "2025-01", due, due]]
    with Spool() as spool:
        compute(
            [OneTab(sheet)], Ask("510100", date(2026, 1, 15), table=ParameterTable(rows)), spool
        )
        (worker,) = list(spool)
    assert ("凭记忆录入" in said(worker)) is (rows is DOUBTED)


def said(worker: Answer) -> str:
    return "\n".join([*worker.notes, *(text for claim in worker.claims for text in claim.warnings)])
