"""A change of what belongs to a case makes the pages that others have open out of date."""

from __future__ import annotations

from zhigong.mediation.models import Case


def touch(case: Case) -> None:
    """Let the version of a locked case grow without a step of its workflow."""
    case.version += 1
    case.save(update_fields=["version"])
