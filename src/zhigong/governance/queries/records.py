"""Reading records of every kind, bounded by what the actor may see."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.search.models import SearchEntry
from zhigong.governance.models import (
    Duty,
    Endorsement,
    Matter,
    Meeting,
    Paper,
    Practice,
    Record,
    ResourceRequest,
)
from zhigong.governance.rules import capabilities
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.org.models import Unit
from zhigong.org.queries import units_at, units_of_kinds
from zhigong.org.rules.kinds import UnitKind
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import OPEN, assignments_from

KINDS: tuple[type[Record], ...] = (
    Matter, ResourceRequest, Duty, Meeting, Paper, Practice, Endorsement,
)  # fmt: skip
Kept = TypeVar("Kept", bound=Record)


def over(actor: Actor) -> Q:
    """The condition that a row is kept by a unit the actor may read."""
    if actor is SYSTEM:
        return Q()
    reach = Q(pk__in=[])
    for path in actor.paths(capabilities.READ):
        reach |= Q(unit_path__gte=path, unit_path__lt=path + "~")
    return reach


def reach_of(actor: Actor) -> Q:
    """The condition that a record is one the actor may know of."""
    if actor is SYSTEM:
        return Q()
    reach = over(actor)
    if followed := list(actor.paths(capabilities.FOLLOW)):
        reach |= Q(reader_paths__overlap=followed)
    return reach


def visible(model: type[Kept], actor: Actor) -> QuerySet[Kept]:
    """The records of a kind that the actor may know of, newest first."""
    rows = model.objects.filter(reach_of(actor))
    return rows.select_related("unit", "committee").order_by("-id")


def opens(model: type[Record], actor: Actor, pk: int) -> bool:
    """Whether the actor may know of one record."""
    return model.objects.filter(reach_of(actor), pk=pk).exists()


def units_where(actor: Actor, capability: str) -> list[Unit]:
    """The units on whose books the actor may put something with this capability."""
    found = units_at(actor.paths(capability))
    return [found[path] for path in sorted(found)]


def committees() -> list[Unit]:
    """The Party committees known to the tree of units."""
    return units_of_kinds([UnitKind.PARTY_COMMITTEE])


def counterparts() -> list[Unit]:
    """Party committees, and the authorities that a joint meeting can be held with."""
    return units_of_kinds([UnitKind.PARTY_COMMITTEE, UnitKind.OTHER_AGENCY])


def kind_of(model: type[Record]) -> str:
    """The name under which records of a kind stand in the trail and in the search."""
    return f"governance.{model._meta.model_name}"


def not_filed(model: type[Record], most: int) -> list[int]:
    """Records of a kind that the search does not know, the oldest first. Must run as the system."""
    subject = Concat(Value(f"{kind_of(model)}:"), Cast(OuterRef("pk"), TextField()))
    missing = model.objects.filter(~Exists(SearchEntry.objects.filter(pk=subject)))
    return list(missing.order_by("pk").values_list("pk", flat=True)[:most])


def subjects_of(record: Record) -> list[str]:
    """The names under which assignments come from a record: its own, and its decisions'."""
    found = [subject_of(record)]
    if isinstance(record, Meeting):
        found += [subject_of(decision) for decision in record.decisions.all()]
    return found


def tasks_of(actor: Actor, record: Record) -> list[Assignment]:
    """The assignments that follow from a record, as far as the actor may see them."""
    return assignments_from(actor, subjects_of(record))


def open_tasks(record: Record) -> int:
    """How many of them are still being worked on, whoever asks.

    Counted in the actor's transaction: who handles a record also supervises what follows from it.
    """
    return sum(task.state in OPEN for task in assignments_from(SYSTEM, subjects_of(record)))
