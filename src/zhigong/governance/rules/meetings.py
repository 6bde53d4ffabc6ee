"""会议: Party committees study the union's work; government and union meet jointly.

One object, two lives. How often a committee meets is data; a period that passes without a meeting
shows as late. A decision is followed by an assignment, or says why none is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhigong.governance.rules.capabilities import CONVENE
from zhigong.governance.rules.matters import none_open
from zhigong.kernel.period import add_months, month_end
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.kernel.workflow import Workflow, step


class MeetingKind(StrEnum):
    """Whose meeting it is."""

    PARTY = "party"
    JOINT = "joint"


class MeetingState(StrEnum):
    """Where a meeting stands; the first seven are a committee's, the others a joint meeting's."""

    PLANNED = "planned"
    TOPICS = "topics"
    AGENDA = "agenda"
    HELD = "held"
    FOLLOWING = "following"
    CLOSED = "closed"
    MISSED = "missed"
    COLLECTING = "collecting"
    CONSULTING = "consulting"
    CONVENED = "convened"
    MINUTED = "minuted"
    ASSIGNED = "assigned"
    FED_BACK = "fed_back"
    CANCELLED = "cancelled"


MEETING_KINDS: dict[str, str] = {
    MeetingKind.PARTY: gettext_noop("党委研究工会工作"),
    MeetingKind.JOINT: gettext_noop("政府与工会联席会议"),
}
HEADLINES: dict[str, str] = {
    MeetingKind.PARTY: gettext_noop("%(year)d年第%(number)d次研究工会工作"),
    MeetingKind.JOINT: gettext_noop("%(year)d年第%(number)d次联席会议"),
}
TIMES = (1, 2, 3, 4, 6, 12)  # meetings a year: each splits it into whole months
S = MeetingState
HOLD = "hold"  # the clock: by when it is to be held
PARTY_MEETING = Workflow(
    name="governance.meeting",
    label=gettext_noop("党委研究工会工作会议"),
    initial=S.PLANNED,
    states={
        S.PLANNED: gettext_noop("已列入计划"),
        S.TOPICS: gettext_noop("议题征集中"),
        S.AGENDA: gettext_noop("议程已定"),
        S.HELD: gettext_noop("已召开"),
        S.FOLLOWING: gettext_noop("议定事项落实中"),
        S.CLOSED: gettext_noop("已办结"),
        S.MISSED: gettext_noop("本期未开"),
    },
    waits=dict.fromkeys((S.PLANNED, S.TOPICS, S.AGENDA, S.HELD, S.FOLLOWING), CONVENE),
    steps=(
        step("invite_topics", gettext_noop("征集议题"), [S.PLANNED], S.TOPICS, capability=CONVENE),
        step("fix_agenda", gettext_noop("确定议程"), [S.TOPICS], S.AGENDA, capability=CONVENE),
        step("hold", gettext_noop("登记召开"), [S.AGENDA], S.HELD, capability=CONVENE,
             meets=(HOLD,)),
        step("follow", gettext_noop("转入落实"), [S.HELD], S.FOLLOWING, capability=CONVENE),
        step("close", gettext_noop("全部落实"), [S.FOLLOWING], S.CLOSED, capability=CONVENE),
        step("miss", gettext_noop("登记未开"), [S.PLANNED, S.TOPICS, S.AGENDA], S.MISSED,
             capability=CONVENE, drops=(HOLD,)),
    ),
)  # fmt: skip
JOINT_MEETING = Workflow(
    name="governance.joint_meeting",
    label=gettext_noop("联席会议"),
    initial=S.COLLECTING,
    states={
        S.COLLECTING: gettext_noop("议题征集"),
        S.CONSULTING: gettext_noop("会前协商中"),
        S.CONVENED: gettext_noop("已开会"),
        S.MINUTED: gettext_noop("已出纪要"),
        S.ASSIGNED: gettext_noop("事项已交办"),
        S.FED_BACK: gettext_noop("已反馈落实"),
        S.CANCELLED: gettext_noop("已取消"),
    },
    waits=dict.fromkeys((S.COLLECTING, S.CONSULTING, S.CONVENED, S.MINUTED, S.ASSIGNED), CONVENE),
    steps=(
        step("consult", gettext_noop("会前协商"), [S.COLLECTING], S.CONSULTING, capability=CONVENE),
        step("convene", gettext_noop("登记开会"), [S.CONSULTING], S.CONVENED, capability=CONVENE,
             meets=(HOLD,)),
        step("minute", gettext_noop("登记纪要"), [S.CONVENED], S.MINUTED, capability=CONVENE),
        step("hand_out", gettext_noop("事项交办"), [S.MINUTED], S.ASSIGNED, capability=CONVENE),
        step("feed_back", gettext_noop("反馈落实"), [S.ASSIGNED], S.FED_BACK, capability=CONVENE),
        step("cancel", gettext_noop("取消"), [S.COLLECTING, S.CONSULTING], S.CANCELLED,
             capability=CONVENE, drops=(HOLD,)),
    ),
)  # fmt: skip
LIVES: Mapping[str, Workflow] = {
    MeetingKind.PARTY: PARTY_MEETING,
    MeetingKind.JOINT: JOINT_MEETING,
}
BEFORE = frozenset({S.PLANNED, S.TOPICS, S.AGENDA, S.COLLECTING, S.CONSULTING})
COLLECTED = frozenset({S.PLANNED, S.TOPICS, S.COLLECTING, S.CONSULTING})  # topics may be added
RECORDED = frozenset({S.HELD, S.CONVENED, S.MINUTED})  # decisions may be recorded
FOLLOWED = frozenset({S.HELD, S.FOLLOWING, S.MINUTED, S.ASSIGNED})  # assignments may follow


@dataclass(frozen=True, slots=True)
class Period:
    """One of the year's periods in which a meeting is to be held."""

    number: int
    start: date
    end: date


def periods(year: int, times: int) -> tuple[Period, ...]:
    """The year in so many equal parts of whole months. ``times`` is one of ``TIMES``."""
    assert times in TIMES
    months = 12 // times
    starts = [add_months(date(year, 1, 1), months * n) for n in range(times)]
    return tuple(
        Period(n, start, month_end(add_months(start, months - 1)))
        for n, start in enumerate(starts, 1)
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """What of a meeting is judged: its topics, its decisions and what became of them."""

    topics: int
    accepted: int
    decisions: int
    loose: int  # decisions with neither an assignment nor a word why none is needed
    still_open: int  # assignments still being worked on


def may_step(kind: str, verb: str, state: str, meeting: Followed) -> Verdict:
    """Whether the meeting has what the step needs; every gap is named."""
    verdict = LIVES[kind].may(verb, state)
    needs = {
        "consult": _topics(meeting.topics),
        "fix_agenda": _topics(meeting.topics),
        "convene": _topics(meeting.topics),
        "hold": _topics(meeting.accepted),
        "follow": _decisions(meeting),
        "minute": _decisions(meeting),
        "hand_out": _handed_out(meeting),
        "close": _handed_out(meeting)
        & none_open("governance.meeting.still-open", meeting.still_open),
        "feed_back": none_open("governance.meeting.still-open", meeting.still_open),
    }
    return verdict & needs.get(verb, ALLOWED)


def _topics(count: int) -> Verdict:
    if count:
        return ALLOWED
    return refuse(
        "governance.meeting.no-topic",
        gettext_noop("还没有议题"),
        gettext_noop("请先添加议题并确定上会"),
    )


def _decisions(meeting: Followed) -> Verdict:
    if meeting.decisions:
        return ALLOWED
    return refuse(
        "governance.meeting.no-decision",
        gettext_noop("还没有登记议定事项"),
        gettext_noop("请按纪要逐条登记；没有议定的也写明"),
    )


def _handed_out(meeting: Followed) -> Verdict:
    if not meeting.loose:
        return ALLOWED
    return refuse(
        "governance.meeting.loose-decision",
        gettext_noop("有 %(n)s 条议定事项还没有立项，也没有写明为什么不需要"),
        gettext_noop("请逐条立项督办，或写明不需要督办的理由"),
        n=meeting.loose,
    )


def may_hold_on(day: date, today: date) -> Verdict:
    """Whether a meeting can have been held on a day: not on one that has not come."""
    if day <= today:
        return ALLOWED
    return refuse(
        "governance.meeting.not-yet",
        gettext_noop("%(day)s 还没有到，不能登记为已召开"),
        gettext_noop("请填写实际召开的日期"),
        day=day,
    )
