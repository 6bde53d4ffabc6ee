"""Deliberate mistakes: every comparison, operator, number, truth value or condition of a file, changed one at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: the place among ``sites`` of its file, and how it reads: ``full_years: years = 【1 → 2】``."""

    index: int
    line: int
    text: str


def mutants(source: bytes) -> list[Mutant]:
    """Every mistake that can be made in a file; what only describes is left alone."""
    tree, lines = ast.parse(source), source.splitlines()
    wanted = {_key(node, how) for node, how in sites(_bare(tree))}
    found = []
    for index, (node, how) in enumerate(sites(tree)):
        if _key(node, how) in wanted:
            text = f"{_within(tree, node)}: {_reads(lines, node, how)}"
            found.append(Mutant(index, node.lineno, text))  # type: ignore[attr-defined]  # statements have places
    return found


def _within(tree: ast.Module, node: ast.AST) -> str:
    """The functions and classes a node stands in, by their names."""
    kinds = ast.FunctionDef | ast.ClassDef
    around = [one.name for one in ast.walk(tree) if isinstance(one, kinds) and _holds(one, node)]
    return ".".join(around) or "module"


def _reads(lines: list[bytes], node: Any, how: str) -> str:
    """The lines of a mistake as they stand, with the place marked and both readings in it."""
    twin = copy.deepcopy(node)
    change(twin, how)
    before = lines[node.lineno - 1][: node.col_offset].decode().lstrip()
    after = lines[node.end_lineno - 1][node.end_col_offset :].decode().partition("  #")[0].rstrip()
    return f"{before}【{ast.unparse(node)} → {ast.unparse(twin)}】{after}"


def make(tree: ast.Module, mutant: Mutant) -> None:
    """Make the mistake in the tree itself (in a process of its own: it is not taken back)."""
    node, how = list(sites(tree))[mutant.index]
    change(node, how)
    ast.fix_missing_locations(tree)


def places(tree: ast.Module, mutant: Mutant) -> list[set[int]]:
    """The lines of a mistake: of the changed place, then of its statement (of a block, its head).

    Empty for what stands in no function: it is at work while the law is loaded.
    """
    site: Any = list(sites(tree))[mutant.index][0]
    around = [node for node in ast.walk(tree) if _holds(node, site)]
    bodies = [part for node in around for part in _body(node)]
    if not any(_holds(part, site) for part in bodies):
        return []
    statement: Any = min((node for node in around if isinstance(node, ast.stmt)), key=_length)
    last = statement.end_lineno
    if block := getattr(statement, "body", None):
        last = max(block[0].lineno - 1, statement.lineno)
    return [
        set(range(site.lineno, site.end_lineno + 1)),
        set(range(statement.lineno, last + 1)),
    ]


def _holds(outer: Any, inner: Any) -> bool:
    """Whether a node stands around another, or is it."""
    if not hasattr(outer, "lineno"):
        return False
    begun = (outer.lineno, outer.col_offset) <= (inner.lineno, inner.col_offset)
    end = (inner.end_lineno, inner.end_col_offset)
    return begun and (outer.end_lineno, outer.end_col_offset) >= end


def _body(node: Any) -> list[ast.AST]:
    """What a function does; nothing for what is none."""
    if not isinstance(node, ast.FunctionDef | ast.Lambda):
        return []
    return [*node.body] if isinstance(node.body, list) else [node.body]


def _length(node: Any) -> int:
    lines: int = node.end_lineno - node.lineno
    return lines


def sites(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every place of a file that can be changed, and how."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
            yield node, "compare"
        elif isinstance(node, ast.BinOp) and type(node.op) in BINARY:
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


def change(node: Any, how: str) -> None:
    """Make the mistake at one place."""
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
        told = ast.Call(ast.Name("float", ast.Load()), [node.args[0]], [])
        node.args[0] = ast.BinOp(told, ast.Add(), ast.Constant(1))


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _key(node: Any, how: str) -> tuple[int, int, str, str]:
    return node.lineno, node.col_offset, how, type(node).__name__


def _bare(tree: ast.Module) -> ast.Module:
    """The file without what only describes: types, decorators, how citations are numbered, how wide a column is."""
    tree = copy.deepcopy(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.decorator_list = []
        if isinstance(node, ast.ClassDef):
            node.keywords = []  # frozen or not: as for the decorators of the other classes
        if isinstance(node, ast.Call):
            node.keywords = [one for one in node.keywords if one.arg != "widths"]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for arg in (*node.args.args, *node.args.kwonlyargs):
                arg.annotation = None
    tree.body = [statement for statement in tree.body if not _describes(statement)]
    return tree


def _describes(statement: ast.stmt) -> bool:
    """Whether a statement of a module cites an article or declares fields."""
    value = getattr(statement, "value", None)
    if isinstance(value, ast.Call) and _name(value) == "article":
        return True
    return isinstance(value, ast.Tuple) and isinstance(statement, ast.Assign | ast.AnnAssign)
