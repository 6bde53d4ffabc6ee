"""The table of notices: it names what happens, and nothing personal leaves the house."""

from __future__ import annotations

import re

import pytest

from zhigong.mediation.rules.notices import (
    HOLDING,
    KIND_LABELS,
    NOTICES,
    OUTSIDE_PLACES,
    WHOM_LABELS,
    Kind,
    Telling,
    Whom,
)
from zhigong.mediation.rules.workflow import CASE

PLACE = re.compile(r"%\((\w+)\)")
HAPPENS = {
    "begin", "invite", "signed", "evidence.add", "hearing.call", "hearing.move",
    "hearing.cancelled", "hearing.tomorrow", "payment.soon", "payment.due", "payment.late",
    "payment.record",
}  # fmt: skip
LINES = [(event, line) for event, lines in NOTICES.items() for line in lines]


def test_every_event_is_a_step_or_something_that_happens():
    steps = {step.verb for step in CASE.steps}

    assert set(NOTICES) - steps == HAPPENS


def test_every_step_is_told_to_the_worker():
    """All but what he does himself without leaving the case, and who is at work."""
    silent = {step.verb for step in CASE.steps} - {
        event for event, line in LINES if line.whom == Whom.WORKER
    }

    assert silent == {"supply"}


@pytest.mark.parametrize(("event", "line"), LINES)
def test_what_leaves_the_house_names_nobody(event: str, line: Telling):
    assert set(PLACE.findall(line.outside)) <= OUTSIDE_PLACES


@pytest.mark.parametrize(("event", "line"), LINES)
def test_who_has_no_account_is_told_outside_and_who_has_one_in_the_house(event: str, line: Telling):
    assert bool(line.title) == (line.whom != Whom.EMPLOYER)
    assert bool(line.outside) or line.whom != Whom.EMPLOYER


def test_nobody_is_told_twice_of_one_thing():
    for event, lines in NOTICES.items():
        whom = [line.whom for line in lines]
        assert len(set(whom)) == len(whom), event


def test_every_receiver_and_kind_has_a_word():
    assert set(WHOM_LABELS) == set(Whom)
    assert set(KIND_LABELS) == set(Kind)
    assert set(HOLDING) <= set(Whom)
