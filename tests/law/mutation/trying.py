"""Every mistake of a file put in, one at a time in a process of its own, until something notices it."""

from __future__ import annotations

import ast
import importlib
import os
import resource
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.law.mutation.mistakes import Mutant, make, mutants, places
from tests.law.mutation.noticing import Check, covering, module_of, users
from tests.law.mutation.planting import Functions, load_afresh, put

LONGEST = 300  # seconds of processor that all checks of a file may take
SHORTEST, TIMES = (
    5,
    3,
)  # a mutant may take so many seconds, or so many times what the law itself takes
KILLED, SURVIVED = 1, 0


@dataclass(slots=True)
class File:
    """A file of the law, the functions of the law by their code, and what may notice a mistake in it."""

    path: Path
    tree: ast.Module
    functions: Functions
    checks: list[Check] = field(default_factory=list)
    longest: int = LONGEST

    def survivors(self, chosen: Iterable[Mutant]) -> list[Mutant]:
        """Those mutants that nothing notices; all where nothing could."""
        if not self.checks:
            return list(chosen)
        importlib.import_module(module_of(self.path))
        if not self._stands():
            self.checks = self._undisturbed()
        if not self._stands():
            # Cannot be put into a law that is loaded: the register itself holds every rule.
            anew = any(check.afresh for check in self.checks)
            return [m for m in chosen if not anew or apart(partial(self._anew, m), self.longest)]
        return [mutant for mutant in chosen if self._survives(mutant)]

    def _stands(self) -> bool:
        """Whether every check passes with the file put in as it is; from its time a mutant's is taken.

        A limit that the law itself does not keep would take every mutant for noticed, or for one that cannot be put in.
        """
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        stands = apart(lambda: self._loaded(None, self.checks), LONGEST)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        self.longest = int(SHORTEST + TIMES * spent)
        return stands

    def _undisturbed(self) -> list[Check]:
        """The checks that do not mind the file being put in again as it is; all where every one does."""
        kept = [c for c in self.checks if apart(partial(self._loaded, None, [c]), LONGEST)]
        return kept or self.checks

    def mutants(self) -> list[Mutant]:
        """Every mistake that can be made in the file."""
        return mutants(self.path.read_bytes())

    def _survives(self, mutant: Mutant) -> bool:
        """Asked are the checks that come by the changed lines; all, of a law loaded anew too, where none does.

        What no check comes by is at work when the law is loaded, as a table or what a class is given.
        """
        nearest = [
            found for lines in places(self.tree, mutant) if (found := covering(self.checks, lines))
        ]
        if nearest:
            return apart(lambda: self._loaded(mutant, nearest[0]), self.longest)
        if not apart(lambda: self._loaded(mutant, self.checks), self.longest):
            return False
        again = any(check.afresh for check in self.checks)
        return not again or apart(lambda: self._anew(mutant), self.longest)

    def _loaded(self, mutant: Mutant | None, checks: list[Check]) -> bool:
        if mutant is not None:
            make(self.tree, mutant)
        module = module_of(self.path)
        put(module, self.tree, users(module), self.functions)
        return all(check.passes() for check in checks)

    def _anew(self, mutant: Mutant) -> bool:
        make(self.tree, mutant)
        load_afresh(module_of(self.path), self.tree)
        return all(check.passes() for check in self.checks if check.afresh)


def apart(attempt: Callable[[], bool], longest: int) -> bool:
    """Whether an attempt, in a process of its own, notices nothing within so many seconds."""
    child = os.fork()
    if child == 0:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
        status = KILLED
        with suppress(BaseException):
            status = SURVIVED if attempt() else KILLED
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == SURVIVED
