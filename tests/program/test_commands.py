"""Commands as people type them, right and wrong."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.program.conftest import Program
from zhigong.program import registry
from zhigong.program.arguments import nearest, take_data_folder
from zhigong.program.doctor.finding import good, warn
from zhigong.program.failure import Failure
from zhigong.program.serving import ports

pytestmark = pytest.mark.slow


def test_help_lists_what_is_there(program: Program) -> None:
    ended = program("help")

    assert ended.returncode == 0
    for name in ("demo", "test", "check", "serve", "migrate", "backup", "restore", "doctor", "ids"):
        assert f"  {name} " in ended.stdout


def test_every_listed_command_can_be_loaded() -> None:
    for command in registry.present(registry.COMMANDS).values():
        assert callable(command.load()), command.name


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["demmo"], "demo"),
        (["xyzzy"], "help"),
        (["ids", "chek", "-"], "check"),
        (["ids", "check", "-", "--jsn"], "--json"),
        (["demo", "--prot", "1"], "--port"),
        (["demo", "--port", "99999"], "65535"),
        (["demo", "--data"], "--data"),
        (["demo", "--workers", "0"], "--workers"),
        (["serve", "--threads", "-1"], "--threads"),
        (["serve", "--workers", "50", "--threads", "4"], "96"),
        (["bench", "strat"], "start"),
        (["docs", "x"], "docs [--check]"),
        (["test", "--nonsense"], "pytest"),
    ],
)
def test_wrong_usage_is_answered_with_the_nearest(
    program: Program, arguments: list[str], part: str
) -> None:
    ended = program(*arguments)

    assert ended.returncode == 2
    assert part in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_ids_are_answered_line_by_line(program: Program) -> None:
    ended = program("ids", "check", "-", "--json", said="11010519491231002x\n\nnobody\n")

    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [a["kind"] for a in answers] == ["citizen_id", "unknown", "unknown"]
    assert list(answers[0]) == ["input", "kind", "valid", "reason", "normalised"]
    assert (answers[0]["valid"], answers[0]["normalised"]) == (True, "11010519491231002X")
    assert answers[2]["reason"]
    assert ended.stderr == ""


def test_ids_in_words_are_in_the_language_of_the_terminal(program: Program) -> None:
    english = program("ids", "check", "-", said="12800138000\n", ZHIGONG_LANG="en")
    chinese = program("ids", "check", "-", said="12800138000\n", ZHIGONG_LANG="zh")

    assert "A mobile number begins with 13 to 19" in english.stdout
    assert "手机号应以 13 至 19 开头" in chinese.stdout


def test_ids_of_a_file_that_is_not_there(program: Program) -> None:
    ended = program("ids", "check", "/nowhere/ids.txt")

    assert ended.returncode == 1
    assert "/nowhere/ids.txt" in ended.stderr


def test_ids_start_neither_django_nor_a_database(program: Program, open_folder: Path) -> None:
    ended = program("ids", "check", "-", said="1\n", PYTHONPROFILEIMPORTTIME="1")

    assert "django" not in ended.stderr
    assert "psycopg" not in ended.stderr
    assert list(open_folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(program: Program, open_folder: Path) -> None:
    (open_folder / "file").touch()

    ended = program("demo", "--data", str(open_folder / "file" / "data"))

    assert ended.returncode == 1
    assert str(open_folder / "file" / "data") in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_named(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        ended = program("demo", "--port", str(port))

    assert ended.returncode == 1
    assert str(port) in ended.stderr
    assert "--port" in ended.stderr


def test_the_usual_port_taken_means_the_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        monkeypatch.setattr(ports, "USUAL", taken)

        assert taken < ports.choose("127.0.0.1", None, may_move=True) <= taken + ports.TRIED
        assert str(taken) in capsys.readouterr().err
        with pytest.raises(Failure, match="--port"):
            ports.choose("127.0.0.1", None, may_move=False)


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(Failure, match=r"192\.0\.2\.1"):
        ports.choose("192.0.2.1", None, may_move=True)


def test_the_data_folder_may_stand_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIGONG_DATA", "")

    assert take_data_folder(["--data", "/a", "demo"]) == ["demo"]
    assert take_data_folder(["demo", "--data=/b", "--port", "1"]) == ["demo", "--port", "1"]
    assert take_data_folder(["test", "--", "--data", "x"]) == ["test", "--", "--data", "x"]


def test_nothing_is_near_to_nonsense() -> None:
    assert nearest("dmeo", ["demo", "serve"]) == "demo"
    assert nearest("qqqq", ["demo", "serve"]) is None


def test_findings_are_plain_words() -> None:
    assert good("a", "%(n)s b", n=1).plain()["finding"] == "1 b"
    assert warn("a", "b", "%(n)s %% c", n=2).plain()["advice"] == "2 % c"


def test_the_doctor_asks_the_database(program: Program) -> None:
    ended = program("doctor", "--json")

    checks = {(c["name"], c["finding"]): c["level"] for c in json.loads(ended.stdout)["checks"]}
    assert checks["程序的数据库帐号", "不能改动数据表的结构"] == "good"
    assert checks["数据表", "不是现在的版本"] == "warn"
    assert "bad" not in checks.values()
    assert ended.returncode == 0
