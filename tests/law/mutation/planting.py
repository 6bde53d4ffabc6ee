"""Putting a mistake into the law that is loaded, or into one that is loaded anew."""

from __future__ import annotations

import ast
import gc
import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import _lru_cache_wrapper, cache
from importlib.machinery import ModuleSpec
from inspect import signature
from types import CodeType, FunctionType, ModuleType
from typing import Any

Functions = dict[CodeType, list[FunctionType]]
ONCE = {"_article"}  # gives each thing once: rules know their articles by identity


def held() -> Functions:
    """Every function of the law that somebody holds, by its code."""
    found: Functions = {}
    gc.unfreeze()  # what is frozen is not listed
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


def put(module: str, tree: ast.Module, users: set[str], functions: Functions) -> None:
    """Replace a loaded module by its mutant, for everybody; ``users`` are the modules that stand on it."""
    old = sys.modules[module]
    mutated = {
        (code.co_qualname, code.co_firstlineno): code
        for code in codes(compile(tree, str(old.__file__), "exec"))
    }
    forget(users, files_too={module})
    run_again(old, tree)
    for code, holders in functions.items():
        twin = mutated.get((code.co_qualname, code.co_firstlineno))
        if code.co_filename == old.__file__ and twin and twin.co_freevars == code.co_freevars:
            for function in holders:
                function.__code__ = twin


def forget(modules: set[str], files_too: Iterable[str] = ()) -> None:
    """Empty what functions of modules have remembered; what they read from files once only in ``files_too``."""
    for name in modules & set(sys.modules):
        for thing in vars(sys.modules[name]).values():
            own = isinstance(thing, _lru_cache_wrapper) and thing.__module__ == name
            if own and (name in files_too or (_is_asked(thing) and thing.__name__ not in ONCE)):
                thing.cache_clear()
    for kept in _read_once():
        kept.clear()


@cache
def _is_asked(function: Any) -> bool:
    """Whether what a function remembers depends on what it is asked."""
    return bool(signature(function).parameters)


@cache
def _read_once() -> list[dict[Any, Any]]:
    """What every reader of a field remembers."""
    gc.unfreeze()
    return [
        vars(thing)["kept"]
        for thing in gc.get_objects()
        if type(thing) is FunctionType and "kept" in vars(thing)
    ]


def run_again(old: ModuleType, tree: ast.Module) -> None:
    """Run a module's statements anew and hand what they give to whoever had the old; classes stay."""
    registry = importlib.import_module("zhigong.law.core.registry")
    tables = (registry.RULES, registry.OVERVIEWS)
    orders = [list(table) for table in tables]
    for table in tables:
        for name in [n for n, one in table.items() if module_behind(one) == old.__name__]:
            del table[name]
    classes = {name: thing for name, thing in vars(old).items() if is_own_class(thing, old)}
    before = dict(vars(old))
    body = [s for s in tree.body if not (isinstance(s, ast.ClassDef) and s.name in classes)]
    # In the module's own names: a test that puts something in their place is heard.
    exec(compile(ast.Module(body, []), str(old.__file__), "exec"), vars(old))  # noqa: S102 - its purpose
    if old.__name__ != registry.__name__:
        for table, order in zip(tables, orders, strict=True):
            whole = dict(table)
            table.clear()
            table.update({name: whole.pop(name) for name in order if name in whole} | whole)
    hand_over(before, old)


def module_behind(registered: Any) -> str:
    """The module that registered a rule or an overview."""
    name: str = getattr(registered, "function", registered).__module__
    return name


def is_own_class(thing: Any, module: ModuleType) -> bool:
    return isinstance(thing, type) and thing.__module__ == module.__name__


def hand_over(before: dict[str, Any], fresh: ModuleType) -> None:
    """Every loaded module that has a name with the value from before gets the fresh one."""
    news = {
        name: (before.get(name), thing)
        for name, thing in vars(fresh).items()
        if not name.startswith("__") and not isinstance(thing, type | ModuleType)
    }
    for name, module in list(sys.modules.items()):
        if name.startswith(("zhigong.law", "tests.law")):
            for key, (old, new) in news.items():
                if key in vars(module) and vars(module)[key] is old:
                    setattr(module, key, new)


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
