"""Find records, among those that the actor may see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.search.tokens import asked
from zhigong.foundation.secrets.kinds import normalised
from zhigong.foundation.secrets.lookup import look_up
from zhigong.kernel.actor import Actor

LONGEST, MOST = 200, 2000
_SHAPES = {
    "mobile": re.compile(r"1\d{10}$", re.ASCII),
    "citizen_id": re.compile(r"\d{17}[\dX]$", re.ASCII),
    "bank_card": re.compile(r"\d{15,19}$", re.ASCII),
}


def find(
    actor: Actor, text: str, *, kinds: Sequence[str] = (), limit: int = 20
) -> list[SearchEntry]:
    """Records in which everything that was typed occurs, newest first.

    A whole mobile, ID or card number is looked up exactly. Nothing typed finds nothing. The
    transaction must be the actor's (``acting``): the database shows no others' records.
    """
    return list(found_by(text, kinds=kinds).order_by("-at", "subject")[:limit])


def found_by(text: str, *, kinds: Sequence[str] = ()) -> QuerySet[SearchEntry]:
    """The entries of the current actor that a text finds, unordered; the newest ``MOST`` at least.

    The index gives keys (a function of the owner: see the migration), row security the rows.
    """
    groups, phrases = asked(text.replace("\x00", "")[:LONGEST])
    hashes = _hashes(text)
    if not groups and not hashes:
        return SearchEntry.objects.none()
    candidates = RawSQL(
        "SELECT search_candidates(%s::text[], %s::jsonb, %s::text[], %s::bytea[], %s::text[], %s)",
        [
            [group[0] for group in groups if len(group) == 1],
            json.dumps([group for group in groups if len(group) > 1]),
            phrases,
            hashes,
            list(kinds),
            MOST,
        ],
    )
    return SearchEntry.objects.filter(pk__in=candidates).defer("tokens", "hashes", "text")


def filed_under(subjects: Iterable[str]) -> dict[str, SearchEntry]:
    """The entries of records, by record; of those that the current actor may see."""
    found = SearchEntry.objects.filter(pk__in=list(subjects)).defer("tokens", "hashes", "text")
    return {entry.subject: entry for entry in found}


def _hashes(text: str) -> list[bytes]:
    """What a whole number could be filed under."""
    found = []
    for kind, shape in _SHAPES.items():
        number = normalised(kind, text[:LONGEST])
        if shape.match(number) and (hashed := look_up(kind, number)):
            found.append(hashed)
    return found
