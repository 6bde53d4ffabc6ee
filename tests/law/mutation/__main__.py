"""The run: ``python -m tests.law.mutation [FILE …] [--again] [--share=25] [--table]``; see the package.

Claims and pages try every mistake first, in a small process that forks cheaply; what survives them meets the tests.
"""

from __future__ import annotations

import ast
import gc
import importlib
import sys
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.law.mutation.findings import Found, digest, explained, keep, kept, table, told
from tests.law.mutation.mistakes import Mutant
from tests.law.mutation.noticing import (
    SOURCE,
    Check,
    checks,
    claims_and_pages,
    files_beside,
    is_fixed,
    tests,
)
from tests.law.mutation.planting import Functions, held
from tests.law.mutation.trying import File

if TYPE_CHECKING:
    import pytest

# What measures the law, or invents what it is measured with: nobody is answered by it.
LEFT_OUT = {"bench.py", "invented.py"}


def by_claims(paths: list[Path]) -> None:
    """Try every mistake of files that are not known as they are by claims and printed pages."""
    importlib.import_module("zhigong.law.rulebook")
    every, functions = checks(), held()
    gc.freeze()
    for path in paths:
        if before(path) is None:
            attempt(path, functions, partial(claims_and_pages, path, every), tested=False)


class Tests:
    """Survivors tried by the tests, in place of pytest's own loop: tests are collected once."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the survivors of every file and keep what was found after each."""
        items = [item for item in session.items if is_fixed(item)]
        functions = held()
        gc.freeze()
        for path in self.paths:
            known = before(path)
            if known is not None and not known.tested:
                attempt(path, functions, partial(tests, path, items), tested=True)
        return True


def attempt(
    path: Path, functions: Functions, noticing: Callable[[], list[Check]], *, tested: bool
) -> None:
    """Try a file's mistakes, or those that survived before, and keep what was found."""
    source, known = path.read_bytes(), before(path)
    file = File(path, ast.parse(source), functions)
    mutants = [mutant for mutant in file.mutants() if sampled(path, mutant)]
    chosen = [m for m in mutants if known is None or told(m) in known.survived]
    if chosen:
        file.checks = noticing()
    left = [told(mutant) for mutant in file.survivors(chosen)]
    name = str(path.relative_to(SOURCE))
    keep(Found(name, digest(source), len(mutants), left, _today(), tested or not left, share()))
    tell(kept()[name])


def share() -> int:
    """How many of a hundred mistakes are made: all, unless the run asks for a sample."""
    asked = [word for word in sys.argv if word.startswith("--share=")]
    return int(asked[-1].partition("=")[2]) if asked else 100


def sampled(path: Path, mutant: Mutant) -> bool:
    """Whether a mistake is in the sample: told by its own words, so that every run takes the same ones."""
    return zlib.crc32(f"{path.name}:{told(mutant)}".encode()) % 100 < share()


def before(path: Path) -> Found | None:
    """What was found of a file as it is now."""
    found = kept().get(str(path.relative_to(SOURCE)))
    return found if found is not None and found.digest == digest(path.read_bytes()) else None


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 - the day of a run, told to people


def tell(found: Found) -> None:
    """The score of a file, and survivors that nobody explained once the tests have tried them."""
    killed = found.mutants - len(found.survived)
    print(f"{found.file}: {killed}/{found.mutants}", flush=True)  # noqa: T201
    for text in found.survived if found.tested else ():
        if not explained(found.file, text):
            print(f"survived {found.file}:{text}", flush=True)  # noqa: T201


def main(words: list[str]) -> int:
    """Try the files named (all without a name), then print the table."""
    paths = [Path(word).resolve() for word in words if not word.startswith("--")] or [
        path for path in sorted(SOURCE.rglob("*.py")) if path.name not in LEFT_OUT
    ]
    if "--again" in words:
        again(paths)
    if "--table" not in words:
        by_claims(paths)
        by_tests(paths)
    print(table(kept()))  # noqa: T201
    return 0


def again(paths: list[Path]) -> None:
    """Have the survivors of files tried once more, by claims of the tables too."""
    importlib.import_module("zhigong.law.rulebook")
    every, functions = checks(), held()
    for path in paths:
        known = before(path)
        if known is not None and known.survived:
            attempt(path, functions, partial(claims_and_pages, path, every), tested=False)


def by_tests(paths: list[Path]) -> None:
    """Have what survived claims and pages tried by the tests."""
    import pytest  # noqa: PLC0415 - not needed for claims, and large

    flags = ["-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "--assert=plain"]
    pytest.main([*flags, *files_beside(paths)], [Tests(paths)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
