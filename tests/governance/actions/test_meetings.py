"""Meetings: planned from a rule, held or missed, their decisions followed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.governance.conftest import DAY, of, state, terms
from tests.refusals import refused
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.governance.actions import meetings
from zhigong.governance.actions.steps import take_step
from zhigong.governance.models import Decision, Meeting, MeetingRule
from zhigong.governance.queries.overview import meetings_ahead, meetings_late
from zhigong.governance.rules.meetings import HEADLINES
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import deciding
from zhigong.supervision.models import Assignment


def with_topic(meeting, office, title="驿站用地"):
    return meetings.add_topic(
        **of(meeting, office, title=title, why="三处无地", raised_by="区总工会")
    )


def held(meeting, office):
    take_step(**of(meeting, office, model=Meeting, verb="invite_topics"))
    topic = with_topic(meeting, office)
    with_topic(meeting, office, "不上会的议题")
    meetings.fix_agenda(
        **of(meeting, office, topics=[topic.pk], on=date(2026, 11, 20), place="区委会议室")
    )
    meetings.hold(**of(meeting, office, on=DAY, place="", minutes_number="示委纪〔2026〕11号"))
    return topic


def test_a_rule_plans_the_periods_to_come_once(meeting, as_):
    rule = MeetingRule.objects.get()
    more = meetings.plan_year(actor=as_("office"), rule_id=rule.pk, year=2026, headline="x")
    assert more == []

    with clock.frozen(date(2027, 1, 2)):
        announce_actor(SYSTEM)
        assert meetings.plan_all(headlines=HEADLINES) == 2
        assert meetings.plan_all(headlines=HEADLINES) == 0
        assert [m.period for m in Meeting.objects.filter(period_start__year=2027)] == [1, 2]


def test_a_period_that_passes_without_a_meeting_shows_as_late(meeting, as_):
    later = date(2027, 1, 4)
    entry = waiting_for(as_("office")).get(title=meeting.headline)

    assert entry.due == date(2026, 12, 31)
    assert Meeting.objects.filter(meetings_late(later)).get() == meeting
    assert not Meeting.objects.filter(meetings_late(date(2026, 12, 31))).exists()
    assert list(meetings_ahead(as_("office"), DAY)) == [meeting]
    missed = take_step(
        **of(meeting, as_("office"), model=Meeting, verb="miss", note="年末会议合并到下期")
    )
    assert missed.state == "missed"
    assert not waiting_for(as_("office")).filter(title=meeting.headline).exists()


def test_a_committees_meeting_to_its_last_task(meeting, as_, place):
    office = as_("office")
    topic = held(meeting, office)
    with pytest.raises(Refused, match="no-decision"):
        meetings.go_on(**of(meeting, office, verb="follow"))
    first = meetings.decide(
        **of(meeting, office, text="由区国资公司提供两处场地。", topic_id=topic.pk)
    )
    second = meetings.decide(**of(meeting, office, text="同意工会年度工作安排。"))
    assert refused(meetings.decide, **of(meeting, office, text=" 同意工会年度工作安排")) == (
        "governance.meeting.decision-twice",
    )
    meetings.go_on(**of(meeting, office, verb="follow"))
    task = meetings.assign(**of(meeting, office, decision_id=first.pk, terms=terms(place)))
    with pytest.raises(Refused, match="loose-decision"):
        meetings.go_on(**of(meeting, office, verb="close"))
    meetings.leave_decision(
        **of(meeting, office, decision_id=second.pk, why="属于原则同意，无需另行督办")
    )
    with pytest.raises(Refused, match="still-open"):
        meetings.go_on(**of(meeting, office, verb="close"))

    assert (task.origin, task.origin_facts["number"]) == ("party", "示委纪〔2026〕11号")
    deciding.withdraw(
        actor=as_("leader"), assignment_id=task.pk, seen_version=task.version, why="场地已移交"
    )
    assert meetings.go_on(**of(meeting, as_("office"), verb="close")).state == "closed"
    assert [t.accepted for t in meeting.topics.order_by("id")] == [True, False]


def test_a_joint_meeting_leads_its_own_life(joint, as_, place):
    office = as_("office")
    with pytest.raises(Refused, match="no-topic"):
        meetings.go_on(**of(joint, office, verb="consult"))
    topic = with_topic(joint, office)
    meetings.go_on(**of(joint, office, verb="consult"))
    meetings.hold(**of(joint, office, on=DAY, place="区政府", topics=[topic.pk]))
    decision = meetings.decide(**of(joint, office, text="三处驿站用水用电按居民价。"))
    meetings.minute(**of(joint, office, minutes_number="示府纪〔2026〕4号"))
    with pytest.raises(Refused, match="loose-decision"):
        meetings.go_on(**of(joint, office, verb="hand_out"))
    task = meetings.assign(**of(joint, office, decision_id=decision.pk, terms=terms(place)))
    meetings.go_on(**of(joint, office, verb="hand_out"))
    with pytest.raises(Refused, match="still-open"):
        meetings.go_on(**of(joint, office, verb="feed_back", text="已落实"))

    assert task.origin == "joint_meeting"
    assert task.origin_facts == {
        "body": "第六次联席会议", "dated": "2026-11-10", "number": "示府纪〔2026〕4号",
    }  # fmt: skip
    deciding.withdraw(
        actor=as_("leader"), assignment_id=task.pk, seen_version=task.version, why="已落实"
    )
    done = meetings.go_on(**of(joint, as_("office"), verb="feed_back", text="水电价已调整。"))
    assert (done.state, done.feedback) == ("fed_back", "水电价已调整。")


def test_a_meeting_refuses(meeting, as_, place):
    office = as_("office")
    take_step(**of(meeting, office, model=Meeting, verb="invite_topics"))
    topic = with_topic(meeting, office)
    with pytest.raises(Refused, match="topic-twice"):
        with_topic(meeting, office)
    with pytest.raises(Refused, match="no-topic"):
        meetings.fix_agenda(**of(meeting, office, topics=[], on=None, place=""))
    meetings.fix_agenda(**of(meeting, office, topics=[topic.pk], on=None, place=""))
    with pytest.raises(Refused, match="not-yet"):
        meetings.hold(**of(meeting, office, on=date(2026, 11, 11), place=""))
    with pytest.raises(Refused, match="wrong-stage"):
        meetings.decide(**of(meeting, office, text="太早"))
    meetings.hold(**of(meeting, office, on=DAY, place=""))
    meetings.decide(**of(meeting, office, text="同意。"))
    with pytest.raises(Refused, match="other-decision"):
        meetings.assign(**of(meeting, office, decision_id=987654, terms=terms(place)))
    assert not Assignment.objects.exists()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("name", ["leader", "party", "outsider", "nobody"])
def test_only_the_office_convenes(meeting, as_, name):
    values = of(meeting, as_("office"), model=Meeting, verb="invite_topics")
    values["actor"] = as_(name)

    with pytest.raises(Refused):
        take_step(**values)
    as_("system")
    assert state(meeting) == "planned"


def test_days_the_wrong_way_round_and_years_before_the_rule_are_refused(meeting, as_, place):
    planned = meetings.Planned("joint", "联席会议", date(2026, 12, 2), date(2026, 12, 1))
    with pytest.raises(Refused, match="days-reversed"):
        meetings.plan_meeting(
            actor=as_("office"), unit_id=place.district.pk, committee_id=place.other.pk,
            planned=planned,
        )  # fmt: skip
    rule = MeetingRule.objects.get()
    with pytest.raises(Refused, match="before-rule"):
        meetings.plan_year(actor=as_("office"), rule_id=rule.pk, year=2025, headline="x")


@pytest.mark.parametrize("change", [{"state": "collecting"}, {"period_end": date(2020, 1, 1)}])
def test_the_database_refuses_a_meeting_that_makes_no_sense(meeting, as_, change):
    as_("office")
    with pytest.raises(Exception, match=r"violates|[Tt]ransition"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**change)
