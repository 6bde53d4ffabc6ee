"""All rules together: import this to assess claims. ``from zhigong.law.rulebook import assess``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from zhigong.law import contract, ending, injury, leave, pay, person, procedure
from zhigong.law.core.assess import assess, assess_claim, refused_document
from zhigong.law.core.registry import OVERVIEWS, RULES

FAMILIES = (pay, leave, contract, ending, injury, person, procedure)


def _load() -> None:
    """Import every rule file of every family, so that each registers its rules."""
    for family in FAMILIES:
        for path in sorted(Path(family.__path__[0]).glob("[a-z]*.py")):
            import_module(f"{family.__name__}.{path.stem}")
    import_module("zhigong.law.case.overview")  # what is said of a case as a whole


_load()

__all__ = ["FAMILIES", "OVERVIEWS", "RULES", "assess", "assess_claim", "refused_document"]
