"""The list of cases: the commonest page of a desk, so a statement of fixed words.

``mediation_reach`` says in whose reach each case is (kept by a trigger, see its migration), and whether
the case is still open. What an actor may list is found there by his own keys, each followed along the
index no further than the page, whether he oversees everything or takes part in one case of a thousand.
Row security is asked of every row of both tables all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db import connection

from zhigong.foundation.statements import rows_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.mediation.queries import own_codes
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.workflow import OPEN


class Line(NamedTuple):
    """A case as the list shows it, with the earliest of its running deadlines (a trigger keeps it there)."""

    pk: int
    code: str
    number: str | None
    headline: str
    state: str
    received_on: date
    mediator: str | None
    due: date | None
    clock: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows the list. ``before`` and ``after`` are keys that the page borders on."""

    states: tuple[str, ...] = ()
    mediator_id: int | None = None
    words: str = ""
    before: int | None = None
    after: int | None = None

    @property
    def way(self) -> str:
        """Newest first; oldest first ``after`` a key."""
        return "ASC" if self.after is not None else "DESC"


LINES = """
SELECT c.id, c.code, c.number, c.headline, c.state, c.received_on, m.label, c.next_due, c.next_clock
FROM mediation_case AS c
LEFT JOIN identity_account AS m ON m.id = c.mediator_id
WHERE c.id = ANY(ARRAY({found})) ORDER BY c.id {way} LIMIT {most}
"""


def case_lines(actor: Actor, wanted: Wanted, *, most: int) -> list[Line]:
    """The first ``most`` cases of ``cases_visible_to``, newest first (oldest first ``after`` a key)."""
    found = _by_reach(actor, wanted, most) if _is_usual(actor, wanted) else None
    return list(_made(tuple(_planned(actor, wanted, most) if found is None else found)))


@lru_cache(maxsize=256)
def _made(rows: tuple[tuple[Any, ...], ...]) -> tuple[Line, ...]:
    """Lines of what the database answered; the same answer makes none anew."""
    return tuple(map(Line._make, rows))


# As asked most: in progress or all, everybody's or my own. One plan is good for every value.

KINDS = ("over", "follow", "mediator", "applicant")
ALL_OPEN = tuple(state.value for state in OPEN)
REACHED = """
SELECT r.case_id
FROM unnest(%(kinds)s::text[], %(names)s::text[]) AS mine (kind, who)
CROSS JOIN unnest(%(open)s::boolean[]) AS asked (open)
CROSS JOIN LATERAL (SELECT case_id FROM mediation_reach
    WHERE kind = mine.kind AND who = mine.who AND open = asked.open {border}
    ORDER BY case_id {way} LIMIT {most}) AS r
"""
BORDERS = {"DESC": "AND case_id < %(before)s", "ASC": "AND case_id > %(after)s"}


def _is_usual(actor: Actor, wanted: Wanted) -> bool:
    """Whether the list is asked as the fixed statement can answer it."""
    whole = wanted.states in {(), ALL_OPEN} and not wanted.words
    anybodys = wanted.mediator_id is None or (
        wanted.mediator_id == actor.id and actor.holds_anywhere(capabilities.MEDIATE)
    )
    return whole and anybodys and actor is not SYSTEM and not own_codes(actor)


def _by_reach(actor: Actor, wanted: Wanted, most: int) -> list[tuple[Any, ...]]:
    keys = reach_keys(actor)
    if wanted.mediator_id is not None:
        keys = tuple((kind, who) for kind, who in keys if kind == "mediator")
    bordered = wanted.before is not None or wanted.after is not None
    given = {
        "kinds": [kind for kind, _who in keys],
        "names": [who for _kind, who in keys],
        "open": [True] if wanted.states else [True, False],
        "before": wanted.before,
        "after": wanted.after,
    }
    return rows_of(_fixed(wanted.way, bordered, most), given)


@lru_cache(maxsize=1024)  # an actor is the same object as long as he is granted the same
def reach_keys(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Under which keys ``mediation_reach`` holds what the actor may know of: ``reach_of`` there."""
    keys = [("over", path) for path in actor.paths(capabilities.READ)]
    keys += [("follow", path) for path in actor.paths(capabilities.FOLLOW)]
    if actor.id is not None:
        keys.append(("applicant", str(actor.id)))
        if actor.holds_anywhere(capabilities.MEDIATE):
            keys.append(("mediator", str(actor.id)))
    return tuple(keys)


@cache
def _fixed(way: str, bordered: bool, most: int) -> str:
    border = BORDERS[way] if bordered else ""
    found = REACHED.format(border=border, way=way, most=most)
    return LINES.format(found=found, way=way, most=most)


# Narrowed by a state or by words: planned for what is asked, every way in on an index of its own.

BRANCH = "(SELECT c.id FROM mediation_case AS c WHERE {which} ORDER BY c.id {way} LIMIT {most})"
WORDS = """(c.number = %(words)s OR c.code = %(words)s
    OR c.headline LIKE %(like)s OR c.employer_name LIKE %(like)s)"""
FOLLOWED = """c.id IN (SELECT case_id FROM mediation_reach
    WHERE kind = 'follow' AND who = ANY(%(followed)s))"""


def _planned(actor: Actor, wanted: Wanted, most: int) -> list[tuple[Any, ...]]:
    ways, given = ways_in(actor)
    narrow = [sql for value, sql in _narrowed(wanted) if value]
    found = " UNION ".join(
        BRANCH.format(which=" AND ".join([one, *narrow]), way=wanted.way, most=most) for one in ways
    )
    given |= {
        "states": list(wanted.states),
        "mediator": wanted.mediator_id,
        "words": wanted.words,
        "like": f"%{connection.ops.prep_for_like_query(wanted.words)}%",
        "before": wanted.before,
        "after": wanted.after,
    }
    with connection.cursor() as cursor:
        cursor.execute(LINES.format(found=found, way=wanted.way, most=most), given)
        found_rows: list[tuple[Any, ...]] = cursor.fetchall()
        return found_rows


def ways_in(actor: Actor) -> tuple[list[str], dict[str, Any]]:
    """``reach_of`` as conditions, one for each way, and what they are given."""
    if actor is SYSTEM:
        return ["true"], {}
    ways = ["c.applicant_id = %(actor)s"]
    given: dict[str, Any] = {"actor": actor.id}
    for n, path in enumerate(actor.paths(capabilities.READ)):
        ways.append(f"c.unit_path >= %(from{n})s AND c.unit_path < %(to{n})s")
        given |= {f"from{n}": path, f"to{n}": path + "~"}
    if followed := list(actor.paths(capabilities.FOLLOW)):
        ways.append(FOLLOWED)
        given["followed"] = followed
    if actor.holds_anywhere(capabilities.MEDIATE):
        ways.append("c.mediator_id = %(actor)s")
    if codes := own_codes(actor):
        ways.append("c.code = ANY(%(codes)s)")
        given["codes"] = codes
    return ways, given


def _narrowed(wanted: Wanted) -> list[tuple[Any, str]]:
    return [
        (wanted.states, "c.state = ANY(%(states)s)"),
        (wanted.mediator_id is not None, "c.mediator_id = %(mediator)s"),
        (wanted.words, WORDS),
        (wanted.before is not None, "c.id < %(before)s"),
        (wanted.after is not None, "c.id > %(after)s"),
    ]
