"""Giving roles in tests: a mediator of the centre, from the day of the tests."""

from __future__ import annotations

from datetime import date

from tests.identity.people import acts
from zhigong.foundation.acting import announce_actor
from zhigong.identity.actions.grants import grant_role
from zhigong.identity.models import Account
from zhigong.identity.queries import (
    actor_of,
)

DAY = date(2026, 11, 23)


NEW = "another fine 5 word"


def announce_for(account: Account) -> None:
    announce_actor(actor_of(account), action="test")


def give(by: Account, to: Account, role="mediator", path="1/7/", **fields):
    return grant_role(
        **{
            "actor": acts(by),
            "account_id": to.pk,
            "role": role,
            "unit_path": path,
            "unit_label": "联调中心",
            "valid_from": DAY,
            **fields,
        }
    )
