"""Invented speeches and notices of differing shape, each against what a person makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.supervision.rules.reading.material import HERE, INVENTED, gold_of, reading_of

documents = pytest.mark.parametrize("path", INVENTED, ids=lambda p: p.stem)


@documents
def test_every_passage_has_the_role_a_person_gives(path: Path) -> None:
    reading, gold = reading_of(path), gold_of(path)

    assert {p.pos: p.role.value for p in reading.passages} == gold.roles


@documents
def test_the_tasks_are_those_a_person_finds(path: Path) -> None:
    reading, gold = reading_of(path), gold_of(path)

    assert [(t.id, t.title, t.passages) for t in reading.tasks] == gold.tasks


@documents
def test_claims_dates_and_warnings_are_noted(path: Path) -> None:
    reading, gold = reading_of(path), gold_of(path)

    dated = reading.dated.isoformat() if reading.dated else None
    assert (reading.claimed_points, dated) == (gold.claimed, gold.dated)
    assert [w.code for w in reading.warnings] == gold.warnings


@documents
def test_nothing_is_lost_and_everything_is_explained(path: Path) -> None:
    reading = reading_of(path)
    original = "".join("".join(line.text for line in reading.source.lines).split())

    assert "".join("".join(p.text for p in reading.passages).split()) == original
    assert [p.pos for p in reading.passages if not p.why.rule or not p.why.text()] == []


def test_units_deadlines_and_measures_of_a_notice_are_read() -> None:
    task = reading_of(HERE / "notice_with_units.txt").task("R1.2")

    assert task.duty.lead == ("区总权益保障部",)
    assert task.duty.support == ("区总财务部", "各街道总工会")
    assert [(d.kind, str(d.day)) for d in task.deadlines] == [("by_date", "2027-10-31")]
    assert [(m.object, m.compare, m.value, m.unit) for m in task.measures] == [
        ("驿站", "不少于", "30", "个"),
        ("24小时驿站", "不少于", "5", "个"),
    ]


def test_a_unit_that_leads_and_one_that_joins_are_told_apart_without_labels() -> None:
    task = reading_of(HERE / "notice_with_units.txt").task("R1.3")

    assert task.duty.lead == ("区总权益保障部",)
    assert task.duty.support == ("区总职工服务中心",)
    assert [(m.object, m.value, m.unit) for m in task.measures] == [("设施完好率", "95", "%")]
