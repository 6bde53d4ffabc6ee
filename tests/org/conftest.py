"""What every test of this module finds."""

from __future__ import annotations

import pytest

from tests.identity import people
from tests.identity.people import acts
from tests.org.making import unit
from zhigong.foundation.acting import announce_actor
from zhigong.identity.queries import actor_of
from zhigong.org.actions.founding import found_federation


@pytest.fixture
def tree():
    """top: a (a1, a2), b."""
    top = found_federation(name="示范区总工会")
    a, b = unit("a", top), unit("b", top)
    return {"top": top, "a": a, "b": b, "a1": unit("a1", a), "a2": unit("a2", a)}


@pytest.fixture
def admin(tree):
    account = people.director(tree["top"].path)
    announce_actor(actor_of(account), action="test")
    return acts(account)
