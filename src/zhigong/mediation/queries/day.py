"""A day's work over all cases that the actor may know of, as plain values for the page of the morning.

Written by hand, for the ORM takes longer to say these four than to have them answered. They look at many cases at
once, so they are planned for what is asked (``statements`` is for what one plan is good for).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from zhigong.foundation.clock import LOCAL
from zhigong.kernel.actor import Actor
from zhigong.mediation.queries.lines import ALL_OPEN, ways_in
from zhigong.mediation.rules.workflow import CaseState


class Meeting(NamedTuple):
    case_id: int
    headline: str
    starts_at: datetime
    place: str
    state: str


class Payment(NamedTuple):
    case_id: int
    headline: str
    amount: Decimal
    due: date


BY_STATE = """
SELECT c.state, count(*) FROM mediation_case AS c WHERE c.state = ANY(%(open)s) AND ({reach})
GROUP BY c.state
"""
REPEATED = """
SELECT c.employer_name, count(*) AS n FROM mediation_case AS c
WHERE c.received_on >= %(since)s AND ({reach})
GROUP BY c.employer_name HAVING count(*) > 1 ORDER BY n DESC, c.employer_name LIMIT %(most)s
"""
MEETINGS = """
SELECT c.id, c.headline, h.starts_at, h.place, h.state
FROM mediation_hearing AS h JOIN mediation_case AS c ON c.id = h.case_id
WHERE h.starts_at >= %(start)s AND h.starts_at < %(end)s AND ({reach}) ORDER BY h.starts_at, h.id
"""
PAYMENTS = """
SELECT c.id, c.headline, i.amount, i.due
FROM mediation_instalment AS i JOIN mediation_agreement AS a ON a.id = i.agreement_id
JOIN mediation_case AS c ON c.id = a.case_id
WHERE i.paid_on IS NULL AND i.due <= %(until)s AND c.state = ANY(%(paying)s) AND ({reach})
ORDER BY i.due, i.id LIMIT %(most)s
"""
PAYING = [CaseState.PERFORMING.value, CaseState.BREACHED.value]


def open_by_state(actor: Actor) -> tuple[tuple[str, int], ...]:
    """How many visible cases stand in each state that is not over."""
    return tuple(_asked(BY_STATE, actor, open=list(ALL_OPEN)))


def repeated_employers(actor: Actor, since: date, most: int = 5) -> tuple[tuple[str, int], ...]:
    """Employers with more than one visible case received since a day, the most first.

    Warnings are about employers, never about workers.
    """
    return tuple(_asked(REPEATED, actor, since=since, most=most))


def meetings(actor: Actor, start: date, end: date) -> tuple[Meeting, ...]:
    """What is held about visible cases from a day until before another, in order of time."""
    first, past = (datetime(one.year, one.month, one.day, tzinfo=LOCAL) for one in (start, end))
    return tuple(map(Meeting._make, _asked(MEETINGS, actor, start=first, end=past)))


def payments_due(actor: Actor, until: date, most: int) -> tuple[Payment, ...]:
    """Unpaid instalments of visible cases due by a day, the oldest first."""
    found = _asked(PAYMENTS, actor, until=until, paying=PAYING, most=most)
    return tuple(map(Payment._make, found))


def _asked(statement: str, actor: Actor, **given: Any) -> list[tuple[Any, ...]]:
    ways, own = ways_in(actor)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(reach=" OR ".join(ways)), given | own)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
