"""What waits for me: one query for the whole platform."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from zhigong.foundation.inbox.models import Waiting
from zhigong.foundation.statements import row_of, rows_of
from zhigong.kernel.actor import Actor

COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM inbox_waiting WHERE holder_id = %(waits_for)s
    UNION ALL
    SELECT 1 FROM unnest(%(held)s::text[], %(held_at)s::text[]) AS held (capability, path)
    CROSS JOIN LATERAL (SELECT 1 FROM inbox_waiting AS w
        WHERE w.holder_id IS NULL AND w.capability = held.capability
        AND w.unit_path >= held.path COLLATE "C" AND w.unit_path < held.path || '~' COLLATE "C"
        LIMIT 1000) AS w
    LIMIT 1000
) AS found
"""

URGENT = """
SELECT title, url, state_label, due, since FROM inbox_waiting WHERE id IN (
    SELECT id FROM inbox_waiting WHERE holder_id = %(waits_for)s
    UNION ALL
    SELECT w.id FROM unnest(%(held)s::text[], %(held_at)s::text[]) AS held (capability, path)
    CROSS JOIN LATERAL (SELECT id FROM inbox_waiting AS w
        WHERE w.holder_id IS NULL AND w.capability = held.capability
        AND w.unit_path >= held.path COLLATE "C" AND w.unit_path < held.path || '~' COLLATE "C"
        ORDER BY due NULLS LAST, id LIMIT %(most)s::int) AS w
) ORDER BY due NULLS LAST, id LIMIT %(most)s::int
"""


class Urgent(NamedTuple):
    """An entry as a page of the day shows it."""

    title: str
    url: str
    state_label: str
    due: date | None
    since: datetime


def waiting_count(actor: Actor) -> int:
    """How much waits for the actor, counted no further than a thousand.

    Every page of a desk shows it, so it is one fixed statement and not a query built anew. What
    is granted twice over (a unit and its parent) counts once. The inner ``LIMIT`` has each grant walked along the
    index; the planner would otherwise ask the policy of every entry there is.
    """
    row = row_of(COUNT, whose(actor))
    assert row is not None
    return int(row[0])


@lru_cache(maxsize=1024)
def whose(actor: Actor) -> dict[str, Any]:
    """What ``COUNT`` is given: the actor, and every capability with the paths where it is held."""
    held = [(c, path) for c in sorted(actor.capabilities) for path in actor.paths(c)]
    return {
        "waits_for": actor.id,
        "held": [capability for capability, _path in held],
        "held_at": [path for _capability, path in held],
    }


def most_urgent(actor: Actor, most: int) -> list[Urgent]:
    """The first of ``waiting_for``, by fixed words: a dozen grants take the ORM longer than the answer."""
    return [Urgent._make(row) for row in rows_of(URGENT, {**whose(actor), "most": most})]


def waiting_for(actor: Actor) -> QuerySet[Waiting]:
    """Everything the actor is waited for, the most urgent first."""
    reach = Q(pk__in=[])
    if actor.id is not None:
        reach |= Q(holder_id=actor.id)
    for grant in actor.grants:
        reach |= Q(
            holder_id__isnull=True,
            capability=grant.capability,
            unit_path__gte=grant.unit_path,
            unit_path__lt=grant.unit_path + "~",
        )
    return Waiting.objects.filter(reach).order_by(F("due").asc(nulls_last=True), "id")
