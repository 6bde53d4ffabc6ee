"""What every test of this module finds."""

from __future__ import annotations

import pytest

from tests.identity import people
from tests.identity.giving import announce_for


@pytest.fixture
def director():
    account = people.director()
    announce_for(account)
    return account
