"""A centre with a request, and people who know numbers without seeing rows."""

from __future__ import annotations

import pytest

from tests.mediation.conftest import accepted, case, place
from tests.people import acting_as, make_officer, the_day

__all__ = ["accepted", "acting_as", "case", "place", "the_day"]


@pytest.fixture
def people(place, as_):
    as_("system")
    place.liaison = make_officer("联络员", "unit_officer", place.centre)
    place.elsewhere = make_officer("别处联络员", "unit_officer", place.court)
    place.leader = make_officer("分管领导", "leader", place.district)
    return place
