"""A district with two unions and their officers, as every test of members finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.identity import people
from tests.people import DAY, acting_as, the_day  # noqa: F401 (two are fixtures)
from zhigong.foundation.acting import announce_actor
from zhigong.identity.models import Account
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.identifiers import id_check_digit
from zhigong.membership.actions.admission import admit_member
from zhigong.membership.models import Membership
from zhigong.membership.rules.persons import Facts
from zhigong.org.actions.founding import found_federation
from zhigong.org.actions.units import UnitFacts, create_unit
from zhigong.org.models import Unit
from zhigong.org.rules.kinds import UnitKind, UnitLevel


def number(serial: int, birth: str = "19900615") -> str:
    """An invented citizen id with a true check digit; no district has the code 510199."""
    digits = f"510199{birth}{serial:03d}"
    return digits + id_check_digit(digits)


def facts(serial: int = 1, **changed: Any) -> Facts:
    told = {"name": "陈会员", "citizen_id": number(serial), "mobile": f"1990003{serial:04d}"}
    return Facts(**{**told, "employer_name": "晴川物流有限公司", "job": "分拣员", **changed})


@pytest.fixture
def place(db: None, today: date) -> SimpleNamespace:
    """The district, two unions, a court; an officer for each and one who has nothing here."""
    announce_actor(SYSTEM)
    district = found_federation(name="示范区总工会")
    announce_actor(SYSTEM)
    one = unit("U1", district, "晴川物流工会", UnitKind.GRASSROOTS)
    two = unit("U2", district, "鸿雁快递工会", UnitKind.GRASSROOTS)
    court = unit("F", district, "示范区人民法院", UnitKind.COURT)
    return SimpleNamespace(
        district=district,
        one=one,
        two=two,
        court=court,
        party=unit("PC", district, "示范区委", UnitKind.PARTY_COMMITTEE),
        federation=officer("federation", "membership_officer", district),
        first=officer("first", "membership_officer", one),
        second=officer("second", "membership_officer", two),
        outsider=officer("outsider", "duty_supervisor", district),
    )


def unit(code: str, parent: Unit, name: str, kind: UnitKind) -> Unit:
    made = UnitFacts(name=name, kind=kind, level=UnitLevel.GRASSROOTS)
    return create_unit(actor=SYSTEM, code=code, parent_id=parent.pk, facts=made)


def officer(name: str, role: str, where: Unit) -> Account:
    account = people.officer(name, name)
    people.granted(account, role, where.path)
    return account


@pytest.fixture
def member(as_: Callable[[str], Actor], place: SimpleNamespace) -> Membership:
    """陈会员, in the first union."""
    return admit_member(actor=as_("first"), unit_id=place.one.pk, facts=facts())
