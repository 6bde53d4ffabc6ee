"""The table of an assignment's life, walked over every state and verb."""

from __future__ import annotations

from itertools import product

import pytest

from zhigong.supervision.rules.workflow import ASSIGNMENT, DONE, IN_HAND, OUT, AssignmentState

S = AssignmentState
VERBS = [step.verb for step in ASSIGNMENT.steps]


@pytest.mark.parametrize(("verb", "state"), list(product(VERBS, S)), ids=str)
def test_a_step_is_allowed_exactly_from_its_sources(verb: str, state: AssignmentState) -> None:
    verdict = ASSIGNMENT.may(verb, state)

    assert bool(verdict) is (state in ASSIGNMENT.step(verb).sources)
    assert verdict.codes in ((), (f"supervision.assignment.{verb}.wrong-state",))


def test_the_straight_way_from_draft_to_settled() -> None:
    way = ["send_round", "submit", "approve", "issue", "receive", "file_plan", "report",
           "apply_completion", "begin_verification", "cancel_number", "look_back", "settle"]  # fmt: skip
    state = ASSIGNMENT.initial
    for verb in way:
        ASSIGNMENT.may(verb, state).require()
        state = ASSIGNMENT.step(verb).target

    assert state is S.SETTLED


def test_only_settled_withdrawn_and_merged_are_final() -> None:
    assert set(ASSIGNMENT.final_states()) == {S.SETTLED, S.WITHDRAWN, S.MERGED}


def test_every_state_can_be_reached() -> None:
    reached = {ASSIGNMENT.initial}
    while more := {s.target for s in ASSIGNMENT.steps if s.sources & reached} - reached:
        reached |= more

    assert reached == set(S)


def test_what_is_done_or_out_cannot_be_withdrawn() -> None:
    assert [s for s in (*DONE, *OUT) if ASSIGNMENT.may("withdraw", s)] == []
    assert [s for s in IN_HAND if not ASSIGNMENT.may("withdraw", s)] == []


def test_the_clock_stops_while_completion_is_verified_and_runs_on_when_returned() -> None:
    assert ASSIGNMENT.step("apply_completion").pauses == ("due", "report")
    assert ASSIGNMENT.step("return_work").starts == ("report", "due")
