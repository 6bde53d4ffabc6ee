"""The script that sets everything up: at once where that was done, and a sentence where it cannot."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.program.conftest import ROOT


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with an environment folder of its own."""
    monkeypatch.setenv("ZHIGONG_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("zhigong_script", str(ROOT / "zhigong"))
    spec = spec_from_loader("zhigong_script", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_a_second_start_goes_straight_to_the_program(script: ModuleType, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    Path(script.mark(0)).write_text(script.digest(0))

    ended = subprocess.run(
        [ROOT / "zhigong", "demo", "--port", "1"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"ZHIGONG_VENV": str(tmp_path / "venv")},
    )

    assert ended.stdout == "-m zhigong.program demo --port 1\n"
    assert ended.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "lock"),
    [
        ([], "requirements.lock"),
        (["demo", "--port", "80"], "requirements.lock"),
        (["test", "-k", "x"], "requirements-dev.lock"),
        (["check"], "requirements-dev.lock"),
        (["bench", "start"], "requirements-bench.lock"),
    ],
)
def test_each_command_needs_its_own_list(
    script: ModuleType, arguments: list[str], lock: str
) -> None:
    assert script.LOCKS[script.lock_for(arguments)] == lock


def test_a_changed_lock_file_is_installed_again(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python").touch()
    Path(script.mark(0)).write_text("of before")

    assert not script.is_installed(0)


def test_without_a_venv_module_it_says_what_to_install(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "find_uv", lambda: None)
    monkeypatch.setattr(script, "quiet", lambda command: 1)

    with pytest.raises(script.Stop, match="venv") as caught:
        script.make_environment()

    assert all("apt install python3-venv" in line for line in caught.value.lines)


def test_an_old_python_looks_for_a_newer_one(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {"/old": (3, 9), "/good": (3, 12), "/newest": (3, 15), "/broken": None}
    monkeypatch.setattr(script.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(script, "version_of", versions.__getitem__)
    monkeypatch.setattr(script, "candidates", lambda: list(versions))
    assert script.find_python() == "/good"

    monkeypatch.setattr(script, "candidates", lambda: ["/old", "/broken", "/newest"])
    assert script.find_python() == "/newest"

    monkeypatch.setattr(script, "candidates", lambda: ["/old", "/broken"])
    with pytest.raises(script.Stop) as caught:
        script.find_python()
    assert all("3.11" in line and "3.9" in line for line in caught.value.lines)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("pip: NewConnectionError: [Errno -3] name resolution", "index-url"),
        ("ERROR: No space left on device", "disk is full"),
        ("PermissionError: Permission denied: 'x'", "Cannot write"),
        ("something else", "setup.log"),
    ],
)
def test_a_step_that_fails_ends_in_what_to_do(
    script: ModuleType, tmp_path: Path, said: str, part: str
) -> None:
    (tmp_path / "venv").mkdir()

    with pytest.raises(script.Stop) as caught:
        script.run([sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"])

    assert part in caught.value.lines[1]
    assert said in (tmp_path / "venv" / "setup.log").read_text()


def test_a_full_disk_is_told_though_the_log_could_not_be_written(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "venv").mkdir()
    monkeypatch.setattr(script, "LEAST_ROOM", 1 << 62)

    with pytest.raises(script.Stop, match="disk"):
        script.run([sys.executable, "-c", "import sys; sys.exit(1)"])


def test_a_folder_that_cannot_be_written_is_named(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(script, "VENV", str(tmp_path / "file" / "venv"))

    with pytest.raises(script.Stop) as caught:
        script.make_environment()

    assert all(str(tmp_path / "file") in line for line in caught.value.lines)


def test_uv_is_not_used_where_pip_follows_a_mirror(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")

    assert script.find_uv() is None


def test_every_sentence_is_in_both_languages(script: ModuleType) -> None:
    for chinese, english in script.WORDS.values():
        assert not chinese.isascii()
        assert english.isascii()


@pytest.mark.parametrize("number", range(3))
def test_locks_name_no_registry_and_check_every_file(script: ModuleType, number: int) -> None:
    text = (ROOT / script.LOCKS[number]).read_text()
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith(("#", " "))]

    assert "://" not in text
    assert len(pins) > 50
    assert all(line.endswith("\\") for line in pins)


def test_larger_locks_hold_the_smaller_ones_at_the_same_versions(script: ModuleType) -> None:
    small, middle, large = (
        {
            line.rstrip(" \\")
            for line in (ROOT / name).read_text().splitlines()
            if "==" in line and not line.startswith(("#", " "))
        }
        for name in script.LOCKS
    )

    assert small <= middle <= large


def test_locks_list_everything_that_pyproject_asks_for(script: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    for name, asked in (
        (script.LOCKS[0], project["project"]["dependencies"]),
        (script.LOCKS[1], groups["dev"]),
        (script.LOCKS[2], groups["bench"]),
    ):
        locked = {re.split(r"\[|==", line)[0] for line in (ROOT / name).read_text().splitlines()}

        assert {re.split(r"[\[<>=]", need)[0].lower() for need in asked} <= locked, "./zhigong lock"
