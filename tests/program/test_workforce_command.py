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
        (["wages.csv", "--json", "--year", "99999"], 2),
        (["wages.csv", "--json", "--year", "1900"], 2),
        (["missing.csv", "--json"], 1),
        (["."], 2),
        ([".", "--json"], 1),
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


def test_the_sheet_of_wages_is_never_written_over(tmp_path: Path) -> None:
    own = tmp_path / "wages.xlsx"
    own.write_bytes(b"PK")

    with pytest.raises(Failure) as failure:
        main([str(own), "--out", str(own)])

    assert failure.value.status == 2
    assert own.read_bytes() == b"PK"


def test_where_the_result_cannot_go_is_said_before_the_work(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for out, words in (
        (tmp_path / "none" / "x.xlsx", "没有文件夹"),
        (tmp_path / "folder.xlsx", "是文件夹"),
    ):
        with pytest.raises(Failure) as failure:
            main([str(sheet), "--out", str(out)])

        assert words in str(failure.value)
        assert failure.value.status == 1


def test_what_the_law_refuses_is_said_in_both_languages(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "wages.csv"
    path.write_text("姓名,应发工资\n甲一,1\n", "utf8")

    with pytest.raises(Failure) as failure:
        main([str(path), "--json"])
    failure.value.show()

    told = capsys.readouterr().err
    assert "没有“月份”这一列" in told
    assert "no column" in told.casefold()
