"""Every state of every life, every step: what the table says is what may be done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from zhigong.governance.rules import (
    duties,
    matters,
    meetings,
    papers,
    practices,
    resources,
)
from zhigong.governance.rules.meetings import Followed, MeetingKind, may_step, periods
from zhigong.governance.rules.papers import PaperKind, doubts, may_address, requests_within
from zhigong.governance.rules.resources import Kept, may_amount
from zhigong.identity.rules.roles import CAPABILITIES
from zhigong.org.rules.kinds import UnitKind

LIVES = (
    matters.MATTER,
    resources.RESOURCE,
    duties.DUTY,
    meetings.PARTY_MEETING,
    meetings.JOINT_MEETING,
    papers.PAPER,
    practices.PRACTICE,
    practices.ENDORSEMENT,
)
EVERY = [(life, step, s) for life in LIVES for step in life.steps for s in life.states]
NOTHING = Followed(topics=0, accepted=0, decisions=0, loose=0, still_open=0)
ALL = Followed(topics=2, accepted=1, decisions=3, loose=0, still_open=0)


@pytest.mark.parametrize(("life", "step", "state"), EVERY)
def test_a_step_is_taken_from_its_states_only(life, step, state):
    assert bool(life.may(step.verb, state)) == (state in step.sources)
    assert step.capability in CAPABILITIES


@pytest.mark.parametrize("life", LIVES, ids=lambda one: one.name)
def test_every_state_can_be_reached_and_every_wait_is_for_somebody(life):
    reached = {life.initial} | {step.target for step in life.steps}

    assert reached == set(life.states)
    assert set(life.waits.values()) <= set(CAPABILITIES)
    assert not set(life.waits) & set(life.final_states())


def test_a_binding_matter_is_never_only_filed():
    assert matters.may_file("received", "guiding")
    assert matters.may_file("received", "must_answer").codes == ("governance.matter.must-answer",)
    assert not matters.may_file("under_way", "guiding")


@pytest.mark.parametrize(("still_open", "codes"), [(0, ()), (2, ("governance.matter.still-open",))])
def test_a_result_waits_for_its_tasks(still_open, codes):
    assert matters.may_answer("under_way", still_open).codes == codes


@pytest.mark.parametrize("kind", resources.ResourceKind)
def test_amounts_are_counted_as_their_kind_is(kind):
    assert may_amount(kind, Decimal(3))
    assert may_amount(kind, Decimal(0)).codes == ("governance.resource.nothing",)
    whole = kind in resources.WHOLE
    assert bool(may_amount(kind, Decimal("1.5"))) is not whole


@pytest.mark.parametrize(
    ("promised", "given", "share", "missing", "whole"),
    [("0", "0", 0, "0", True), ("300", "0", 0, "300", False), ("300", "299", 99, "1", False),
     ("300", "300", 100, "0", True), ("300", "450", 100, "0", True)],
)  # fmt: skip
def test_a_promise_is_compared_with_what_came(promised, given, share, missing, whole):
    kept = Kept(Decimal(promised), Decimal(given))

    assert (kept.share, kept.missing, kept.whole) == (share, Decimal(missing), whole)


@pytest.mark.parametrize("kind", UnitKind)
def test_only_a_party_committee_owes_such_a_duty(kind):
    assert bool(duties.may_owe(kind)) == (kind == UnitKind.PARTY_COMMITTEE)


@pytest.mark.parametrize("times", meetings.TIMES)
def test_the_year_is_split_without_gap_or_overlap(times):
    found = periods(2028, times)

    assert len(found) == times
    assert found[0].start == date(2028, 1, 1)
    assert found[-1].end == date(2028, 12, 31)
    for one, after in pairwise(found):
        assert (after.start - one.end).days == 1


@pytest.mark.parametrize(
    ("kind", "verb", "state", "code"),
    [
        ("party", "fix_agenda", "topics", "governance.meeting.no-topic"),
        ("party", "hold", "agenda", "governance.meeting.no-topic"),
        ("party", "follow", "held", "governance.meeting.no-decision"),
        ("joint", "consult", "collecting", "governance.meeting.no-topic"),
        ("joint", "convene", "consulting", "governance.meeting.no-topic"),
        ("joint", "minute", "convened", "governance.meeting.no-decision"),
    ],
)
def test_a_meeting_goes_on_with_what_it_needs(kind, verb, state, code):
    assert may_step(kind, verb, state, NOTHING).codes == (code,)
    assert may_step(kind, verb, state, ALL)


@pytest.mark.parametrize(
    ("kind", "verb", "state"), [("joint", "hand_out", "minuted"), ("party", "close", "following")]
)
def test_a_loose_decision_holds_a_meeting_up(kind, verb, state):
    loose = Followed(topics=1, accepted=1, decisions=2, loose=1, still_open=0)

    assert may_step(kind, verb, state, loose).codes == ("governance.meeting.loose-decision",)


@pytest.mark.parametrize(
    ("kind", "verb", "state"), [("joint", "feed_back", "assigned"), ("party", "close", "following")]
)
def test_open_tasks_hold_a_meeting_up(kind, verb, state):
    still = Followed(topics=1, accepted=1, decisions=2, loose=0, still_open=1)

    assert may_step(kind, verb, state, still).codes == ("governance.meeting.still-open",)


def test_both_kinds_of_meeting_have_states_of_their_own():
    first, second = (set(meetings.LIVES[k].states) for k in MeetingKind)

    assert not first & second


def test_a_meeting_is_not_held_on_a_day_to_come():
    assert meetings.may_hold_on(date(2026, 11, 10), date(2026, 11, 10))
    assert not meetings.may_hold_on(date(2026, 11, 11), date(2026, 11, 10))


@pytest.mark.parametrize("word", papers.words()["asking"])
def test_a_request_inside_a_report_is_noticed_and_a_request_asks(word):
    body = f"情况如上。{word}。"

    assert word in requests_within(body)
    assert doubts(PaperKind.REPORT, "关于某事的报告", body).codes == (
        "governance.paper.request-in-report",
    )
    assert doubts(PaperKind.REQUEST, "关于某事的请示", body)


def test_a_request_that_asks_nothing_is_noticed_and_a_plain_report_is_not():
    assert doubts("request", "关于某事的请示", "情况如上。").codes == (
        "governance.paper.asks-nothing",
    )
    assert doubts("report", "关于某事的报告", "特此报告。")


@pytest.mark.parametrize("to", ["示范市总工会、示范区委", "示范市总工会，示范区委", "市总；区委"])
def test_a_paper_goes_to_one_superior(to):
    assert may_address(to).codes == ("governance.paper.two-addressees",)
    assert may_address("示范市总工会：")
    assert may_address(" ").codes == ("governance.paper.no-addressee",)


def test_nobody_signs_or_verifies_his_own():
    assert papers.may_approve("drafted", author=1, signer=2)
    assert papers.may_approve("drafted", author=1, signer=1).codes == (
        "governance.paper.own-draft",
    )
    for life, state in ((practices.PRACTICE, "submitted"), (practices.ENDORSEMENT, "registered")):
        assert practices.may_verify(life, state, author=1, verifier=2)
        assert practices.may_verify(life, state, author=1, verifier=1).codes == (
            "governance.verify.own-work",
        )


def test_a_request_is_answered_and_a_report_is_filed():
    assert papers.may_file("sent", "report")
    assert papers.may_file("sent", "request").codes == ("governance.paper.needs-answer",)


@pytest.mark.parametrize(
    ("last", "codes"),
    [(None, ()), (date(2026, 11, 4), ("governance.paper.reminded-lately",)),
     (date(2026, 11, 3), ())],
)  # fmt: skip
def test_a_superior_is_reminded_every_five_working_days_at_most(last, codes):
    today = date(2026, 11, 10)

    assert papers.may_remind("sent", "request", last, today).codes == codes
    assert papers.may_remind("sent", "report", last, today).codes[0] == (
        "governance.paper.wants-no-answer"
    )
    assert not papers.may_remind("answered", "request", last, today)


def test_a_reply_is_waited_for_in_working_days():
    assert papers.answer_by(date(2026, 11, 10), 10) == date(2026, 11, 24)


def test_a_practice_needs_evidence():
    assert practices.may_submit("drafted", 1)
    assert practices.may_submit("drafted", 0).codes == ("governance.practice.no-evidence",)
