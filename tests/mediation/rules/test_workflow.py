"""Every state and every verb of a case."""

import pytest

from zhigong.mediation.rules.workflow import CASE, OPEN, STATES, CaseState


@pytest.mark.parametrize("verb", [s.verb for s in CASE.steps])
@pytest.mark.parametrize("state", CaseState)
def test_a_step_leads_on_exactly_from_its_sources(verb, state):
    assert bool(CASE.may(verb, state)) == (state in CASE.step(verb).sources)


def test_every_state_has_a_name_and_can_be_reached():
    reached = {s.target for s in CASE.steps} | {CASE.initial}

    assert set(STATES) == set(CaseState) == reached


def test_what_is_open_can_be_left_and_what_is_over_cannot():
    assert set(OPEN) == set(CaseState) - set(CASE.final_states())


def test_a_refused_step_names_state_and_step():
    refusal = CASE.may("accept", CaseState.PERFORMED).refusals[0]

    assert refusal.reason_text() == "现在是“已履行”，不能“受理”"
