"""``./zhigong supervision read`` as other programs call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.supervision.rules.reading.material import HERE
from zhigong.supervision.commands import CATALOGUES, main

DOCUMENT = str(HERE / "three_said_four_given.txt")


def test_json_has_the_fields_other_programs_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", DOCUMENT, "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert {"title", "claimed_points", "passages", "tasks", "warnings"} <= set(answer)
    assert {"pos", "text", "role"} <= set(answer["passages"][0])
    assert answer["tasks"][2] | {"deadlines": 0, "measures": 0} == {
        "id": "R1.1", "kind": "requirement", "title": "强化理论武装",
        "passages": ["P10.S6", "P10.S7"], "parent": "R1", "deadlines": 0, "measures": 0,
    }  # fmt: skip


def test_people_see_an_indented_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", DOCUMENT]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert "  R2.1  抓好建会入会  [P12.S1–P12.S2]" in shown


def test_a_refusal_is_one_document_and_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = tmp_path / "scan.docx"
    scan.write_bytes(b"%PDF-1.4 picture")

    assert main(["read", str(scan), "--json"]) == 1

    streams = capsys.readouterr()
    assert json.loads(streams.out)["refusals"][0]["code"] == "supervision.read.pdf"
    assert "PDF" in streams.err


def test_explanations_come_in_english_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", DOCUMENT, "--json", "--lang", "en"]) == 0

    first = json.loads(capsys.readouterr().out)["passages"][0]
    compiled = (CATALOGUES / "en/LC_MESSAGES/django.mo").exists()
    assert first["why"] == ("Title of the document" if compiled else "文件标题")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/nowhere/speech.txt", "没有文件 /nowhere/speech.txt"),
        (str(HERE), f"{HERE} 是文件夹，不是文件"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(
    name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", name, "--lang", "zh"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == said


WRONG = {
    (): "请这样写：./zhigong supervision read 文件 [--json] [--dated 2027-03-05]",
    ("read",): "请这样写：./zhigong supervision read 文件 [--json] [--dated 2027-03-05]",
    ("reed", "a.txt"): "没有“reed”。请看 ./zhigong supervision --help",
    ("read", "a.txt", "--jsno"): "没有“--jsno”。请看 ./zhigong supervision --help",
    ("read", "a.txt", "--dated", "x"): "“x”不是日期，请写成 2027-03-05 这样",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_told_in_words_and_ends_with_two(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(arguments)) == 2
    assert capsys.readouterr().err.splitlines()[0] == WRONG[arguments]


def test_reading_needs_no_django() -> None:
    code = (
        "import sys; from zhigong.supervision.commands import CATALOGUES, main; "
        f"main(['read', {DOCUMENT!r}]); sys.exit('django' in sys.modules)"
    )

    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, env=environment
    )

    assert done.returncode == 0, done.stderr
