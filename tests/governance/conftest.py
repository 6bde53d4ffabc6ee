"""A federation, its Party committees and people, as every test of governance finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.people import DAY, acting_as, make_officer, make_unit, the_day  # noqa: F401 (two are fixtures)
from zhigong.foundation.acting import announce_actor
from zhigong.governance.actions import duties, matters, meetings, papers, practices, resources
from zhigong.governance.models import (
    Duty,
    Endorsement,
    Matter,
    Meeting,
    Paper,
    Practice,
    Record,
    ResourceRequest,
)
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.supervision.actions.drafting import Terms


@pytest.fixture
def place(db: None, today: date) -> SimpleNamespace:
    """The district, two Party committees, a street, and the people at work."""
    announce_actor(SYSTEM)
    return build_place()


def build_place() -> SimpleNamespace:
    """As the fixture ``place``; the caller acts as the system."""
    district = make_unit("D", "示范区总工会", "federation", "district")
    committee = make_unit("P", "示范区委", "party_committee", "district", district)
    other = make_unit("Q", "云岭街道党工委", "party_committee", "township", district)
    street = make_unit("N", "示范区北仓街道总工会", "township", "township", district)
    return SimpleNamespace(
        district=district,
        committee=committee,
        other=other,
        street=street,
        office=make_officer("办公室", "office_officer", district),
        office2=make_officer("另一办公室", "office_officer", district),
        leader=make_officer("分管领导", "leader", district),
        party=make_officer("区委联络员", "party_committee", committee),
        other_party=make_officer("街道党工委联络员", "party_committee", other),
        street_officer=make_officer("北仓联络员", "unit_officer", street),
        outsider=make_officer("外人", "membership_officer", district),
    )


def of(record: Record, actor: Actor, **more: object) -> dict[str, object]:
    """What every action wants: actor, id and the version that a page opened now would show."""
    found = type(record).objects.filter(pk=record.pk).first()
    version = found.version if found else 0
    return {"actor": actor, "record_id": record.pk, "seen_version": version, **more}


def state(record: Record) -> str:
    return type(record).objects.get(pk=record.pk).state


def terms(place: SimpleNamespace, **changes: object) -> Terms:
    values: dict[str, object] = {
        "headline": "建三处驿站",
        "content": "年底前建成三处户外劳动者驿站。",
        "time_class": "by_date",
        "due": date(2026, 12, 31),
        "lead_id": place.street.pk,
        "deliverable": "三处驿站",
        **changes,
    }
    return Terms(**values)  # type: ignore[arg-type]  # told by name, checked when run


def told(**changes: object) -> matters.Told:
    values: dict[str, object] = {
        "kind": "party",
        "binding": "must_answer",
        "source": "区委主要负责同志",
        "dated": date(2026, 11, 2),
        "headline": "为货车司机建驿站",
        "text": "请区总工会会同园区，年底前为货车司机建三处驿站。",
        "number": "示委办交〔2026〕7号",
        "tests": ("needed", "urgent", "able"),
        "due": date(2026, 12, 20),
        **changes,
    }
    return matters.Told(**values)  # type: ignore[arg-type]  # told by name, checked when run


@pytest.fixture
def matter(as_: Callable[[str], Actor], place: SimpleNamespace) -> Matter:
    return matters.register_matter(
        actor=as_("office"), unit_id=place.district.pk, committee_id=place.committee.pk, told=told()
    )


@pytest.fixture
def resource(
    as_: Callable[[str], Actor], place: SimpleNamespace, matter: Matter
) -> ResourceRequest:
    asked = resources.Asked("money", "驿站建设经费", "三处驿站", Decimal("300000"), matter.pk)
    return resources.ask_resource(
        actor=as_("office"),
        unit_id=place.district.pk,
        committee_id=place.committee.pk,
        asked=asked,
    )


@pytest.fixture
def promised(resource: ResourceRequest, as_: Callable[[str], Actor]) -> ResourceRequest:
    promise = resources.Promise(
        Decimal("200000"), "财政拨款", date(2026, 12, 1), "示委办〔2026〕9号", DAY
    )
    return resources.promise(**of(resource, as_("office"), promised=promise))


@pytest.fixture
def duty(as_: Callable[[str], Actor], place: SimpleNamespace) -> Duty:
    return duties.note_duty(
        actor=as_("office"),
        unit_id=place.district.pk,
        committee_id=place.committee.pk,
        headline="定期研究工会工作",
        text="每年至少两次研究工会工作。",
        year=2026,
    )


@pytest.fixture
def meeting(as_: Callable[[str], Actor], place: SimpleNamespace) -> Meeting:
    """The second half year's meeting of the committee, planned from its rule."""
    rule = meetings.set_rule(
        actor=as_("office"), unit_id=place.district.pk, committee_id=place.committee.pk,
        kind="party", times=2, basis="区委工作规则第六条", from_year=2026,
    )  # fmt: skip
    made = meetings.plan_year(
        actor=as_("office"), rule_id=rule.pk, year=2026, headline="%(year)d年第%(number)d次会议"
    )
    assert [m.period for m in made] == [2]
    return made[0]


@pytest.fixture
def joint(as_: Callable[[str], Actor], place: SimpleNamespace) -> Meeting:
    planned = meetings.Planned("joint", "第六次联席会议", date(2026, 11, 1), date(2026, 11, 30))
    return meetings.plan_meeting(
        actor=as_("office"), unit_id=place.district.pk, committee_id=place.other.pk, planned=planned
    )


def draft(place: SimpleNamespace, **changes: object) -> papers.Written:
    values: dict[str, object] = {
        "kind": "request",
        "addressee": "party",
        "to": "示范区委",
        "headline": "关于增加驿站建设经费的请示",
        "body": "为建三处驿站，请增拨经费二十万元。\n妥否，请批示。",
        "prefix": "示工请",
        "workdays": 10,
        "committee_id": place.committee.pk,
        **changes,
    }
    return papers.Written(**values)  # type: ignore[arg-type]  # told by name, checked when run


@pytest.fixture
def paper(as_: Callable[[str], Actor], place: SimpleNamespace) -> Paper:
    return papers.draft_paper(actor=as_("office"), unit_id=place.district.pk, written=draft(place))


@pytest.fixture
def sent(paper: Paper, as_: Callable[[str], Actor]) -> Paper:
    papers.approve_paper(**of(paper, as_("leader")))
    return papers.send_paper(**of(paper, as_("office"), on=DAY))


@pytest.fixture
def practice(as_: Callable[[str], Actor], place: SimpleNamespace) -> Practice:
    case = practices.Case(
        "小哥驿站“一码通”", "扫码开门，自助充电。", "开放三百天，服务两万人次。",
        place.street.pk, date(2026, 3, 1),
    )  # fmt: skip
    return practices.write_practice(actor=as_("office"), unit_id=place.district.pk, case=case)


@pytest.fixture
def endorsement(
    as_: Callable[[str], Actor], place: SimpleNamespace, practice: Practice
) -> Endorsement:
    praise = practices.Praise(
        "市委分管领导", "city", date(2026, 10, 9), "小哥驿站", "做法很好，值得推广。",
        "市信息专报第31期", practice.pk,
    )  # fmt: skip
    return practices.register_endorsement(
        actor=as_("office"), unit_id=place.district.pk, praise=praise
    )
