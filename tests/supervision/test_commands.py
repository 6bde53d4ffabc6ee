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


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "/nowhere/speech.txt"]) == 1
    assert "/nowhere/speech.txt" in capsys.readouterr().err


def test_wrong_usage_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["read"])

    assert ended.value.code == 2


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
