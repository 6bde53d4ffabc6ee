"""The days of an assignment: what its dates make of it, and its clocks."""

from __future__ import annotations

from datetime import date, timedelta

from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import Due, days_paused
from zhigong.kernel.period import add_months
from zhigong.kernel.text import gettext_noop
from zhigong.law.calendar.working import OFFICIAL
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules import duedates
from zhigong.supervision.rules.lights import NEAR_DAYS, NEAR_SHARE
from zhigong.supervision.rules.terms import Rhythm
from zhigong.supervision.rules.workflow import DUE, PLAN, RECEIVE, REPORT, VERIFY

LABELS = {
    RECEIVE: gettext_noop("签收"),
    PLAN: gettext_noop("报送方案"),
    REPORT: gettext_noop("报送进展"),
    DUE: gettext_noop("办结"),
    VERIFY: gettext_noop("核查"),
}
SHIFTED = gettext_noop("期限末日是休息日的，顺延到其后第一个工作日（《民法典》第二百零三条）")
TERM_MONTHS = 60  # 工会法 第十六条: a term of the district's congress is five years


def settle_days(assignment: Assignment) -> None:
    """Make the days it is judged by from its dates; call after every change."""
    if assignment.due is None or assignment.original_due is None:
        assignment.last_day = assignment.original_last = assignment.near_from = None
        return
    assignment.original_last = duedates.due(assignment.original_due).last
    last = duedates.due(assignment.due).last
    whole = (assignment.due - assignment.issued_on).days if assignment.issued_on else 0
    assignment.last_day = last
    assignment.near_from = last - timedelta(days=max(NEAR_DAYS, whole * NEAR_SHARE // 100))


def issue_clocks(assignment: Assignment) -> dict[str, Due]:
    """Receipt, plan and due date of an assignment issued today."""
    return {**receipt_clocks(), DUE: due_clock(assignment)}


def receipt_clocks() -> dict[str, Due]:
    """Two working days to sign, five for the plan."""
    today = clock.today()
    return {
        RECEIVE: _running(RECEIVE, duedates.receive_by(today)),
        PLAN: _running(PLAN, duedates.plan_by(today)),
    }


def due_clock(assignment: Assignment) -> Due:
    """The due date; a standing duty is looked at when the year ends."""
    today = clock.today()
    if assignment.due is None:
        return _running(DUE, date(today.year, 12, 31))
    found = duedates.due(assignment.due)
    return Due(
        label=LABELS[DUE],
        start=assignment.issued_on or today,
        due=found.last,
        provisional=found.provisional,
        basis=SHIFTED if found.shifted else "",
    )


def report_clock(assignment: Assignment) -> dict[str, Due]:
    """The next day on which progress is due; remembered on the record, which is saved later."""
    today = clock.today()
    days = duedates.report_days(today, add_months(today, 13), Rhythm(assignment.rhythm))
    assignment.next_report_on = days[0]
    return {REPORT: _running(REPORT, days[0])}


def count_missed(assignment: Assignment) -> int:
    """Keep the report days that passed without a report before today; how many are new."""
    expected, today = assignment.next_report_on, clock.today()
    if expected is None or expected >= today:
        return 0
    yesterday, rhythm = today - timedelta(days=1), Rhythm(assignment.rhythm)
    later = duedates.report_days(expected, yesterday, rhythm)
    new = [day for day in (expected, *later) if day not in assignment.missed_reports]
    assignment.missed_reports = [*assignment.missed_reports, *new]
    return len(new)


def run_on(assignment: Assignment) -> dict[str, Due]:
    """Let a due date that stood still run on: it moves by those days, the original one stays.

    Every day that its light and lists go by moves with it; a clock alone would leave the matter
    red for the time in which nobody was to work on it.
    """
    still = days_paused(subject_of(assignment), DUE)
    if still and assignment.due is not None:
        assignment.due += timedelta(days=still)
        settle_days(assignment)
    return {DUE: due_clock(assignment)}


def verify_clock() -> dict[str, Due]:
    """Five working days to verify an application for completion."""
    return {VERIFY: _running(VERIFY, duedates.verify_by(clock.today()))}


def _running(name: str, day: date) -> Due:
    today = clock.today()
    known = OFFICIAL.is_published(day.year) and OFFICIAL.is_published(today.year)
    return Due(label=LABELS[name], start=today, due=day, provisional=not known)
