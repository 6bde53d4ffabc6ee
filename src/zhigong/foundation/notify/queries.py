"""What somebody was told."""

from __future__ import annotations

from django.db.models import QuerySet

from zhigong.foundation.notify.kinds import KINDS
from zhigong.foundation.notify.models import Channel, Choice, Notice
from zhigong.foundation.statements import row_of
from zhigong.kernel.actor import Actor

UNREAD = """
SELECT count(*) FROM (
    SELECT 1 FROM notify_notice WHERE account_id = %(reader)s AND read_at IS NULL LIMIT 100
) AS found
"""


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """The actor's own notices, newest first; none for who is not signed in."""
    return Notice.objects.filter(account_id=actor.id or 0).order_by("-at", "-id")


def unread_count(actor: Actor) -> int:
    """How many are unread, counted no further than a hundred: one look into a small index."""
    if actor.id is None:
        return 0
    row = row_of(UNREAD, {"reader": actor.id})
    assert row is not None
    return int(row[0])


def wanted_channels(account_id: int, kind: str) -> list[Channel]:
    """The outside channels of a kind for an account: its own wish, else the kind's habit."""
    wishes = dict(
        Choice.objects.filter(account_id=account_id, kind=kind).values_list("channel", "wanted")
    )
    habit = KINDS[kind].outside if kind in KINDS else ()
    return [channel for channel in Channel if wishes.get(channel, channel in habit)]


def choices_of(actor: Actor) -> list[tuple[str, object, dict[str, bool]]]:
    """For the page of choices: every kind's name and label, and the wish for each channel."""
    wishes = {
        (row.kind, row.channel): row.wanted
        for row in Choice.objects.filter(account_id=actor.id or 0)
    }
    return [
        (k.name, k.label, {c.value: wishes.get((k.name, c.value), c in k.outside) for c in Channel})
        for k in KINDS.values()
    ]
