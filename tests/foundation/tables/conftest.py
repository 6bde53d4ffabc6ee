from __future__ import annotations

import pytest

from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM


@pytest.fixture
def as_system(db: None) -> None:
    """Events are the rows of these tests: the system writes them and reads them all."""
    announce_actor(SYSTEM)
