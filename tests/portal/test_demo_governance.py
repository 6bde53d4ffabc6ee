"""The demo's registers are filled by the platform's own actions, with something in every list."""

from __future__ import annotations

from datetime import timedelta

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.governance.models import Endorsement, Matter, Meeting, Paper, Practice, ResourceRequest
from zhigong.governance.queries.overview import (
    figures,
    meetings_ahead,
    papers_late,
    papers_waiting,
    promises_not_kept,
)
from zhigong.kernel.actor import SYSTEM
from zhigong.portal.demo.build import read
from zhigong.portal.demo.governance import build_governance
from zhigong.portal.demo.people import build_people
from zhigong.portal.demo.units import build_units
from zhigong.supervision.models import Assignment


def test_the_demos_registers_show_what_an_office_meets(db):
    district = read("district")
    announce_actor(SYSTEM, action="demo")
    with clock.frozen(clock.today() - timedelta(days=400)):
        units = build_units(district)
        people = build_people(district, units)

    build_governance(read("governance"), units, people, read("tasks"))

    announce_actor(SYSTEM, action="demo")
    today = clock.today()
    states = {m: set(m.objects.values_list("state", flat=True)) for m in (
        Matter, ResourceRequest, Meeting, Paper, Practice, Endorsement)}  # fmt: skip
    assert states[Matter] == {"received", "under_way", "filed"}
    assert states[ResourceRequest] == {"asked", "partly", "complete"}
    assert states[Meeting] >= {"planned", "following", "assigned"}
    assert states[Paper] == {"drafted", "sent", "answered", "filed"}
    assert states[Practice] == {"drafted", "promoted"}
    assert states[Endorsement] == {"registered", "verified"}
    followed = Assignment.objects.exclude(origin_subject="")
    assert set(followed.values_list("state", flat=True)) == {"underway", "closed"}
    assert followed.filter(reports__isnull=False).distinct().count() == 4
    assert papers_waiting(SYSTEM).count() == 2
    assert Paper.objects.filter(papers_late(today)).count() == 1
    assert promises_not_kept(SYSTEM, today).count() == 1
    assert meetings_ahead(SYSTEM, today).exists()
    found = figures(SYSTEM, today - timedelta(days=365), today)
    assert (found.endorsements, found.practices, found.adopters) == (2, 2, 3)
