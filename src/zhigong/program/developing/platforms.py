"""Does every locked library come ready built for every machine that the program is promised for?

Asked of the registry by uv, which reads the names of the files there and fetches none of them.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.program.failure import Failure, say, told

PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of machine, as people and as uv call it."""

    name: str
    platform: str
    promised: bool = True


MACHINES = (
    Machine("Linux x86-64", "x86_64-manylinux_2_28"),
    Machine("Linux arm64", "aarch64-manylinux_2_28"),
    Machine("macOS arm64", "aarch64-apple-darwin"),
    Machine("macOS x86-64", "x86_64-apple-darwin", promised=False),  # needs a compiler and Rust
)


def check(uv: str, locks: list[Path]) -> int:
    """Print what is missing where; 1 where it is missing on a machine that was promised."""
    status = 0
    for machine in MACHINES:
        for python in PYTHONS:
            missing = {name for lock in locks for name in _missing(uv, lock, machine, python)}
            if missing and machine.promised:
                status = 1
            print(_line(machine, python, sorted(missing)), flush=True)
    if status:
        say(gettext_noop("有的依赖没有现成的安装包：请在 pyproject.toml 里换一个版本"))
    return status


def _line(machine: Machine, python: str, missing: list[str]) -> str:
    heading = f"{machine.name}, Python {python}: "
    if not missing:
        return heading + told(gettext_noop("全部有现成的安装包"))
    return heading + told(gettext_noop("要自己编译 %(names)s"), names=", ".join(missing))


def _missing(uv: str, lock: Path, machine: Machine, python: str) -> list[str]:
    """Everything at once, and one by one only where that does not do."""
    listed = requirements(lock.read_text(encoding="utf-8"))
    if _is_ready(uv, listed, machine, python):
        return []
    return [one.partition("==")[0] for one in listed if not _is_ready(uv, [one], machine, python)]


def requirements(lock: str) -> list[str]:
    """The pins of a locked list with their markers, without checksums."""
    lines = [line for line in lock.splitlines() if "==" in line and line[0] not in "# "]
    return [line.rstrip("\\ ") for line in lines]


def _is_ready(uv: str, listed: list[str], machine: Machine, python: str) -> bool:
    command = [uv, "pip", "compile", "-", "--no-deps", "--only-binary", ":all:", "--quiet"]
    command += ["--python-platform", machine.platform, "--python-version", python]
    asked = subprocess.run(
        command, input="\n".join(listed), capture_output=True, text=True, check=False
    )
    if asked.returncode != 0 and "wheel" not in asked.stderr:
        raise Failure(
            gettext_noop("问不到安装包的清单：%(error)s"),
            error=(asked.stderr.strip().splitlines() or ["?"])[-1],
        )
    return asked.returncode == 0
