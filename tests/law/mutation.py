"""How many deliberate mistakes in the law the tests notice: ``python -m tests.law.mutation [FILE …]``.

A mutant is put into the law that is already loaded, in a forked process: the file is run again with its
mistake, whoever imported something from it gets the new, and functions that somebody holds get the new code.
Then the claims of the tables and examples that the file concerns are answered, its rules' pages printed, and
the tests beside it run, until something differs. What survives is tried once more on a law loaded afresh.

What was found is kept in ``.mutation.jsonl``, so that a run that was stopped goes on where it was; a file that
has changed is done anew. ``--again`` tries survivors again after tests were added, ``--table`` only prints.
"""

from __future__ import annotations

import ast
import gc
import hashlib
import importlib
import importlib.abc
import importlib.util
import os
import resource
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import _lru_cache_wrapper, cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import hypothesis
import msgspec
import pytest
from _pytest.runner import runtestprotocol

from tests.law.mutants import Mutant, make, mutants
from tests.law.shared_data import records
from tests.law.test_tables import differences

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zhigong" / "law"
TABLES = Path(__file__).parent / "tables"
KEPT = ROOT / ".mutation.jsonl"
LEFT_OUT = {"bench.py"}  # measures the law; nobody is answered by it
LONGEST = 5  # seconds of processor a mutant may take
LONGEST_FILE = 600  # and all mutants of a file
APART = ("tables", "rule_examples", "translations")  # answered without pytest, or about words only
KILLED, SURVIVED = 1, 0

Case = tuple[str, dict[str, Any]]


class Found(msgspec.Struct):
    """What became of the mutants of a file: of how many, and which survived; ``digest`` is of its source."""

    file: str
    digest: str
    mutants: int
    survived: list[str]
    done: int
    day: str


@dataclass(frozen=True, slots=True)
class Noticing:
    """What may tell a mutant of a file from the law: claims, printed pages, tests."""

    cases: list[Case]
    pages: dict[str, str]
    tests: list[pytest.Item] = field(default_factory=list)

    def same(self) -> bool:
        """Whether claims and pages are answered as they were."""
        assess = importlib.import_module("zhigong.law.rulebook").assess
        if any(differences(assess, rule, case) for rule, case in self.cases):
            return False
        return printed(set(self.pages)) == self.pages

    def passes(self) -> bool:
        """Whether the tests pass, up to the first that fails."""
        return not any(
            report.failed
            for item in self.tests
            for report in runtestprotocol(item, log=False, nextitem=None)
        )


def module_of(path: Path) -> str:
    """The dotted name of a file of the law."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(("zhigong.law", *(part for part in parts if part != "__init__")))


# --- what notices -----------------------------------------------------------------------------------


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
            node.module
            for node in ast.walk(ast.parse(path.read_text("utf8")))
            if isinstance(node, ast.ImportFrom) and node.module
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


def printed(names: set[str]) -> dict[str, str]:
    """The printed pages of rules, which hold every example of a rule with its working."""
    page = importlib.import_module("zhigong.law.printed").page
    rules = importlib.import_module("zhigong.law.rulebook").RULES
    return {name: page(rules[name]) for name in sorted(names)}


def tests_of(path: Path, items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests beside a file; for what all rules stand on, and for pages and commands, those of the whole too."""
    folder = path.relative_to(SOURCE).parts[0]
    beside = [item for item in items if item.path.parent.name == folder]
    if folder != "core" and not folder.endswith(".py"):
        return beside
    return [*beside, *(item for item in items if item.path.parent.name == "law")]


def is_fixed(item: pytest.Item) -> bool:
    """Whether a test asks the same each time, and is not answered without pytest."""
    function = getattr(item, "function", None)
    if hypothesis.is_hypothesis_test(function) or "bad_input" in item.path.name:
        return False
    return not any(item.path.stem == f"test_{name}" for name in APART)


def noticing(path: Path, every: list[Case], items: Sequence[pytest.Item]) -> Noticing:
    """What may notice a mistake in a file."""
    rules = importlib.import_module("zhigong.law.rulebook").RULES
    reach = users(module_of(path))
    names = {name for name, rule in rules.items() if rule.function.__module__ in reach}
    own = {name for name in names if rules[name].function.__module__ == module_of(path)}
    cases = sorted(
        (case for case in every if case[0] in names), key=lambda case: case[0] not in own
    )
    return Noticing(cases, printed(names), tests_of(path, items))


# --- putting a mistake into the law that is loaded -------------------------------------------------------


Functions = dict[CodeType, list[FunctionType]]


def held() -> Functions:
    """Every function of the law that somebody holds, by its code."""
    found: Functions = {}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and str(thing.__module__).startswith("zhigong.law"):
            found.setdefault(thing.__code__, []).append(thing)
    return found


def codes(code: CodeType) -> Iterator[CodeType]:
    """A code and every code within it."""
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from codes(part)


def put(module: str, tree: ast.Module, functions: Functions) -> None:
    """Replace a loaded module by its mutant, for everybody."""
    old = sys.modules[module]
    mutated = {
        (code.co_qualname, code.co_firstlineno): code
        for code in codes(compile(tree, str(old.__file__), "exec"))
    }
    forget(users(module))
    run_again(old, tree)
    for code, holders in functions.items():
        twin = mutated.get((code.co_qualname, code.co_firstlineno))
        if code.co_filename == old.__file__ and twin and twin.co_freevars == code.co_freevars:
            for function in holders:
                function.__code__ = twin


def forget(modules: set[str]) -> None:
    """Empty what the functions of modules have remembered."""
    for name in modules & set(sys.modules):
        for thing in vars(sys.modules[name]).values():
            if isinstance(thing, _lru_cache_wrapper) and thing.__module__ == name:
                thing.cache_clear()


def run_again(old: ModuleType, tree: ast.Module) -> None:
    """Run a module's statements anew and hand what they give to whoever had the old; classes stay."""
    registry = importlib.import_module("zhigong.law.core.registry")
    tables = (registry.RULES, registry.OVERVIEWS)
    orders = [list(table) for table in tables]
    for table in tables:
        for name in [n for n, one in table.items() if module_behind(one) == old.__name__]:
            del table[name]
    classes = {name: thing for name, thing in vars(old).items() if is_own_class(thing, old)}
    fresh = ModuleType(old.__name__)
    vars(fresh).update(classes, __file__=old.__file__)
    body = [s for s in tree.body if not (isinstance(s, ast.ClassDef) and s.name in classes)]
    exec(compile(ast.Module(body, []), str(old.__file__), "exec"), vars(fresh))  # noqa: S102 - its purpose
    if old.__name__ != registry.__name__:
        for table, order in zip(tables, orders, strict=True):
            whole = dict(table)
            table.clear()
            table.update({name: whole.pop(name) for name in order if name in whole} | whole)
    hand_over(old, fresh)


def module_behind(registered: Any) -> str:
    """The module that registered a rule or an overview."""
    name: str = getattr(registered, "function", registered).__module__
    return name


def is_own_class(thing: Any, module: ModuleType) -> bool:
    return isinstance(thing, type) and thing.__module__ == module.__name__


def hand_over(old: ModuleType, fresh: ModuleType) -> None:
    """Every loaded module that has a name with the old value gets the fresh one."""
    news = {
        name: (vars(old).get(name), thing)
        for name, thing in vars(fresh).items()
        if not name.startswith("__") and not isinstance(thing, type | ModuleType)
    }
    for name, module in list(sys.modules.items()):
        if name.startswith(("zhigong.law", "tests.law")):
            for key, (before, after) in news.items():
                if key in vars(module) and vars(module)[key] is before:
                    setattr(module, key, after)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves the mutant's source for one module of a law that is loaded afresh."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, self.name, "exec"), module.__dict__)  # noqa: S102 - its purpose


def load_afresh(module: str, tree: ast.Module) -> None:
    """Forget the law and load it with the mutant in it."""
    for name in [n for n in sys.modules if n.startswith("zhigong.law")]:
        if not name.startswith("zhigong.law.calendar") or module.startswith("zhigong.law.calendar"):
            del sys.modules[name]
    sys.meta_path.insert(0, Loader(module, tree))


# --- trying ------------------------------------------------------------------------------------------


def survives(
    module: str, tree: ast.Module, mutant: Mutant | None, by: Noticing, functions: Functions
) -> bool:
    """Whether nothing notices the mutant: neither in the loaded law nor in one loaded afresh."""

    def loaded() -> bool:
        put(module, tree, functions)
        return by.same() and by.passes()

    def afresh() -> bool:
        load_afresh(module, tree)
        return by.same()

    return all(apart(tree, mutant, attempt) for attempt in (loaded, afresh))


def apart(tree: ast.Module, mutant: Mutant | None, attempt: Any) -> bool:
    """Whether an attempt, in a process of its own, notices nothing within its time."""
    child = os.fork()
    if child == 0:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        status = KILLED
        with suppress(BaseException):
            if mutant is not None:
                make(tree, mutant)
            status = SURVIVED if attempt() else KILLED
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == SURVIVED


def processor() -> float:
    """Seconds of processor that children have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def attempt_file(
    path: Path, by: Noticing, functions: Functions, before: Found | None, again: bool
) -> Found:
    """Every mutant of a file tried (only earlier survivors ``again``), up to the file's time."""
    source = path.read_bytes()
    tree = ast.parse(source)
    made = mutants(tree)
    known = {f"{m.line}: {m.text}": m for m in made}
    chosen = [known[text] for text in before.survived] if again and before else made
    begun, left, done = processor(), [], 0
    assert not made or survives(module_of(path), tree, None, by, functions), f"{path.name} as it is"
    for mutant in chosen:
        if processor() - begun > LONGEST_FILE:
            break
        done += 1
        if survives(module_of(path), tree, mutant, by, functions):
            left.append(f"{mutant.line}: {mutant.text}")
    whole = len(made) if again else done
    return Found(
        str(path.relative_to(SOURCE)), digest(source), len(made), left, whole,
        f"{datetime.now(UTC):%Y-%m-%d}",  # noqa: TID251 - the day of a run, told to people
    )  # fmt: skip


def digest(source: bytes) -> str:
    """What a file's source is known by."""
    return hashlib.sha256(source).hexdigest()[:16]


# --- keeping and telling ---------------------------------------------------------------------------------


def kept() -> dict[str, Found]:
    """What was found before, by file."""
    if not KEPT.exists():
        return {}
    rows = [msgspec.json.decode(line, type=Found) for line in KEPT.read_bytes().splitlines()]
    return {row.file: row for row in rows}


def table(rows: dict[str, Found]) -> str:
    """The figures of every file that has something to change, and of all together."""
    lines = ["| 文件 | 改动 | 被发现 | 未被发现 | 得分 | 日期 |", "|---|---|---|---|---|---|"]
    told = [row for _, row in sorted(rows.items()) if row.mutants]
    for row in told:
        name = row.file + (f"（试了 {row.done}）" if row.done < row.mutants else "")
        lines.append(_line(name, row.done, len(row.survived), row.day))
    done, left = sum(row.done for row in told), sum(len(row.survived) for row in told)
    return "\n".join([*lines, _line("合计", done, left, "")])


def _line(name: str, done: int, left: int, day: str) -> str:
    score = 100 * (done - left) / max(done, 1)
    return f"| {name} | {done} | {done - left} | {left} | {score:.1f} % | {day} |"


class Mutation:
    """The run, in place of pytest's own loop: tests are collected once."""

    def __init__(self, paths: list[Path], again: bool) -> None:
        self.paths, self.again = paths, again

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every file and keep what was found after each."""
        every = checks()
        items = [item for item in session.items if is_fixed(item)]
        assert Noticing(every, {}).same(), "the tables must pass before mistakes are made"
        functions = held()
        gc.freeze()
        for path in self.paths:
            before = kept().get(str(path.relative_to(SOURCE)))
            fresh = before is not None and before.digest == digest(path.read_bytes())
            if fresh and not (self.again and before and before.survived):
                continue
            by = noticing(path, every, items)
            begun = before if fresh else None
            found = attempt_file(path, by, functions, begun, self.again and fresh)
            with KEPT.open("ab") as file:
                file.write(msgspec.json.encode(found) + b"\n")
            tell(found)
        return True


def tell(found: Found) -> None:
    """Survivors and the score of a file."""
    for text in found.survived:
        print(f"survived {found.file}:{text}")  # noqa: T201
    print(f"{found.file}: {found.done - len(found.survived)}/{found.done}", flush=True)  # noqa: T201


def main(words: list[str]) -> int:
    """Try the files named (all without a name), then print the table."""
    paths = [Path(word).resolve() for word in words if not word.startswith("--")] or [
        path for path in sorted(SOURCE.rglob("*.py")) if path.name not in LEFT_OUT
    ]
    if "--table" not in words:
        plugin = Mutation(paths, "--again" in words)
        flags = ["-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "--assert=plain"]
        pytest.main([*flags, str(Path(__file__).parent)], [plugin])
    print(table(kept()))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
