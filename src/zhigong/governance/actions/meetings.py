"""会议: the yearly schedule, topics, the meeting itself, its decisions and what follows from them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record, subject_of
from zhigong.governance.actions.filing import advance, begin
from zhigong.governance.actions.steps import (
    deadline,
    need_words,
    note,
    put_on_books,
    with_record,
)
from zhigong.governance.models import Decision, Meeting, MeetingRule, Topic
from zhigong.governance.permissions import (
    may,
    may_add_topic,
    may_decide,
    may_follow_decision,
    may_keep,
)
from zhigong.governance.queries.locking import lock
from zhigong.governance.queries.meetings import decision_of, followed
from zhigong.governance.rules.capabilities import CONVENE
from zhigong.governance.rules.meetings import (
    HOLD,
    TIMES,
    MeetingKind,
    may_hold_on,
    periods,
)
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id
from zhigong.supervision.actions.drafting import Source, Terms, propose_assignment
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules.words import Origin

LABEL = gettext_noop("召开会议")


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting outside the yearly rule: its name and the days between which it is to be held."""

    kind: str
    headline: str
    start: date
    end: date
    place: str = ""


@transaction.atomic
def set_rule(
    *,
    actor: Actor,
    unit_id: int,
    committee_id: int,
    kind: str,
    times: int,
    basis: str,
    from_year: int,
) -> MeetingRule:
    """定会议制度: how often a committee meets. A second rule for the same meetings changes the first."""
    assert times in TIMES
    unit, committee = unit_by_id(unit_id), unit_by_id(committee_id)
    may_keep(actor, unit.path, CONVENE).require()
    need_words(basis)
    rule, _made = MeetingRule.objects.update_or_create(
        unit=unit,
        committee=committee,
        kind=MeetingKind(kind),
        defaults={
            "unit_path": unit.path, "times": times, "basis": basis.strip(), "from_year": from_year,
        },
    )  # fmt: skip
    after = {"times": times, "from_year": from_year, "committee": committee.name}
    record(actor, "governance.meeting.rule", rule, after=after, note=basis.strip())
    return rule


@transaction.atomic
def plan_year(*, actor: Actor, rule_id: int, year: int, headline: str) -> list[Meeting]:
    """Plan the meetings that a rule demands of a year; periods planned or past are passed over.

    ``headline`` has places for ``year`` and ``number``.
    """
    rule = MeetingRule.objects.select_for_update().get(pk=rule_id)
    may_keep(actor, rule.unit_path, CONVENE).require()
    if year < rule.from_year:
        refuse(
            "governance.meeting.before-rule",
            gettext_noop("这项会议制度从 %(year)s 年起"),
            gettext_noop("请选择以后的年份"),
            year=rule.from_year,
        ).require()
    spans = periods(year, rule.times)
    known = list(rule.meetings.filter(period_start__year=year))
    to_come = [s for s in spans if s.end >= clock.today()]
    free = [s for s in to_come if not any(_meets(m, s.start, s.end) for m in known)]
    return [
        _planned(
            Meeting(
                kind=rule.kind, rule=rule, period=span.number, period_start=span.start,
                period_end=span.end, headline=headline % {"year": year, "number": span.number},
            ),
            actor, rule.unit_id, rule.committee_id,
        )
        for span in free
    ]  # fmt: skip


def _meets(meeting: Meeting, start: date, end: date) -> bool:
    return meeting.period_start <= end and start <= meeting.period_end


def plan_all(*, headlines: dict[str, str]) -> int:
    """Nightly, as the system: this year's meetings of every rule; how many were planned."""
    year = clock.today().year
    rules = MeetingRule.objects.filter(from_year__lte=year).order_by("id")
    return sum(
        len(plan_year(actor=SYSTEM, rule_id=rule.pk, year=year, headline=headlines[rule.kind]))
        for rule in rules
    )


@transaction.atomic
def plan_meeting(*, actor: Actor, unit_id: int, committee_id: int, planned: Planned) -> Meeting:
    """Plan one meeting beside the yearly rule, or a joint meeting with the government."""
    if planned.end < planned.start:
        refuse(
            "governance.meeting.days-reversed",
            gettext_noop("最迟召开的日期早于开始的日期"),
            gettext_noop("请核对两个日期"),
        ).require()
    meeting = Meeting(
        kind=planned.kind, headline=planned.headline.strip(), period_start=planned.start,
        period_end=planned.end, place=planned.place.strip(),
    )  # fmt: skip
    return _planned(meeting, actor, unit_id, committee_id)


def _planned(meeting: Meeting, actor: Actor, unit_id: int, committee_id: int) -> Meeting:
    put_on_books(
        meeting, actor=actor, unit_id=unit_id, committee_id=committee_id, capability=CONVENE
    )
    meeting.save()
    clocks = {HOLD: deadline(LABEL, meeting.period_end, start=meeting.period_start)}
    begin(meeting, meeting.life, actor=actor, deadlines=clocks)
    return meeting


@transaction.atomic
def add_topic(
    *, actor: Actor, record_id: int, seen_version: int, title: str, why: str, raised_by: str
) -> Topic:
    """添加议题. Refuses one that is there already."""
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may_add_topic(actor, meeting).require()
    need_words(title)
    if meeting.topics.filter(title=title.strip()).exists():
        refuse(
            "governance.meeting.topic-twice",
            gettext_noop("议题“%(title)s”已经有了"),
            gettext_noop("请核对，或换一个更具体的题目"),
            title=title.strip(),
        ).require()
    topic = Topic.objects.create(
        meeting=meeting, title=title.strip(), why=why.strip(), raised_by=raised_by.strip()
    )
    note(actor, meeting, "meeting.topic", topic=topic.title)
    return topic


@transaction.atomic
def fix_agenda(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    topics: Collection[int],
    on: date | None,
    place: str,
) -> Meeting:
    """确定议程: the topics that come up, the day and the place. Refuses an agenda without topics."""
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may(actor, meeting, "fix_agenda", facts=followed(meeting)).require()
    _accept(meeting, topics)
    meeting.planned_on, meeting.place = on, place.strip()
    advance(meeting, meeting.life, "fix_agenda", actor=actor)
    return meeting


def _accept(meeting: Meeting, chosen: Collection[int]) -> None:
    taken = meeting.topics.filter(pk__in=list(chosen))
    if not taken.exists():
        refuse(
            "governance.meeting.no-topic",
            gettext_noop("还没有议题"),
            gettext_noop("请先添加议题并确定上会"),
        ).require()
    meeting.topics.exclude(pk__in=list(chosen)).update(accepted=False)
    taken.update(accepted=True)


@transaction.atomic
def hold(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    on: date,
    place: str,
    topics: Collection[int] | None = None,
    minutes_number: str = "",
    upload: UploadedFile[bytes] | None = None,
) -> Meeting:
    """登记召开, with the minutes where they are ready. A joint meeting names its topics here.

    Refuses a day that has not come.
    """
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    verb = "hold" if meeting.kind == MeetingKind.PARTY else "convene"
    may(actor, meeting, verb, facts=followed(meeting)).require()
    may_hold_on(on, clock.today()).require()
    if verb == "convene":
        _accept(meeting, topics or ())
    meeting.held_on, meeting.place = on, place.strip() or meeting.place
    meeting.minutes_number = minutes_number.strip()
    with_record(actor, meeting, upload)
    advance(meeting, meeting.life, verb, actor=actor, after={"on": on.isoformat()})
    return meeting


@transaction.atomic
def decide(
    *, actor: Actor, record_id: int, seen_version: int, text: str, topic_id: int | None = None
) -> Decision:
    """登记议定事项, one by one, in the words of the minutes. Refuses one that is there already."""
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may_decide(actor, meeting).require()
    need_words(text)
    topic = meeting.topics.filter(pk=topic_id).first() if topic_id else None
    _not_yet(meeting, text)
    decision = Decision.objects.create(meeting=meeting, topic=topic, text=text.strip())
    note(actor, meeting, "meeting.decision", text.strip())
    return decision


def _not_yet(meeting: Meeting, text: str) -> None:
    known = {_bare(one) for one in meeting.decisions.values_list("text", flat=True)}
    if _bare(text) in known:
        refuse(
            "governance.meeting.decision-twice",
            gettext_noop("这条议定事项已经登记过"),
            gettext_noop("请在会议页面上核对；确是另一项的，请写明两项的区别"),
        ).require()


def _bare(text: str) -> str:
    return squeeze(text).rstrip("。；;.")


@transaction.atomic
def minute(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    minutes_number: str,
    upload: UploadedFile[bytes] | None = None,
) -> Meeting:
    """登记纪要 of a joint meeting: its number, and the file. Refuses minutes without a decision."""
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may(actor, meeting, "minute", facts=followed(meeting)).require()
    need_words(minutes_number)
    meeting.minutes_number = minutes_number.strip()
    with_record(actor, meeting, upload)
    advance(meeting, meeting.life, "minute", actor=actor)
    return meeting


@transaction.atomic
def assign(
    *, actor: Actor, record_id: int, seen_version: int, decision_id: int, terms: Terms
) -> Assignment:
    """立项督办 what was decided, with the decision as its origin."""
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may_follow_decision(actor, meeting).require()
    decision = _known(meeting, decision_id)
    made = propose_assignment(
        actor=actor, unit_id=meeting.unit_id, source=source_of(meeting, decision), terms=terms
    )
    note(actor, meeting, "meeting.assign", assignment=made.headline)
    return made


def source_of(meeting: Meeting, decision: Decision) -> Source:
    """A decision as the origin of an assignment."""
    joint = meeting.kind == MeetingKind.JOINT
    committee = meeting.committee.name if meeting.committee else ""
    assert meeting.held_on is not None
    facts = {
        "body": meeting.headline if joint else committee,
        "dated": meeting.held_on.isoformat(),
        "number": meeting.minutes_number,
    }
    return Source(
        origin=Origin.JOINT_MEETING if joint else Origin.PARTY,
        facts=facts,
        note=meeting.headline,
        subject=subject_of(decision),
        url=meeting.get_absolute_url(),
        path=meeting.committee.path if meeting.committee else "",
    )


@transaction.atomic
def leave_decision(
    *, actor: Actor, record_id: int, seen_version: int, decision_id: int, why: str
) -> Decision:
    """不需要督办: a decision that needs no assignment, with the reason."""
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may_follow_decision(actor, meeting).require()
    need_words(why)
    decision = _known(meeting, decision_id)
    decision.no_follow = why.strip()
    decision.save()
    note(actor, meeting, "meeting.leave", why.strip())
    return decision


def _known(meeting: Meeting, pk: int) -> Decision:
    found = decision_of(meeting, pk)
    if found is None:
        refuse(
            "governance.meeting.other-decision",
            gettext_noop("没有这条议定事项"),
            gettext_noop("请从列表中选择"),
        ).require()
    assert found is not None
    return found


@transaction.atomic
def go_on(*, actor: Actor, record_id: int, seen_version: int, verb: str, text: str = "") -> Meeting:
    """转入落实, 事项交办, 全部落实 or 反馈落实: judged by topics, decisions and their assignments."""
    assert verb in {"consult", "follow", "hand_out", "close", "feed_back"}
    meeting = lock(Meeting, record_id, seen_version=seen_version)
    may(actor, meeting, verb, facts=followed(meeting)).require()
    if verb == "feed_back":
        need_words(text)
        meeting.feedback = text.strip()
    advance(meeting, meeting.life, verb, actor=actor, note=text.strip())
    return meeting
