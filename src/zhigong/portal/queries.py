"""What stands around events of the trail, fetched for a whole page at once: who, what record, which unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.search.queries import filed_under
from zhigong.identity.models import Account
from zhigong.identity.queries import accounts_among
from zhigong.org.models import Unit
from zhigong.org.queries import units_among

ACCOUNT, UNIT = "identity.account", "org.unit"


@dataclass(frozen=True, slots=True)
class Around:
    """``filed``: the records among them that the reader may see, by subject."""

    accounts: dict[int, Account]
    units: dict[int, Unit]
    filed: dict[str, SearchEntry]


def around(events: Sequence[AuditEvent]) -> Around:
    """Three queries however many events there are."""
    subjects = {event.subject for event in events}
    accounts = {event.actor_id for event in events if event.actor_id is not None}
    units = {key for event in events if (key := unit_of(event.unit_path)) is not None}
    return Around(
        accounts=accounts_among(accounts | keys_of(ACCOUNT, subjects) | _named(events, "mediator")),
        units={
            unit.pk: unit
            for unit in units_among(units | keys_of(UNIT, subjects) | _named(events, "lead"))
        },
        filed=filed_under(subjects),
    )


def unit_of(path: str) -> int | None:
    """The key of the unit at a path: its last part."""
    last = path.strip("/").rpartition("/")[2]
    return int(last) if last.isdigit() else None


def keys_of(label: str, subjects: set[str]) -> set[int]:
    """The keys of the records of one kind among some subjects."""
    found = (subject.partition(":") for subject in subjects)
    return {int(key) for kind, _colon, key in found if kind == label and key.isdigit()}


def _named(events: Sequence[AuditEvent], field: str) -> set[int]:
    """The keys that events keep under a name: who mediates, who leads."""
    kept = (one.get(field) for event in events for one in (event.before, event.after))
    return {key for key in kept if isinstance(key, int) and not isinstance(key, bool)}
