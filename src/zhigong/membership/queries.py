"""Reading persons and memberships, bounded by what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db.models import Count, Q, QuerySet

from zhigong.foundation.acting import announce_actor
from zhigong.foundation.meanwhile import unchanged
from zhigong.foundation.search.queries import found_by
from zhigong.foundation.secrets.lookup import look_up
from zhigong.kernel.actor import SYSTEM, Actor, Grant
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.membership.models import Membership, Person
from zhigong.membership.rules.capabilities import READ
from zhigong.membership.rules.workflow import RUNNING, MemberState
from zhigong.org.models import Unit
from zhigong.org.queries import search_units, units_visible_to, within

KIND = "membership.person"
FEW_UNIONS = 80


def reach_of(actor: Actor, prefix: str = "") -> Q:
    """The condition that a person's file is one the actor may know of.

    ``prefix``: the way from the rows asked to the person (``"person__"``).
    """
    if actor is SYSTEM:
        return Q()
    reach = Q(pk__in=[])
    for path in actor.paths(READ):
        reach |= within(path, f"{prefix}unit_path") | within(path, f"{prefix}target_path")
    return reach


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons whose files the actor may open, the newest first."""
    return Person.objects.filter(reach_of(actor)).order_by("-id")


def roster_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Memberships for the roster: a transferred one stands in its successor."""
    return (
        Membership.objects.filter(reach_of(actor, "person__"))
        .exclude(state=MemberState.TRANSFERRED)
        .select_related("person", "unit")
    )


def by_words(rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Those whose person is found by name, initials, last four of the mobile, card or number."""
    subjects = found_by(text, kinds=(KIND,)).values_list("subject", flat=True)
    return rows.filter(person_id__in=[int(s.rpartition(":")[2]) for s in subjects])


def history_of(person: Person) -> list[Membership]:
    """All memberships of a person, the newest first; never empty."""
    return list(person.memberships.select_related("unit", "target", "person").order_by("-id"))


def unions_to_pick(actor: Actor) -> list[Unit]:
    """The units the actor reads, if they are few enough to be picked from a list."""
    found = list(units_visible_to(actor)[: FEW_UNIONS + 1])
    return found if len(found) <= FEW_UNIONS else []


def in_unions(actor: Actor, rows: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Those in unions, or below them, that a typed name or code finds; a path names one union."""
    if "/" in text:
        return rows.filter(within(text, "unit_path"))
    reach = Q(pk__in=[])
    for unit in search_units(actor, text, limit=20):
        reach |= within(unit.path, "unit_path")
    return rows.filter(reach)


def lock_membership(pk: int, *, seen_version: int | None = None) -> Membership:
    """Lock one membership for change; refuse if someone changed it after the page was shown."""
    found = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "unit", "target")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        refuse(
            "membership.membership.unknown",
            gettext_noop("没有找到这个会员"),
            gettext_noop("不归您管理的会员在这里看不到；会籍可能已经转出"),
        ).require()
    assert found is not None
    unchanged(found, seen_version, code="membership.membership.changed-meanwhile").require()
    return found


@contextmanager
def over_registry(actor: Actor, *, action: str) -> Iterator[None]:
    """Within: the whole registry is seen, as the same actor, to learn whether a number is known.

    A person is one everywhere, but an officer sees his own union's only. Nothing that is read
    within may be shown.
    """
    everywhere = tuple(Grant(READ, f"{digit}") for digit in range(1, 10))  # all paths begin so
    announce_actor(replace(actor, grants=(*actor.grants, *everywhere)), action=action)
    try:
        yield
    finally:
        announce_actor(actor, action=action)


def known_numbers(numbers: Iterable[str]) -> dict[str, tuple[Person, str]]:
    """Of citizen ids, those in the registry: the person and the state of the latest membership.

    Must run ``over_registry``.
    """
    hashes = {look_up("citizen_id", number): number for number in numbers}
    people = Person.objects.filter(citizen_id_look__in=list(hashes)).prefetch_related("memberships")
    found = {}
    for person in people:
        latest = person.memberships.all()[0]
        assert person.citizen_id_look is not None
        found[hashes[bytes(person.citizen_id_look)]] = (person, str(latest.state))
    return found


def has_running(state: str) -> bool:
    return state in {s.value for s in RUNNING}


def possible_doubles() -> list[tuple[str, list[Person]]]:
    """Persons of different numbers who may be one: by mobile, and by name and day of birth.

    Each group with why (``mobile``, ``name``); a group that is found by both comes once.
    """
    found: dict[tuple[int, ...], tuple[str, list[Person]]] = {}
    for why, fields in (("mobile", ("mobile_look",)), ("name", ("name", "birth"))):
        rows = Person.objects.exclude(**{f"{fields[0]}__isnull": True}).order_by()
        shared = rows.values(*fields).annotate(n=Count("id")).filter(n__gt=1)
        for keys in shared.values(*fields):
            people = list(Person.objects.filter(**keys).order_by("id"))
            found.setdefault(tuple(one.pk for one in people), (why, people))
    return list(found.values())
