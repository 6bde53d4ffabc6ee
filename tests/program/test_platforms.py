"""Which libraries are not ready built for which machine, as uv answers."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from zhigong.program.developing import platforms
from zhigong.program.failure import Failure

UV = """#!/bin/sh
listed=$(cat)
case "$*$listed" in
  *apple-darwin*rusty*) echo "rusty==1 has no usable wheels" >&2; exit 1;;
  *offline*) echo "error: dns error" >&2; exit 1;;
esac
"""
LOCK = """# heading
rusty==1 ; sys_platform != 'win32' \\
    --hash=sha256:00
plain[extra]==2 \\
    --hash=sha256:00
"""


@pytest.fixture
def uv(tmp_path: Path) -> str:
    """A program that answers as uv does."""
    path = tmp_path / "uv"
    path.write_text(UV)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_pins_are_read_with_markers_and_without_checksums() -> None:
    assert platforms.requirements(LOCK) == [
        "rusty==1 ; sys_platform != 'win32'",
        "plain[extra]==2",
    ]


def test_what_is_missing_is_named_and_fails_only_where_it_was_promised(
    uv: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK)

    assert platforms.check(uv, [lock]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(platforms.MACHINES) * len(platforms.PYTHONS)
    assert [line for line in lines if "rusty" in line and "plain" not in line] == lines[6:]

    monkeypatch.setattr(platforms, "MACHINES", platforms.MACHINES[-1:])
    assert platforms.check(uv, [lock]) == 0


def test_no_answer_is_not_taken_for_a_missing_file(uv: str, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("offline==1\n")

    with pytest.raises(Failure, match="dns error"):
        platforms.check(uv, [lock])
