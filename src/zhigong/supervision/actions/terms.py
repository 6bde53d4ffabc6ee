"""The days of an assignment: what its dates make of it, and its clocks."""

from __future__ import annotations

from datetime import date, timedelta

from zhigong.foundation import clock
from zhigong.foundation.clocks.actions import Due
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
    """Make the days its light is judged by from the date in force; call after every change."""
    if assignment.due is None:
        assignment.last_day = assignment.near_from = None
        return
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


def count_missing(assignment: Assignment) -> None:
    """Add the report days that passed without a report before today."""
    expected, today = assignment.next_report_on, clock.today()
    if expected is not None and expected < today:
        before = expected - timedelta(days=1)
        passed = duedates.report_days(before, today - timedelta(days=1), Rhythm(assignment.rhythm))
        assignment.missing_reports += max(1, len(passed))


def verify_clock() -> dict[str, Due]:
    """Five working days to verify an application for completion."""
    return {VERIFY: _running(VERIFY, duedates.verify_by(clock.today()))}


def _running(name: str, day: date) -> Due:
    today = clock.today()
    known = OFFICIAL.is_published(day.year) and OFFICIAL.is_published(today.year)
    return Due(label=LABELS[name], start=today, due=day, provisional=not known)
