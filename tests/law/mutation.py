"""How many deliberate mistakes in the law the examples and tables notice: ``python -m tests.law.mutation [FILE …]``.

Each mutant changes one comparison, operator, number, truth value or condition of a file of ``zhigong.law``,
loads the law with it in a forked process, answers every case of the tables and examples and prints the pages
of the rules. A mutant that nothing tells apart has survived and is printed. It is fast because only claims are
run; what lives outside of claims (the command line) is left to the ordinary tests.
"""

from __future__ import annotations

import ast
import copy
import importlib
import importlib.abc
import importlib.util
import os
import signal
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.law.shared_data import records
from tests.law.test_tables import differences

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhigong" / "law"
TABLES = Path(__file__).parent / "tables"
FAMILIES = ("pay", "leave", "contract", "ending", "injury", "person", "procedure")
LONGEST = 20  # seconds a mutant may run
COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


def sites(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every place of a file that can be changed, and how; declarations of rules are left alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
            yield node, "compare"
        elif isinstance(node, ast.BinOp) and type(node.op) in BINARY and not _is_type(node):
            yield node, "operator"
        elif isinstance(node, ast.BoolOp):
            yield node, "and-or"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "not"
        elif isinstance(node, ast.Constant) and type(node.value) in (int, bool):
            yield node, "constant"
        elif isinstance(node, ast.Call) and _name(node) in ("min", "max"):
            yield node, "min-max"
        elif isinstance(node, ast.Call) and _name(node) == "Decimal" and node.args:
            yield node, "decimal"


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _is_type(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.BitOr)


def change(node: Any, how: str) -> None:
    """Make the mistake."""
    if how == "compare":
        node.ops[0] = COMPARE[type(node.ops[0])]()
    elif how == "operator":
        node.op = BINARY[type(node.op)]()
    elif how == "and-or":
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif how == "not":
        node.op = ast.UAdd()
    elif how == "constant":
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
    elif how == "min-max":
        node.func.id = "max" if node.func.id == "min" else "min"
    else:
        node.args[0] = ast.BinOp(ast.Call(ast.Name("float", ast.Load()), [node.args[0]], []), ast.Add(), ast.Constant(1))  # fmt: skip
        ast.fix_missing_locations(node)


def bare(tree: ast.Module) -> ast.Module:
    """The file without what only describes: docstrings, types, decorators, and how citations are numbered."""
    tree = copy.deepcopy(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.decorator_list = []
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for arg in (*node.args.args, *node.args.kwonlyargs):
                arg.annotation = None
    tree.body = [s for s in tree.body if not _describes(s)]
    return tree


def _describes(statement: ast.stmt) -> bool:
    """Whether a statement of a module cites an article or declares fields."""
    value = getattr(statement, "value", None)
    if isinstance(value, ast.Call) and _name(value) == "article":
        return True
    return isinstance(value, ast.Tuple) and isinstance(statement, ast.Assign | ast.AnnAssign)


def mutants(path: Path) -> Iterator[tuple[str, str]]:
    """(where and what, source) of every mutant of a file."""
    text = path.read_text("utf8")
    tree = ast.parse(text)
    wanted = {
        (n.lineno, n.col_offset, how, type(n).__name__)  # type: ignore[attr-defined]
        for n, how in sites(bare(tree))
    }
    for index, (node, how) in enumerate(list(sites(tree))):
        key = (node.lineno, node.col_offset, how, type(node).__name__)  # type: ignore[attr-defined]
        if key not in wanted:
            continue
        mutated = copy.deepcopy(tree)
        twin, _ = list(sites(mutated))[index]
        before = ast.unparse(twin)
        change(twin, how)
        where = f"{path.relative_to(SOURCE)}:{node.lineno} {before} → {ast.unparse(twin)}"  # type: ignore[attr-defined]
        yield where, ast.unparse(mutated)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves the mutant's source for one module."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, self.name, "exec"), module.__dict__)  # noqa: S102 - its purpose


Case = tuple[str, dict[str, Any]]


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


def users(module: str) -> set[str]:
    """The modules of the law that import a module, directly or through others, and itself."""
    imports = {
        "zhigong.law." + ".".join(path.relative_to(SOURCE).with_suffix("").parts): {
            node.module
            for node in ast.walk(ast.parse(path.read_text("utf8")))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        for path in SOURCE.rglob("*.py")
    }
    found, size = {module}, 0
    while len(found) > size:
        size = len(found)
        found |= {name for name, wanted in imports.items() if wanted & found}
    return found


def concerned(module: str) -> set[str]:
    """The rules whose answers a module can change."""
    rules = importlib.import_module("zhigong.law.rulebook").RULES
    found = users(module)
    return {name for name, rule in rules.items() if rule.function.__module__ in found}


def printed(names: set[str]) -> dict[str, str]:
    """The printed pages of rules, which hold every example of a rule with its working."""
    page = importlib.import_module("zhigong.law.printed").page
    rules = importlib.import_module("zhigong.law.rulebook").RULES
    return {name: page(rules[name]) for name in sorted(names)}


def passes(cases: list[Case], pages: dict[str, str]) -> bool:
    """Whether the law as it is loaded now answers every case as expected and prints the same pages."""
    assess = importlib.import_module("zhigong.law.rulebook").assess
    if any(differences(assess, rule, case) for rule, case in cases):
        return False
    return printed(set(pages)) == pages


def survives(module: str, source: str, cases: list[Case], pages: dict[str, str]) -> bool:
    """Whether nothing notices the mutant. Run in a process of its own."""
    child = os.fork()
    if child == 0:
        os.close(2)
        signal.alarm(LONGEST)
        same = False
        try:
            for name in [n for n in sys.modules if n.startswith("zhigong.law")]:
                if not name.startswith("zhigong.law.calendar"):
                    del sys.modules[name]
            sys.meta_path.insert(0, Loader(module, source))
            same = passes(cases, pages)
        finally:
            os._exit(0 if same else 1)
    _, status = os.waitpid(child, 0)
    return status == 0


def main(words: list[str]) -> int:
    """Print survivors and the score of every file."""
    paths = [Path(word).resolve() for word in words] or [
        path for family in FAMILIES for path in sorted((SOURCE / family).glob("*.py"))
    ]
    every = checks()
    assert passes(every, {}), "the tables must pass before mistakes are made"
    killed = total = 0
    for path in paths:
        module = "zhigong.law." + ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        names = concerned(module)
        cases, pages = [case for case in every if case[0] in names], printed(names)
        made = list(mutants(path))
        left = [where for where, source in made if survives(module, source, cases, pages)]
        killed, total = killed + len(made) - len(left), total + len(made)
        for where in left:
            print("survived", where)  # noqa: T201
        print(f"{path.relative_to(SOURCE)}: {len(made) - len(left)}/{len(made)}", flush=True)  # noqa: T201
    print(f"killed {killed} of {total}: {100 * killed / max(total, 1):.1f} %")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
