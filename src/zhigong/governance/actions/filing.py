"""Steps of records that also put them where the search finds them.

What is shown and searched changes with nearly every step (a number, a reply, minutes), so beginning
and advancing file anew; who sees the record finds it, and nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhigong.foundation import workflow
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import Due
from zhigong.foundation.search.actions import index
from zhigong.governance.models import Record
from zhigong.governance.queries.locking import lock
from zhigong.governance.queries.records import KINDS, kind_of, not_filed
from zhigong.kernel.actor import Actor
from zhigong.kernel.workflow import Workflow

BATCH = 100
# What a record is found by besides its title, as far as its kind has it.
WORDS = ("number", "source", "text", "purpose", "body", "result", "answer", "answer_paper",
         "minutes_number", "place", "addressee_name", "reference", "role")  # fmt: skip


def begin(
    kept: Record, life: Workflow, *, actor: Actor, deadlines: Mapping[str, Due] | None = None
) -> None:
    """``foundation.workflow.begin``, and the record is found from now on."""
    workflow.begin(kept, life, actor=actor, deadlines=deadlines)
    file_record(kept)


def advance(
    kept: Record,
    life: Workflow,
    verb: str,
    *,
    actor: Actor,
    note: str = "",
    deadlines: Mapping[str, Due] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """``foundation.workflow.advance``, and the record is found as it stands now."""
    workflow.advance(kept, life, verb, actor=actor, note=note, deadlines=deadlines, after=after)
    file_record(kept)


def file_record(kept: Record) -> None:
    """File in place of what was filed before."""
    committee = kept.committee.name if kept.committee else ""
    found = [str(getattr(kept, name, "") or "") for name in WORDS]
    index(
        subject_of(kept),
        kind=kind_of(type(kept)),
        module="governance",
        unit_path=kept.unit_path,
        title=kept.headline,
        note=" · ".join(filter(None, (found[0], committee))),
        url=kept.get_absolute_url(),
        at=kept.added_on,
        words=(committee, *found),
    )


def file_missing(*, actor: Actor) -> int:
    """File records of before there was a search, a hundred a transaction; how many in all."""
    count = 0
    for model in KINDS:
        while True:
            with acting(actor, action="governance.file"):
                found = not_filed(model, BATCH)
                for pk in found:
                    file_record(lock(model, pk))
            count += len(found)
            if len(found) < BATCH:
                break
    return count
