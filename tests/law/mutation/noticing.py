"""What may tell a mistaken law from the law: claims, printed pages, tests; and by which lines each comes."""

from __future__ import annotations

import ast
import importlib
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import signature
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from tests.law.mutation.planting import forget
from tests.law.shared_data import records
from tests.law.test_tables import differences

if TYPE_CHECKING:
    import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src" / "zhigong" / "law"
TABLES = Path(__file__).resolve().parents[1] / "tables"
# Answered without pytest, about words only, or of every rule with many facts each: too long for every mistake.
APART = (
    "tables",
    "rule_examples",
    "translations",
    "every_rule",
    "worked_examples",
    "published_cases",
    "from_memory",
)

Case = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Check:
    """One thing that may notice: ``passes`` says whether all is as it was; ``lines`` of the file it came by."""

    name: str
    passes: Callable[[], bool]
    afresh: bool  # whether it also asks a law that was loaded anew
    lines: frozenset[int] = frozenset()


def module_of(path: Path) -> str:
    """The dotted name of a file of the law."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(("zhigong.law", *(part for part in parts if part != "__init__")))


@cache
def checks() -> list[Case]:
    """Every case of the tables, and the examples that lie beside the repository, as cases."""
    found = []
    for path in sorted(TABLES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf8"))
        found += [(case.get("rule", table.get("rule")), case) for case in table["case"]]
    for example in records("rule_examples.jsonl"):
        rule, expected = example["claim"]["rule"], example["expected"]
        if not expected.get("refused"):
            facts = {key: value for key, value in example["claim"].items() if key != "rule"}
            found.append((rule, {"facts": facts, "expected": expected}))
    return found


@cache
def imports() -> dict[str, set[str]]:
    """Which modules each module of the law imports from."""
    return {
        module_of(path): {
            name
            for node in ast.walk(ast.parse(path.read_text("utf8")))
            if isinstance(node, ast.ImportFrom) and node.module
            for name in (node.module, *(f"{node.module}.{each.name}" for each in node.names))
        }
        for path in SOURCE.rglob("*.py")
    }


@cache
def users(module: str) -> set[str]:
    """The modules of the law that import a module, directly or through others, and itself."""
    found, size = {module}, 0
    while len(found) > size:
        size = len(found)
        found |= {name for name, wanted in imports().items() if wanted & found}
    return found


def is_fixed(item: pytest.Item) -> bool:
    """Whether a test asks the same each time, and is not answered without pytest."""
    import hypothesis  # noqa: PLC0415 - not needed for claims, and large

    function = getattr(item, "function", None)
    if hypothesis.is_hypothesis_test(function) or "bad_input" in item.path.name:
        return False
    return not any(item.path.stem == f"test_{name}" for name in APART)


def claims_and_pages(path: Path, every: list[Case]) -> list[Check]:
    """The claims and printed pages that may notice a mistake in a file, its own rules first."""
    rules = importlib.import_module("zhigong.law.rulebook").RULES
    module = module_of(path)
    names = {name for name, rule in rules.items() if rule.function.__module__ in users(module)}
    if not names and "zhigong.law.rulebook" in users(module):
        names = set(rules)  # what every claim comes by and no rule asks
    own = {name for name in names if rules[name].function.__module__ == module}
    cases = sorted(
        (case for case in every if case[0] in names), key=lambda case: case[0] not in own
    )
    found = [Check(rule, _claim(rule, case), afresh=True) for rule, case in cases]
    found += [Check(name, _page(name), afresh=True) for name in sorted(names)]
    return [check for check in found if _comes_by(path, check)]


def tests(path: Path, items: Sequence[pytest.Item]) -> list[Check]:
    """The tests that may notice a mistake in a file."""
    found = []
    for item in tests_of(path, items):
        check = Check(item.name, _test(item), afresh=False)
        if item.nodeid not in _TRACED:
            _TRACED[item.nodeid] = _traced(check)
        lines = _TRACED[item.nodeid]
        if lines is not None:
            check.lines = frozenset(lines.get(str(path), ()))
            found.append(check)
    return found


def covering(found: Iterable[Check], lines: set[int]) -> list[Check]:
    """The checks that come by one of some lines."""
    return [check for check in found if check.lines & lines]


def _claim(rule: str, case: dict[str, Any]) -> Callable[[], bool]:
    def passes() -> bool:
        # Asked for each time: a law loaded anew has another.
        assess = importlib.import_module("zhigong.law.rulebook").assess
        return not differences(assess, rule, case)

    return passes


def _page(name: str) -> Callable[[], bool]:
    """The printed page of a rule, which holds every example with its working."""

    def printed() -> str:
        rules = importlib.import_module("zhigong.law.rulebook").RULES
        text: str = importlib.import_module("zhigong.law.printed").page(rules[name])
        return text

    before = printed()
    return lambda: printed() == before


def _test(item: pytest.Item) -> Callable[[], bool]:
    """A test as pytest runs it; one that needs nothing set up is simply called, which is much quicker."""
    given = getattr(getattr(item, "callspec", None), "params", {})
    function = getattr(item, "function", None)
    if function is not None and set(signature(function).parameters) == set(given):
        return lambda: _holds(function, given)
    from _pytest.runner import runtestprotocol  # noqa: PLC0415 - as pytest itself

    def passes() -> bool:
        reports = runtestprotocol(item, log=False, nextitem=None)
        return not any(report.failed for report in reports)

    return passes


def _holds(function: Callable[..., None], given: dict[str, Any]) -> bool:
    try:
        function(**given)
    except Exception:
        return False
    return True


def tests_of(path: Path, items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests beside a file; for pages and commands those of the whole."""
    return [item for item in items if item.path.parent == beside(path)]


def beside(path: Path) -> Path:
    """The folder of the tests that are asked about a file."""
    folder = path.relative_to(SOURCE).parts[0]
    return TABLES.parent if folder.endswith(".py") else TABLES.parent / folder


def files_beside(paths: Iterable[Path]) -> list[str]:
    """The files of tests that are asked about some files: no others need be collected."""
    folders = {beside(path) for path in paths}
    return sorted(str(file) for folder in folders for file in folder.glob("test_*.py"))


def _comes_by(path: Path, check: Check) -> bool:
    """Note the lines of a file that a check comes by; one that fails already is left out."""
    lines = _traced(check, {str(path)}, users(module_of(path)))
    check.lines = frozenset((lines or {}).get(str(path), ()))
    return lines is not None


_TRACED: dict[str, dict[str, set[int]] | None] = {}  # of each test, asked once for all files


def _traced(
    check: Check, files: set[str] | None = None, forgotten: set[str] | None = None
) -> dict[str, set[int]] | None:
    """The lines that a check comes by, by file (of the law), with nothing remembered; ``None`` where it fails already."""
    found: dict[str, set[int]] = {}
    wanted = {str(path) for path in SOURCE.rglob("*.py")} if files is None else files

    def within(frame: FrameType, event: str, argument: Any) -> Any:
        found.setdefault(frame.f_code.co_filename, set()).add(frame.f_lineno)
        return within

    def called(frame: FrameType, event: str, argument: Any) -> Any:
        return within(frame, event, argument) if frame.f_code.co_filename in wanted else None

    forget(set(imports()) if forgotten is None else forgotten)
    sys.settrace(called)
    try:
        passed = check.passes()
    finally:
        sys.settrace(None)
    if not passed:
        print(f"left out: {check.name} fails without a mistake")  # noqa: T201
    return found if passed else None
