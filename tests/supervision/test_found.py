"""Assignments are found by the global search, each by whoever sees it and by nobody else."""

from __future__ import annotations

import pytest

from tests.mediation.conftest import make_officer, make_unit
from tests.supervision.conftest import of, terms
from zhigong.foundation.search.actions import unindex
from zhigong.foundation.search.queries import find
from zhigong.kernel.actor import SYSTEM
from zhigong.supervision.actions import deciding, drafting
from zhigong.supervision.actions.drafting import Source
from zhigong.supervision.actions.filing import file_missing
from zhigong.supervision.queries import assignments_visible_to


def found(actor, text):
    return [entry.title for entry in find(actor, text)]


TITLE = "建成10个户外劳动者驿站"


@pytest.mark.parametrize(
    "words", ["户外劳动者驿站", "DB2026-0001", "北仓街道", "第三次代表大会", "验收表"]
)
def test_it_is_found_by_title_number_lead_origin_and_deliverable(issued, as_, words):
    assert found(as_("officer"), words) == [TITLE]


@pytest.mark.parametrize(
    ("who", "finds"),
    [("officer", True), ("leader", True), ("north_officer", True), ("south_officer", True),
     ("outsider", False)],
)  # fmt: skip
def test_it_is_found_by_whoever_sees_it(issued, as_, who, finds):
    assert found(as_(who), "户外劳动者驿站") == ([TITLE] if finds else [])


def test_a_draft_is_not_found_by_the_unit_that_shall_lead(draft, as_):
    assert found(as_("north_officer"), "户外劳动者驿站") == []
    assert found(as_("officer"), "户外劳动者驿站") == [TITLE]


def test_a_new_lead_finds_it_and_the_old_one_no_longer(draft, as_, place):
    drafting.edit_draft(**of(draft, as_("officer"), terms=terms(place, joined_ids=())))
    drafting.send_round(**of(draft, as_("officer")))
    drafting.countersign(
        **of(draft, as_("north_officer"), unit_id=place.north.pk, agrees=True, opinion="")
    )
    drafting.submit(**of(draft, as_("officer")))
    drafting.approve(**of(draft, as_("leader")))
    drafting.issue(**of(draft, as_("officer")))
    leader = as_("leader")
    deciding.hand_over(**of(draft, leader, lead_id=place.south.pk, why="北仓人手不足"))

    assert found(as_("south_officer"), "南陌街道") == [TITLE]
    assert found(as_("north_officer"), "户外劳动者驿站") == []


def test_what_was_there_before_the_search_is_filed_at_night(issued, as_):
    as_("system")
    unindex(f"supervision.assignment:{issued.pk}")

    assert file_missing(actor=SYSTEM) == 1
    assert file_missing(actor=SYSTEM) == 0
    assert found(as_("officer"), "户外劳动者驿站") == [TITLE]


def test_whose_matter_it_was_sees_its_own_only(as_, place):
    as_("system")
    committee = make_unit("P", "示范区委", "party_committee", "district", place.district)
    other = make_unit("Q", "街道党工委", "party_committee", "township", place.district)
    place.contact = make_officer("区委联络员", "party_committee", committee)
    place.stranger = make_officer("街道联络员", "party_committee", other)
    source = Source(
        "party", {"body": "示范区委", "number": "委交1号", "dated": "2026-11-02"},
        "区委交办", "governance.matter:1", "/governance/matters/1/", committee.path,
    )  # fmt: skip
    officer = as_("officer")
    made = drafting.propose_assignment(
        actor=officer, unit_id=place.district.pk, source=source, terms=terms(place)
    )
    drafting.propose_assignment(
        actor=officer, unit_id=place.district.pk, terms=terms(place, headline="别的驿站"),
        source=Source("resolution", {"body": "第三次代表大会", "number": "决议第2号"}),
    )  # fmt: skip
    drafting.send_round(**of(made, as_("officer")))

    contact = as_("contact")
    assert [a.pk for a in assignments_visible_to(contact)] == [made.pk]
    assert found(contact, "驿站") == [TITLE]
    stranger = as_("stranger")
    assert list(assignments_visible_to(stranger)) == []
    assert found(stranger, "驿站") == []
