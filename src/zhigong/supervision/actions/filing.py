"""Put an assignment where the search finds it: under number, lead unit, origin and requirement."""

from __future__ import annotations

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.search.actions import index
from zhigong.kernel.actor import Actor
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import lock_assignment
from zhigong.supervision.queries.following import KIND, assignments_not_filed

BATCH = 100


def file_assignment(assignment: Assignment) -> None:
    """File in place of what was filed before; who sees the assignment finds it, and nobody else."""
    lead = assignment.lead.name if assignment.lead else ""
    index(
        subject_of(assignment),
        kind=KIND,
        module="supervision",
        unit_path=assignment.unit_path,
        title=assignment.headline,
        note=" · ".join(filter(None, (assignment.number, lead))),
        url=assignment.get_absolute_url(),
        at=assignment.issued_on or clock.today(),
        words=(
            assignment.number, lead, assignment.requirement, assignment.content,
            assignment.deliverable, assignment.origin_note, *assignment.origin_facts.values(),
        ),
        names=[one for one in (assignment.leader, assignment.contact) if one],
    )  # fmt: skip


def file_missing(*, actor: Actor) -> int:
    """File assignments of before there was a search, a hundred a transaction; how many in all."""
    count = 0
    while True:
        with acting(actor, action="supervision.file"):
            found = assignments_not_filed(BATCH)
            for pk in found:
                file_assignment(lock_assignment(pk))
        count += len(found)
        if len(found) < BATCH:
            return count
