"""The run: ``python -m tests.law.mutation [FILE …] [--again] [--table]``; see the package."""

from __future__ import annotations

import ast
import gc
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.law.mutation.findings import Found, digest, explained, keep, kept, table, told
from tests.law.mutation.noticing import SOURCE, checks, is_fixed, noticing
from tests.law.mutation.planting import held
from tests.law.mutation.trying import File

LEFT_OUT = {"bench.py"}  # measures the law; nobody is answered by it


class Mutation:
    """The run, in place of pytest's own loop: tests are collected once."""

    def __init__(self, paths: list[Path], again: bool) -> None:
        self.paths, self.again = paths, again

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every file and keep what was found after each."""
        every = checks()
        items = [item for item in session.items if is_fixed(item)]
        functions = held()
        gc.freeze()
        for path in self.paths:
            source, name = path.read_bytes(), str(path.relative_to(SOURCE))
            before = kept().get(name)
            if before is not None and before.digest != digest(source):
                before = None
            if before is not None and not (self.again and before.survived):
                continue
            file = File(path, ast.parse(source), functions)
            mutants = file.mutants()
            if mutants:
                file.checks = noticing(path, every, items)
            chosen = [m for m in mutants if before is None or told(m) in before.survived]
            left = [told(mutant) for mutant in file.survivors(chosen)]
            found = Found(name, digest(source), len(mutants), left, _today())
            keep(found)
            tell(found)
        return True


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 - the day of a run, told to people


def tell(found: Found) -> None:
    """Survivors that nobody explained, and the score of a file."""
    for text in found.survived:
        if not explained(found.file, text):
            print(f"survived {found.file}:{text}")  # noqa: T201
    killed = found.mutants - len(found.survived)
    print(f"{found.file}: {killed}/{found.mutants}", flush=True)  # noqa: T201


def main(words: list[str]) -> int:
    """Try the files named (all without a name), then print the table."""
    paths = [Path(word).resolve() for word in words if not word.startswith("--")] or [
        path for path in sorted(SOURCE.rglob("*.py")) if path.name not in LEFT_OUT
    ]
    if "--table" not in words:
        plugin = Mutation(paths, "--again" in words)
        flags = ["-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "--assert=plain"]
        pytest.main([*flags, str(Path(__file__).parents[1])], [plugin])
    print(table(kept()))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
