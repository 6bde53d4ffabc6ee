"""Units, officers and a day for the tests of every module, and how a test lets one of them act.

A module's ``conftest.py`` has a fixture ``place`` with its units and people by name, and takes the fixtures
``today`` and ``as_`` from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace

import pytest

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.org.models import Unit

DAY = date(2026, 11, 10)  # a Tuesday


@pytest.fixture(name="today")
def the_day() -> Iterator[date]:
    with clock.frozen(DAY):
        yield DAY


@pytest.fixture(name="as_")
def acting_as(place: SimpleNamespace) -> Callable[[str], Actor]:
    """``as_("director")``: the actor of that name in ``place``, told to the database."""

    def become(name: str) -> Actor:
        fixed = {"system": SYSTEM, "nobody": NOBODY}
        actor = fixed.get(name) or actor_of(getattr(place, name))
        announce_actor(actor)
        return actor

    return become


def make_unit(code: str, name: str, kind: str, level: str, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(
        code=code,
        name=name,
        kind=kind,
        level=level,
        parent=parent,
        path=f"{10**12 + ord(code)}/",
        depth=0,
    )
    above = parent.path if parent else ""
    unit.path, unit.depth = f"{above}{unit.pk}/", above.count("/")
    unit.save()
    return unit


def make_officer(label: str, role: str, unit: Unit) -> Account:
    account = Account.objects.create(
        kind="officer", login_name=f"u{abs(hash(label)) % 10**9}", label=label, created=clock.now()
    )
    RoleGrant.objects.create(
        account=account,
        role=role,
        unit_path=unit.path,
        unit_label=unit.name,
        valid_from=date(2026, 1, 1),
        granted_at=clock.now(),
    )
    return account


def make_worker(label: str, mobile: str) -> Account:
    return Account.objects.create(kind="worker", label=label, mobile=mobile, created=clock.now())
