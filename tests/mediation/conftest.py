"""A centre, its people and a request, as every test of cases finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.mediation.moves import draft, version
from tests.people import DAY, acting_as, make_officer, make_unit, make_worker, the_day  # noqa: F401 (two are fixtures)
from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.mediation.actions.assignment import assign_mediator, invite_authority
from zhigong.mediation.actions.ending import withdraw
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.settlement import draft_agreement
from zhigong.mediation.actions.triage import accept_request, ask_supplement
from zhigong.mediation.models import Case
from zhigong.mediation.rules.agreement import Payment

ANSWERS: dict[str, Any] = {
    "story": "九月九日主管口头叫我别来了，七月八月工资没有发。",
    "causes": ["pay", "ending"],
    "employer_name": "晴川物流有限公司",
    "hire": "2021-03-10",
    "end": "2026-09-09",
    "ending": "dismissed",
    "monthly_wage": "6200.00",
    "unpaid_start": "2026-07-01",
    "unpaid_end": "2026-08-31",
    "name": "林小满",
    "mobile": "13900000617",
}


@pytest.fixture
def place(db: None, today: date) -> SimpleNamespace:
    """The district, its centre, two authorities and the people at work."""
    announce_actor(SYSTEM)
    return build_place()


def build_place() -> SimpleNamespace:
    """As the fixture ``place``; the caller acts as the system."""
    district = make_unit("D", "示范区总工会", "federation", "district")
    centre = make_unit("C", "示范区劳动纠纷联调中心", "centre", "district", district)
    court = make_unit("F", "示范区人民法院", "court", "district", district)
    arbitration = make_unit(
        "A", "示范区劳动人事争议仲裁委员会", "arbitration", "district", district
    )
    return SimpleNamespace(
        district=district,
        centre=centre,
        court=court,
        arbitration=arbitration,
        director=make_officer("王主任", "duty_supervisor", centre),
        mediator=make_officer("李调解", "mediator", centre),
        other_mediator=make_officer("张调解", "mediator", centre),
        arbitrator=make_officer("赵仲裁", "arbitration_officer", arbitration),
        judge=make_officer("钱法官", "agency_officer", court),
        outsider=make_officer("外人", "membership_officer", district),
        worker=make_worker("林小满", "13900000617"),
    )


@pytest.fixture
def case(as_: Callable[[str], Actor]) -> Case:
    """A request just received from the worker, who signed in."""
    return receive_request(actor=as_("worker"), answers=ANSWERS, channel="web")


@pytest.fixture
def accepted(case: Case, as_: Callable[[str], Actor]) -> Case:
    return accept_request(actor=as_("director"), case_id=case.pk, seen_version=case.version)


@pytest.fixture
def in_talks(accepted: Case, as_: Callable[[str], Actor], place: SimpleNamespace) -> Case:
    return assign_mediator(
        actor=as_("director"),
        case_id=accepted.pk,
        mediator_id=place.mediator.pk,
        seen_version=accepted.version,
    )


@pytest.fixture
def agreed(in_talks: Case, as_: Callable[[str], Actor]) -> Case:
    draft_agreement(
        actor=as_("mediator"),
        case_id=in_talks.pk,
        seen_version=in_talks.version,
        terms="公司支付林小满工资和赔偿金，双方再无其他争议。",
        payments=[
            Payment(date(2026, 11, 20), Decimal("12400.00")),
            Payment(date(2026, 12, 20), Decimal("50000.00")),
        ],
    )
    in_talks.refresh_from_db()
    return in_talks


@pytest.fixture
def supplemented(case: Case, as_: Callable[[str], Actor]) -> Case:
    """A case whose worker is asked for more."""
    return ask_supplement(
        actor=as_("director"), case_id=case.pk, seen_version=case.version, missing="合同"
    )


@pytest.fixture
def followed(in_talks: Case, as_: Callable[[str], Actor], place: SimpleNamespace) -> Case:
    """A case in which arbitration takes part."""
    invite_authority(
        actor=as_("director"),
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        unit_id=place.arbitration.pk,
        purpose="联合调解",
    )
    return in_talks


@pytest.fixture
def drafted(in_talks: Case, as_: Callable[[str], Actor]) -> Case:
    """A case with an agreement drafted."""
    draft(as_("mediator"), in_talks, date(2026, 12, 1))
    return in_talks


@pytest.fixture
def withdrawn(in_talks: Case, as_: Callable[[str], Actor]) -> Case:
    """A case that the worker took back."""
    withdraw(actor=as_("worker"), case_id=in_talks.pk, seen_version=version(in_talks), why="和解了")
    return in_talks
