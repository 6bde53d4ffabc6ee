"""A unit with open matters is not dissolved; one that was dissolved reports nothing more."""

from __future__ import annotations

from datetime import date

import pytest

from tests.people import DAY, make_officer
from tests.supervision.actions.test_journey import underway
from tests.supervision.conftest import of
from zhigong.kernel.verdict import Refused
from zhigong.org.actions.hanging import hanging_on
from zhigong.org.actions.units import dissolve_unit
from zhigong.org.models import Unit
from zhigong.supervision.actions import carrying, deciding
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.permissions import may


@pytest.fixture
def organiser(place):
    """Who may dissolve units, and sees nothing of supervision."""
    place.organiser = make_officer("组织员", "administrator", place.district)
    return place


def dissolve(as_, place, unit):
    found = Unit.objects.get(pk=unit.pk)
    return dissolve_unit(
        actor=as_("organiser"), unit_id=unit.pk, on=DAY, seen_version=found.version, reason="撤并"
    )


def codes(refused):
    return [one.code for one in refused.value.refusals]


def test_a_unit_that_leads_an_open_matter_is_not_dissolved(issued, as_, organiser):
    with pytest.raises(Refused) as refused:
        dissolve(as_, organiser, organiser.north)

    assert codes(refused) == ["org.dissolve.supervision.assignments"]
    assert refused.value.refusals[0].params == {"count": 1}


def test_once_another_unit_leads_it_the_unit_can_go(issued, as_, organiser):
    south = organiser.south.pk
    deciding.hand_over(**of(issued, as_("leader"), lead_id=south, why="北仓街道总工会撤并"))

    assert dissolve(as_, organiser, organiser.north).state == "dissolved"


def test_it_is_counted_whole_and_listed_to_whom_it_is_shown(issued, as_, organiser):
    [found] = hanging_on(as_("organiser"), organiser.north)
    assert (found.count, found.lines) == (1, [])

    [found] = hanging_on(as_("officer"), organiser.north)
    assert found.lines == [(f"{issued.number} {issued.headline}", issued.get_absolute_url())]


def test_the_liaison_of_a_dissolved_unit_reports_nothing_more(issued, as_, place):
    underway(issued, as_)
    as_("system")
    gone = Unit.objects.filter(pk=place.north.pk)
    gone.update(state="dissolved", dissolved_on=date(2026, 11, 10))

    with pytest.raises(Refused) as refused:
        carrying.report(**of(issued, as_("north_officer"), told=Told("还在办。", 60)))
    assert codes(refused) == ["supervision.lead.dissolved"]
    issued.refresh_from_db()
    assert bool(may(as_("leader"), issued, "hand_over"))
