"""What every change of a case does besides: version, trail, search, and telling people.

Actions lock, ask and change; they end in one of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhigong.foundation import workflow
from zhigong.foundation.audit.record import record
from zhigong.foundation.clocks.actions import Due
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions.filing import file_case
from zhigong.mediation.actions.notices import tell
from zhigong.mediation.models import Case
from zhigong.mediation.rules.workflow import CASE


def begun(case: Case, *, actor: Actor, deadlines: Mapping[str, Due]) -> None:
    """A case that was just received: clock, inbox, trail, search; the worker and the desk know."""
    workflow.begin(case, CASE, actor=actor, deadlines=deadlines)
    file_case(case)
    tell(case, "begin", actor=actor)


def advance(
    case: Case,
    verb: str,
    *,
    actor: Actor,
    note: str = "",
    deadlines: Mapping[str, Due] | None = None,
    after: Mapping[str, Any] | None = None,
    former: int | None = None,
) -> None:
    """Take a step of the table; tell whom ``rules.notices`` names for it."""
    workflow.advance(case, CASE, verb, actor=actor, note=note, deadlines=deadlines, after=after)
    file_case(case)
    tell(case, verb, actor=actor, former=former)


def happened(
    case: Case,
    event: str,
    *,
    actor: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
    row: int | None = None,
) -> None:
    """Something belongs to the case now that did not: pages that others have open are out of date.

    ``event`` is what the trail says without the module (``hearing.call``); ``row`` what it is about.
    """
    case.version += 1
    case.save(update_fields=["version"])
    record(actor, f"mediation.{event}", case, before=before, after=after, note=note)
    tell(case, event.removeprefix("case."), actor=actor, row=row)
