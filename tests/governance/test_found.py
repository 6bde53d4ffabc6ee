"""Records are found by the global search; a committee finds its own, and what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.governance.conftest import of
from zhigong.foundation.search.actions import unindex
from zhigong.foundation.search.queries import find
from zhigong.governance.actions import matters
from zhigong.governance.actions.filing import file_missing
from zhigong.governance.models import Matter
from zhigong.governance.queries.records import KINDS, kind_of, tasks_of
from zhigong.kernel.actor import SYSTEM
from zhigong.supervision.actions.drafting import Terms


def kinds_found(actor, text):
    return {entry.kind for entry in find(actor, text)}


def test_every_kind_of_record_is_filed(promised, duty, meeting, sent, endorsement, practice, as_):
    office = as_("office")

    for model in KINDS:
        for record in model.objects.all():
            assert kind_of(model) in kinds_found(office, record.headline), model


@pytest.mark.parametrize(
    ("who", "finds"),
    [("office", True), ("leader", True), ("party", True), ("other_party", False),
     ("street_officer", False), ("outsider", False)],
)  # fmt: skip
def test_a_matter_is_found_by_the_office_and_its_own_committee(matter, as_, who, finds):
    actor = as_(who)

    assert bool(find(actor, matter.headline)) is finds


def test_a_draft_paper_is_not_found_by_the_committee_it_will_go_to(paper, as_):
    assert find(as_("party"), paper.headline) == []
    assert find(as_("office"), paper.headline) != []


def test_a_paper_is_found_by_the_number_it_was_given(sent, as_):
    assert [e.title for e in find(as_("party"), sent.number)] == [sent.headline]


def test_a_committee_sees_the_tasks_that_follow_from_its_own_matter(matter, as_, place):
    terms = Terms("建成三处驿站", "建成三处驿站", "by_date", date(2026, 12, 31), place.street.pk,
                  deliverable="验收表")  # fmt: skip
    made = matters.assign(**of(matter, as_("office"), terms=terms))

    party = as_("party")
    assert [a.pk for a in tasks_of(party, Matter.objects.get(pk=matter.pk))] == [made.pk]
    assert "supervision.assignment" in kinds_found(party, "建成三处驿站")
    other = as_("other_party")
    assert tasks_of(other, matter) == []
    assert find(other, "建成三处驿站") == []


def test_what_was_there_before_the_search_is_filed_at_night(matter, as_):
    as_("system")
    unindex(f"governance.matter:{matter.pk}")

    assert file_missing(actor=SYSTEM) == 1
    assert find(as_("office"), matter.headline) != []
