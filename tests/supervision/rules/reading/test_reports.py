"""Headings and salutations on six labelled reports: precision and recall, by level."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.supervision.rules.reading.material import SHARED, shared
from zhigong.supervision.rules.reading import Reading, read_file

FORMS = {"L1": "han", "L2": "han_bracket", "L3": "arabic"}
# Floors at what is reached. Numbered lines that the labels leave out (they were not bold in the
# source, see `unbold_numbered_lines`) are neither right nor wrong.
FLOORS = {
    "L1": (1.0, 1.0),
    "L2": (1.0, 1.0),
    "L3": (1.0, 1.0),
    "salutation": (0.92, 0.96),
    "title": (1.0, 0.75),
    "lead": (0.97, 0.96),
}
Found = set[tuple[str, int]]


@pytest.fixture(scope="module")
def reports() -> list[tuple[dict[str, Any], Reading]]:
    rows = shared("documents/headings_dev.jsonl").read_text("utf8").splitlines()
    found = []
    for row in map(json.loads, rows):
        path = SHARED / row["file"]
        found.append((row, read_file(path.read_bytes(), path.name)))
    return found


def heading_lines(reading: Reading, form: str) -> set[int]:
    return {int(h.pos[1:].partition(".")[0]) for h in reading.headings if h.form == form}


def ruled_lines(reading: Reading, rule: str) -> set[int]:
    return {p.line for p in reading.passages if p.why.rule == rule and p.pos.endswith(".S1")}


FINDERS: dict[str, Callable[[Reading], set[int]]] = {
    **{k: (lambda r, form=form: heading_lines(r, form)) for k, form in FORMS.items()},
    "salutation": lambda r: ruled_lines(r, "frame.salutation"),
    "title": lambda r: ruled_lines(r, "frame.title"),
    "lead": lambda r: heading_lines(r, "run_in"),
}


@pytest.mark.parametrize("kind", FLOORS)
def test_precision_and_recall(reports: list[tuple[dict[str, Any], Reading]], kind: str) -> None:
    wanted: Found = set()
    found: Found = set()
    for row, reading in reports:
        labels = row["labels"]
        labelled = {label["line"] + 1 for label in labels}
        wanted |= {(row["id"], label["line"] + 1) for label in labels if label["kind"] == kind}
        lines = FINDERS[kind](reading)
        if kind in FORMS:
            lines &= labelled  # unlabelled numbered lines are counted below
        found |= {(row["id"], line) for line in lines}

    right = len(wanted & found)
    precision, recall = right / len(found), right / len(wanted)
    assert (precision >= FLOORS[kind][0], recall >= FLOORS[kind][1]) == (True, True), (
        kind, precision, recall,
    )  # fmt: skip


def test_numbered_headings_beyond_the_labels_are_those_the_labels_leave_out(
    reports: list[tuple[dict[str, Any], Reading]],
) -> None:
    extra = {}
    for row, reading in reports:
        labelled = {label["line"] + 1 for label in row["labels"]}
        numbered = {n for form in FORMS.values() for n in heading_lines(reading, form)}
        extra[row["id"]] = len(numbered - labelled)

    assert extra == {row["id"]: row["unbold_numbered_lines"] for row, _ in reports}


def test_what_was_done_is_praise_and_what_is_planned_is_asked(
    reports: list[tuple[dict[str, Any], Reading]],
) -> None:
    for row, reading in reports:
        tops = [t.title for t in reading.tasks if not t.parent]
        assert [t for t in tops if "回顾" in t] == [], row["id"]
        assert len(reading.tasks) > 30, row["id"]


def test_the_reports_own_counts_are_right(
    reports: list[tuple[dict[str, Any], Reading]],
) -> None:
    differing = [(row["id"], c) for row, r in reports for c in r.claims if c.claimed != c.found]
    counted = sum(len(reading.claims) for _, reading in reports)

    assert differing == []
    assert counted >= 8
