"""Every state with every verb."""

from __future__ import annotations

from zhigong.membership.rules.workflow import ENDED, MEMBERSHIP, RUNNING, STATES, MemberState

LEADS = {
    ("applied", "admit"), ("applied", "decline"),
    ("member", "send"), ("member", "retain"), ("member", "leave"), ("member", "expel"),
    ("member", "decease"),
    ("transferring", "call_back"), ("transferring", "hand_over"), ("transferring", "decease"),
    ("retained", "resume"), ("retained", "leave"), ("retained", "expel"), ("retained", "decease"),
}  # fmt: skip


def test_each_verb_leads_on_from_its_own_states_only():
    allowed = {
        (str(state), step.verb)
        for state in MemberState
        for step in MEMBERSHIP.steps
        if MEMBERSHIP.may(step.verb, state)
    }
    assert allowed == LEADS


def test_a_membership_either_runs_or_has_ended():
    assert set(RUNNING) | set(ENDED) == set(STATES)
    assert set(RUNNING) & set(ENDED) == set()
    assert set(MEMBERSHIP.final_states()) == set(ENDED)
