"""The pages of Party and government relations, as the office and a Party committee see them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.look import (
    DARK,
    DESK,
    ELDER,
    ENGLISH,
    PHONE,
    opened,
)
from tests.journeys.test_dispute import server, signed_in
from tests.journeys.test_pages import Stop, look, press_primary, session_of
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.governance.models import Matter, Meeting, Paper, Practice, ResourceRequest
from zhigong.identity.actions.demo import demo_officer
from zhigong.identity.models import Account, RoleGrant
from zhigong.kernel.actor import SYSTEM
from zhigong.org.models import Unit
from zhigong.portal.demo.build import read
from zhigong.portal.demo.governance import build_governance

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
__all__ = ["server"]


@pytest.fixture
def filled(server):
    """The demo's registers, filled by their own actions."""
    with acting(SYSTEM, action="test"):
        units = {unit.code: unit for unit in Unit.objects.all()}
        units |= {"federation": Unit.objects.get(parent__isnull=True), "centre": units["SF-LT"]}
        people = {account.login_name: account for account in Account.objects.all()}
        district = read("district")
        for one in district["officer"]:
            if one["role"] == "unit_officer":
                people[f"liaison.{units[one['unit']].code}"] = people[one["login"]]
        for one in district["liaison"]:
            unit = units[one["unit"]]
            people[f"liaison.{unit.code}"] = demo_officer(
                login_name=one["login"], label=one["label"], role="unit_officer",
                unit_path=unit.path, unit_label=unit.name,
            )  # fmt: skip
        RoleGrant.objects.update(valid_from=clock.today() - timedelta(days=400))
    build_governance(read("governance"), units, people, read("tasks"))
    return server


@pytest.fixture
def office(chromium, filled):
    """The office's session."""
    with signed_in(chromium, filled, "何办公") as page:
        return session_of(page)


def test_registers_of_governance_hold_in_every_way(chromium, filled, office):
    stops = [
        Stop("/governance/", "governance"),
        *(Stop(f"/governance/{slug}/", f"governance-{slug}") for slug in (
            "matters", "resources", "meetings", "papers", "practices")),
        Stop("/governance/duties/", "governance-duties"),
        Stop("/governance/rules/", "governance-rules"),
    ]  # fmt: skip
    look(chromium, filled, DESK, stops, office)
    look(chromium, filled, PHONE, stops, office)
    look(chromium, filled, DARK, [stops[0], stops[2]], office)
    look(chromium, filled, ELDER, stops[:2], office)
    look(chromium, filled, ENGLISH, stops, office)


def test_records_of_governance_hold_in_every_way(chromium, filled, office):
    with acting(SYSTEM, action="test"):
        first = [
            Matter.objects.earliest("id"),
            ResourceRequest.objects.earliest("id"),
            Meeting.objects.filter(state="following").get(),
            Paper.objects.latest("id"),
            Practice.objects.earliest("id"),
        ]
        deed = f"/governance/matters/{first[0].pk}/do/"
    stops = [
        *(Stop(record.get_absolute_url(), f"governance-{record.slug}-record") for record in first),
        Stop(f"{deed}assign/", "governance-assign"),
        Stop(f"{deed}tell/", "governance-refused", 422, press_primary),
        Stop("/governance/papers/add/", "governance-paper-add"),
        Stop("/supervision/assignments/add/?origin=instruction", "supervision-propose"),
    ]
    look(chromium, filled, DESK, stops, office)
    look(chromium, filled, PHONE, stops, office)
    look(chromium, filled, DARK, stops[:1], office)
    look(chromium, filled, ELDER, [stops[0], stops[2]], office)
    look(chromium, filled, ENGLISH, stops, office)
    with signed_in(chromium, filled, "区委联络员") as page:
        committee = session_of(page)
    of_a_committee = [
        Stop("/governance/", "governance-committee"),
        Stop("/governance/matters/", "governance-committee-matters"),
        stops[0],
    ]
    look(chromium, filled, PHONE, of_a_committee, committee)


def test_choosing_a_committee_writes_the_addressee_unless_one_was_typed(chromium, filled, office):
    with opened(chromium, filled, "/governance/papers/add/", DESK, office) as page:
        page.select_option("#id_committee", index=1)
        name = page.locator("#id_committee option:checked").inner_text()
        assert page.input_value("#id_to") == name

        page.select_option("#id_committee", index=0)
        assert page.input_value("#id_to") == ""
        page.fill("#id_to", "示范区委办公室")
        page.select_option("#id_committee", index=1)
        assert page.input_value("#id_to") == "示范区委办公室"
