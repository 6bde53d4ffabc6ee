"""Four hundred invented members over the demo's unions, couriers and drivers included."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import count
from typing import Any

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import Actor
from zhigong.kernel.identifiers import id_check_digit
from zhigong.membership.actions.admission import admit_roster, register_applicant
from zhigong.membership.actions.moving import send_member
from zhigong.membership.actions.standing import end_membership, retain
from zhigong.membership.models import Membership
from zhigong.membership.rules.persons import Facts
from zhigong.org.models import Unit
from zhigong.org.rules.kinds import NO_UNIONS

MEMBERS, APPLICANTS = 400, 5
FIRST_MOBILE = 19900020000


def build_members(
    told: dict[str, Any], units: dict[str, Unit], officer: Account, chance: random.Random
) -> None:
    """The rosters of all unions, some weeks ago; since then some moved on, and some applied."""
    unions = [
        unit
        for key, unit in sorted(units.items())
        if key.count("-") == 2 and unit.kind not in NO_UNIONS
    ]
    serials = count(1)
    members: list[Membership] = []
    share = -(-MEMBERS // len(unions))
    actor = actor_of(officer)
    for number, unit in enumerate(unions):
        size = min(share, MEMBERS - len(members))
        day = clock.today() - timedelta(days=330 - number * 7)
        rows = [invented(told, unit, next(serials), chance) for _n in range(size)]
        with clock.frozen(day), acting(actor, action="demo"):
            members += admit_roster(actor=actor, unit_id=unit.pk, rows=rows)
    move_on(told, members, unions, actor)
    for unit in unions[:APPLICANTS]:
        with acting(actor, action="demo"):
            facts = invented(told, unit, next(serials), chance)
            register_applicant(actor=actor, unit_id=unit.pk, facts=facts)


def invented(told: dict[str, Any], unit: Unit, serial: int, chance: random.Random) -> Facts:
    """Somebody who does not exist."""
    names = [surname + given for given in told["given"] for surname in told["surnames"]]
    birth = date(1966, 3, 1) + timedelta(days=chance.randint(0, 14_000))
    digits = f"{told['area']}{birth:%Y%m%d}{serial:03d}"
    found = [kind for part, kind in told["occupations"].items() if part in unit.name]
    return Facts(
        name=names[serial * 7 % len(names)],
        citizen_id=digits + id_check_digit(digits),
        mobile=str(FIRST_MOBILE + serial),
        kind="new_form" if found else "ordinary",
        occupation=found[0] if found else "",
        employer_name=unit.name,
        job="" if found else chance.choice(told["jobs"]),
    )


def move_on(
    told: dict[str, Any], members: list[Membership], unions: list[Unit], actor: Actor
) -> None:
    """A few on their way to another union, retained, or gone."""
    for number, membership in enumerate(members[::40]):
        common: dict[str, Any] = {"actor": actor, "membership_id": membership.pk, "seen_version": 1}
        with clock.frozen(clock.today() - timedelta(days=number + 1)), acting(actor, action="demo"):
            if number % 3 == 0:
                target = next(unit for unit in unions[::-1] if unit.pk != membership.unit_id)
                send_member(**common, target_id=target.pk)
            elif number % 3 == 1:
                retain(**common, why=told["retained"])
            else:
                end_membership(**common, verb="leave", why=told["left"])
