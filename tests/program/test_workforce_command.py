"""``law workforce``: a sheet in, a workbook out; typed rightly and wrongly."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from zhigong.law.workforce.invented import invented_rows
from zhigong.program.commands.workforce import main
from zhigong.program.failure import Failure

ROWS = [
    ["姓名", "月份", "应发工资", "实发工资"],
    ["甲一", "2025-01", "5000", "3000"],
    ["乙二", "2025-13", "5000", "x"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "wages.csv"
    with path.open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def test_a_workbook_and_a_summary_in_json(sheet: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "result.xlsx"

    status = main([str(sheet), "--out", str(out), "--place", "510100", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert status == 0
    assert out.read_bytes()[:2] == b"PK"
    assert (found["workers"], found["counted"]) == (2, "2000.00")
    assert [row["row"] for row in found["unsolved"]] == [3, 3]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["result.xlsx", "wages.csv"]


def test_words_for_people(sheet: Path, tmp_path: Path, capsys: Any) -> None:
    assert main([str(sheet), "--out", str(tmp_path / "result.xlsx")]) == 0

    assert "拖欠工资\t1\t2,000.00" in capsys.readouterr().out


def test_the_empty_sheet_says_that_nobody_is_in_it(tmp_path: Path) -> None:
    empty = tmp_path / "empty.xlsx"
    assert main(["--template", str(empty)]) == 0

    with pytest.raises(Failure) as failure:
        main([str(empty), "--json"])

    assert failure.value.status == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 2),
        (["wages.csv"], 2),
        (["wages.csv", "--jsn"], 2),
        (["wages.csv", "--out", "result.doc"], 2),
        (["wages.csv", "--json", "--on", "yesterday"], 2),
        (["wages.csv", "--json", "--place", "nowhere"], 1),
        (["missing.csv", "--json"], 1),
        (["wages.pdf", "--json"], 1),
    ],
)
def test_what_is_typed_wrongly(
    sheet: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int
) -> None:
    monkeypatch.chdir(sheet.parent)

    with pytest.raises(Failure) as failure:
        main(arguments)

    assert failure.value.status == status


def test_a_file_that_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"no workbook")

    with pytest.raises(Failure):
        main([str(path), "--json"])


def test_many_workers_report_progress(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows(invented_rows(501, 1))

    assert main([str(path), "--json", "--place", "510100"]) == 0

    told = capsys.readouterr()
    assert "500" in told.err
    assert json.loads(told.out)["workers"] == 501
