"""Two administrators at the top, one further down, and a row worth proposing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.identity import people
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.law.core.parameters import Row

DAY = date(2026, 11, 10)
ROW = Row(
    name="min_wage_month",
    place="510100",
    value=Decimal(2500),
    start=date(2026, 7, 1),
    source="川府发〔2026〕0号（示例）",
    url="https://example.org/wage",
    checked=date(2026, 11, 9),
    confidence="read",
)


@pytest.fixture
def office(db: None) -> Iterator[SimpleNamespace]:
    with clock.frozen(DAY):
        announce_actor(SYSTEM)
        accounts = SimpleNamespace()
        for name, path in (("wang", "1/"), ("li", "1/"), ("zhao", "1/7/")):
            account = people.officer(
                name, {"wang": "王主任", "li": "李管理", "zhao": "赵街道"}[name]
            )
            people.granted(account, "administrator", path)
            setattr(accounts, name, account)
        yield accounts


def become(account: object) -> Actor:
    """The actor of an account, told to the database."""
    actor = actor_of(account)
    announce_actor(actor)
    return actor
