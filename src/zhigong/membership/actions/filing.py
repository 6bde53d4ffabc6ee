"""Put a person's file where the search finds it, and let its pages grow out of date."""

from __future__ import annotations

from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.search.actions import index
from zhigong.membership.models import Membership, Person
from zhigong.membership.queries import KIND


def file_person(person: Person, membership: Membership) -> None:
    """File under name, card, the last four of the mobile, and the whole numbers as hashes."""
    last_four = str(person.mobile)[-4:] if person.mobile else ""
    index(
        subject_of(person),
        kind=KIND,
        module="membership",
        unit_path=person.unit_path,
        title=person.name,
        note=membership.unit.name,
        url=person.get_absolute_url(),
        at=membership.joined_on or membership.applied_on or clock.today(),
        words=(membership.card_no or "", last_four),
        names=(person.name,),
        exact=(("mobile", person.mobile), ("citizen_id", person.citizen_id)),
    )


def touch(membership: Membership) -> None:
    """Let the version of a locked membership grow without a step of its workflow."""
    membership.version += 1
    membership.save(update_fields=["version"])
