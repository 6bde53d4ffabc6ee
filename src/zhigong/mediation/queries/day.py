"""A day's work over all cases that the actor may know of, as plain values for the page of the morning.

Nothing here walks what is open: figures are sums that a trigger keeps (``mediation_tally``, see its migration), meetings
and payments are found by their day, each case by its key. So one plan is good for everybody (``statements``).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from zhigong.foundation.clock import LOCAL
from zhigong.foundation.statements import rows_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.mediation.queries import own_codes
from zhigong.mediation.queries.lines import ALL_OPEN
from zhigong.mediation.rules import capabilities
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


# ``reach_of`` as two conditions: what a case shares with its group, and what makes it the actor's own.
GROUP = """(%(everything)s::boolean OR c.unit_path ^@ ANY(%(over)s::text[])
    OR c.reader_paths && %(followed)s::text[] OR c.mediator_id = %(mediator)s::bigint)"""
OWN = "(c.applicant_id = %(actor)s::bigint OR c.code = ANY(%(codes)s::text[]))"

# Of groups that the actor sees, and of cases that are his one by one and in none of those groups.
BY_STATE = f"""
SELECT state, sum(n)::int FROM (
    SELECT c.value AS state, c.n FROM mediation_tally AS c WHERE c.what = 'state' AND {GROUP}
    UNION ALL
    SELECT c.state, 1 FROM mediation_case AS c
    WHERE c.state = ANY(%(open)s::text[]) AND {OWN} AND {GROUP} IS NOT TRUE
) AS counted GROUP BY state HAVING sum(n) > 0 ORDER BY state
"""  # noqa: S608 (words of this file)
REPEATED = f"""
SELECT employer, sum(n)::int AS n FROM (
    SELECT c.value AS employer, c.n FROM mediation_tally AS c
    WHERE c.what = 'employer' AND c.day >= %(since)s::date AND {GROUP}
    UNION ALL
    SELECT c.employer_name, 1 FROM mediation_case AS c
    WHERE c.received_on >= %(since)s::date AND {OWN} AND {GROUP} IS NOT TRUE
) AS counted GROUP BY employer HAVING sum(n) > 1 ORDER BY n DESC, employer LIMIT %(most)s
"""  # noqa: S608
# Each case by its key (``OFFSET 0`` keeps it so), and not all cases of the actor first.
MEETINGS = f"""
SELECT c.id, c.headline, h.starts_at::text, h.place, h.state FROM mediation_hearing AS h
CROSS JOIN LATERAL (SELECT id, headline FROM mediation_case AS c
    WHERE c.id = h.case_id AND ({GROUP} OR {OWN}) OFFSET 0) AS c
WHERE h.starts_at >= %(start)s::timestamptz AND h.starts_at < %(end)s::timestamptz
ORDER BY h.starts_at, h.id
"""  # noqa: S608
PAYMENTS = f"""
SELECT c.id, c.headline, i.amount, i.due
FROM mediation_instalment AS i JOIN mediation_agreement AS a ON a.id = i.agreement_id
CROSS JOIN LATERAL (SELECT id, headline FROM mediation_case AS c
    WHERE c.id = a.case_id AND c.state = ANY(%(paying)s::text[]) AND ({GROUP} OR {OWN}) OFFSET 0) AS c
WHERE i.paid_on IS NULL AND i.due <= %(until)s::date ORDER BY i.due, i.id LIMIT %(most)s
"""  # noqa: S608
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
    found = _asked(MEETINGS, actor, start=first, end=past)
    return tuple(
        Meeting(pk, headline, datetime.fromisoformat(at), place, state)
        for pk, headline, at, place, state in found
    )


def payments_due(actor: Actor, until: date, most: int) -> tuple[Payment, ...]:
    """Unpaid instalments of visible cases due by a day, the oldest first."""
    found = _asked(PAYMENTS, actor, until=until, paying=PAYING, most=most)
    return tuple(map(Payment._make, found))


def _asked(statement: str, actor: Actor, **given: Any) -> list[tuple[Any, ...]]:
    return rows_of(statement, given | _reach(actor))


def _reach(actor: Actor) -> dict[str, Any]:
    """What ``GROUP`` and ``OWN`` are given."""
    return {
        "everything": actor is SYSTEM,
        "over": list(actor.paths(capabilities.READ)),
        "followed": list(actor.paths(capabilities.FOLLOW)),
        "mediator": actor.id if actor.holds_anywhere(capabilities.MEDIATE) else None,
        "actor": actor.id,
        "codes": own_codes(actor),
    }
