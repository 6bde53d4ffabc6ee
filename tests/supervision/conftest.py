"""A federation, its streets and people, and a document, as every test of supervision finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from tests.people import DAY, acting_as, make_officer, make_unit, the_day  # noqa: F401 (two are fixtures)
from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.supervision.actions import drafting
from zhigong.supervision.actions.drafting import Source, Terms
from zhigong.supervision.actions.reading import Particulars, build_assignments, register_document
from zhigong.supervision.models import Assignment, SourceDocument

SPEECH = """在示范区总工会第三次代表大会上的讲话

各位代表，同志们：

借此机会，我提2点希望和要求。

一、要服务职工。要在年底前建成不少于10个户外劳动者驿站。要把矛盾化解在基层。

二、要办好学校。要组织不少于30场技能培训。

最后，预祝大会圆满成功！
"""


@pytest.fixture
def place(db: None, today: date) -> SimpleNamespace:
    """The district, two streets and the people at work."""
    announce_actor(SYSTEM)
    district = make_unit("D", "示范区总工会", "federation", "district")
    north = make_unit("N", "示范区北仓街道总工会", "township", "township", district)
    south = make_unit("S", "示范区南陌街道总工会", "township", "township", district)
    return SimpleNamespace(
        district=district,
        north=north,
        south=south,
        officer=make_officer("督办员", "supervision_officer", district),
        other_officer=make_officer("另一督办员", "supervision_officer", district),
        leader=make_officer("分管领导", "leader", district),
        north_officer=make_officer("北仓联络员", "unit_officer", north),
        south_officer=make_officer("南陌联络员", "unit_officer", south),
        outsider=make_officer("外人", "membership_officer", district),
    )


@pytest.fixture
def document(as_: Callable[[str], Actor], place: SimpleNamespace) -> SourceDocument:
    return register_document(
        actor=as_("officer"),
        unit_id=place.district.pk,
        content=SPEECH.encode(),
        name="speech.txt",
        particulars=Particulars(number="示工发〔2026〕1号", dated=date(2026, 11, 2)),
    )


@pytest.fixture
def drafts(document: SourceDocument, as_: Callable[[str], Actor]) -> list[Assignment]:
    return build_assignments(
        actor=as_("officer"), document_id=document.pk, seen_version=document.version
    )


def terms(place: SimpleNamespace, **changes: object) -> Terms:
    values: dict[str, object] = {
        "headline": "建成10个户外劳动者驿站",
        "content": "年底前建成不少于10个户外劳动者驿站。",
        "time_class": "by_date",
        "due": date(2026, 12, 31),
        "lead_id": place.north.pk,
        "joined_ids": (place.south.pk,),
        "deliverable": "10个驿站和验收表",
        **changes,
    }
    return Terms(**values)  # type: ignore[arg-type]  # told by name, checked when run


@pytest.fixture
def draft(as_: Callable[[str], Actor], place: SimpleNamespace) -> Assignment:
    return drafting.propose_assignment(
        actor=as_("officer"),
        unit_id=place.district.pk,
        source=Source("resolution", {"body": "第三次代表大会", "number": "决议第1号"}),
        terms=terms(place),
    )


@pytest.fixture
def issued(draft: Assignment, as_: Callable[[str], Actor], place: SimpleNamespace) -> Assignment:
    drafting.send_round(**of(draft, as_("officer")))
    drafting.countersign(
        **of(draft, as_("north_officer"), unit_id=place.north.pk, agrees=True, opinion="")
    )
    drafting.submit(**of(draft, as_("officer")))
    drafting.approve(**of(draft, as_("leader")))
    return drafting.issue(**of(draft, as_("officer")))


def of(assignment: Assignment, actor: Actor, **more: object) -> dict[str, object]:
    """What every action wants: actor, id and the version that a page opened now would show."""
    found = Assignment.objects.filter(pk=assignment.pk).first()
    version = found.version if found else 0
    return {"actor": actor, "assignment_id": assignment.pk, "seen_version": version, **more}
