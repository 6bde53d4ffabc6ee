"""A case is found by what people know of it, by whoever may see it."""

from __future__ import annotations

import pytest

from tests.mediation.moves import version
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.search.actions import unindex
from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.search.queries import find
from zhigong.mediation import jobs
from zhigong.mediation.actions.assignment import invite_authority, reassign_mediator


def finds(actor, text: str) -> list[str]:
    return [entry.title for entry in find(actor, text)]


@pytest.mark.parametrize(
    "text", ["林小满", "lxm", "晴川", "晴川物流有限公司", "13900000617", "拖欠工资", "联调援"]
)
def test_it_is_found_by_sides_number_and_kind(accepted, as_, text):
    assert finds(as_("director"), text) == [accepted.headline]


def test_it_is_found_by_its_number_and_by_the_receipt(accepted, as_):
    director = as_("director")

    assert finds(director, accepted.number) == finds(director, accepted.code)
    assert len(finds(director, accepted.number)) == 1


@pytest.mark.parametrize(
    ("who", "sees"),
    [("director", 1), ("mediator", 1), ("worker", 1), ("other_mediator", 0), ("arbitrator", 0),
     ("judge", 0), ("outsider", 0), ("nobody", 0)],
)  # fmt: skip
def test_nobody_finds_what_he_may_not_see(in_talks, as_, who, sees):
    assert len(finds(as_(who), "林小满")) == sees


def test_an_authority_finds_it_while_it_takes_part(in_talks, as_, place):
    invite_authority(
        actor=as_("director"), case_id=in_talks.pk, seen_version=version(in_talks),
        unit_id=place.arbitration.pk, purpose="审查确认",
    )  # fmt: skip

    assert len(finds(as_("arbitrator"), "林小满")) == 1


def test_it_is_found_under_the_mediator_who_has_it_now(in_talks, as_, place):
    reassign_mediator(
        actor=as_("director"), case_id=in_talks.pk, mediator_id=place.other_mediator.pk,
        seen_version=version(in_talks), why="回避",
    )  # fmt: skip

    assert finds(as_("director"), "张调解") == [in_talks.headline]
    assert finds(as_("director"), "李调解") == []


def test_what_was_never_filed_is_filed_at_night(case, as_):
    as_("system")
    unindex(subject_of(case))
    assert not SearchEntry.objects.exists()

    jobs.file_cases(actor=as_("system"))

    assert len(finds(as_("director"), "林小满")) == 1
