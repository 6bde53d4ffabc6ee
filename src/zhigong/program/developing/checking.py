"""``check`` and ``fix``: everything CI runs, every failure shown, not only the first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.program import translations
from zhigong.program.arguments import Arguments
from zhigong.program.database.chosen import ROOT, make_data_folder
from zhigong.program.developing.testing import pytest_command
from zhigong.program.failure import told
from zhigong.program.registry import COMMANDS, present

Ran = tuple[bool, str]
UPGRADE = "tests/program/test_upgrade.py"
CODE = ("src", "tests")  # samples in docs/ are laid out for the reader


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold: its name, and how to find out."""

    name: str
    run: Callable[[], Ran]


def _tool(*command: str) -> Callable[[], Ran]:
    """A tool of the environment, as a module of its Python."""
    return lambda: _ran([sys.executable, "-m", *command])


def _program(*command: str) -> Callable[[], Ran]:
    """A tool that is a program of the environment rather than a module."""
    folder = os.path.dirname(sys.executable)
    return lambda: _ran([os.path.join(folder, command[0]), *command[1:]])


def _ran(command: list[str]) -> Ran:
    ended = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return ended.returncode == 0, ended.stdout


def _translations() -> Ran:
    missing = translations.incomplete()
    return not missing, "\n".join(missing)


def _printed_docs() -> Ran:
    """Pages printed from code are what the code prints now."""
    if "docs" not in present(COMMANDS):
        return True, ""
    return _ran([sys.executable, "-m", "zhigong.program", "docs", "--check"])


TESTS = (
    Check(
        "tests",
        lambda: _ran(pytest_command(["-n", "2", "--cov", "--cov-report=term:skip-covered", "-q"])),
    ),
    # Makes two databases from nothing, so it is left out of the suite.
    Check("upgrade", lambda: _ran(pytest_command(["-n", "0", "-q", "-m", "upgrade", UPGRADE]))),
)
CHECKS = (
    Check("format", _tool("ruff", "format", "--check", *CODE)),
    Check("lint", _tool("ruff", "check", ".")),
    Check("templates: format", _program("djlint", "src", "--check", "--quiet")),
    Check("templates: lint", _program("djlint", "src", "--lint", "--quiet")),
    Check("spelling", _program("codespell", "src", "tests", "docs", "zhigong", "pyproject.toml")),
    Check("types", _tool("mypy")),
    Check("import contracts", _program("lint-imports")),
    Check("dependencies", _program("deptry", ".", "--no-ansi")),
    Check("migrations", _tool("django", "makemigrations", "--check", "--dry-run")),
    Check("translations", _translations),
    Check("printed docs", _printed_docs),
)


def check(arguments: list[str]) -> int:
    """Run all; ``--no-tests`` where they run by themselves."""
    parser = Arguments("check", gettext_noop("运行全部检查，列出所有问题"))
    parser.add_argument(
        "--no-tests", action="store_true", help=told(gettext_noop("不运行测试，只做其余检查"))
    )
    chosen = parser.parse_args(arguments)
    _prepare_environment()
    checks = CHECKS if chosen.no_tests else (*CHECKS, *TESTS)
    failed = [found.name for found in checks if not _shown(found)]
    print("─" * 60)
    if failed:
        print(told(gettext_noop("没有通过：%(names)s"), names=", ".join(failed)))
        return 1
    print(told(gettext_noop("全部通过")))
    return 0


def _prepare_environment() -> None:
    os.environ["ZHIGONG_DATA"] = str(make_data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")


def _shown(found: Check) -> bool:
    """Run one and print it; what it said only where it failed, or is the tests' own report."""
    begun = time.monotonic()
    good, said = found.run()
    mark = "✓" if good else "✗"
    print(f"{mark} {found.name}  {time.monotonic() - begun:.1f} s", flush=True)
    if said.strip() and (not good or found in TESTS):
        print("\n".join(f"    {line}" for line in said.rstrip().splitlines()), flush=True)
    return good


def fix(arguments: list[str]) -> int:
    """Put right what tools can put right by themselves."""
    Arguments("fix", gettext_noop("自动改正格式")).parse_args(arguments)
    results = [
        _ran([sys.executable, "-m", "ruff", "check", "--fix", "."]),
        _ran([sys.executable, "-m", "ruff", "format", *CODE]),
        _program("djlint", "src", "--reformat", "--quiet")(),
    ]
    for _, said in results:
        print(said.strip())
    return 0 if results[0][0] and results[1][0] else 1
