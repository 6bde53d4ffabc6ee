"""The trend of twelve months, from the dates of the rows."""

from __future__ import annotations

from datetime import date

from zhigong.supervision.models import Assignment
from zhigong.supervision.queries.views import trend


def told(actor, on):
    return {one["month"].isoformat()[:7]: one for one in trend(actor, on)}


def dated(assignment, *, last):
    Assignment.objects.filter(pk=assignment.pk).update(issued_on=date(2026, 8, 3), last_day=last)


def closed(assignment, *, last, on):
    """Another of the same unit, closed on a day."""
    assignment.pk, assignment.number, assignment.task = None, "示督八号", ""
    assignment.state, assignment.closed_on = "closed", on
    assignment.issued_on, assignment.last_day = date(2026, 8, 3), last
    Assignment.objects.bulk_create([assignment])


def test_late_is_what_passed_its_day_and_was_not_closed_when_the_month_ended(issued, as_):
    as_("system")
    closed(issued, last=date(2026, 9, 20), on=date(2026, 11, 2))

    months = told(as_("leader"), date(2026, 11, 10))

    assert len(months) == 12
    assert [months[m]["late"] for m in ("2026-08", "2026-09", "2026-10", "2026-11")] == [0, 1, 1, 0]
    assert months["2026-08"]["issued"] == 1
    assert months["2026-11"]["closed"] == 1


def test_a_last_day_that_ends_the_month_is_not_late_in_it(issued, as_):
    as_("system")
    dated(issued, last=date(2026, 9, 30))

    months = told(as_("leader"), date(2026, 11, 10))

    assert [months[m]["late"] for m in ("2026-09", "2026-10", "2026-11")] == [0, 1, 1]


def test_what_comes_due_later_this_month_is_not_late_yet(issued, as_):
    as_("system")
    dated(issued, last=date(2026, 11, 20))

    assert told(as_("leader"), date(2026, 11, 10))["2026-11"]["late"] == 0


def test_what_was_late_before_the_first_month_is_late_in_each(issued, as_):
    as_("system")
    dated(issued, last=date(2024, 2, 29))

    months = told(as_("leader"), date(2027, 11, 10))

    assert [one["late"] for one in months.values()] == [1] * 12
    assert sum(one["issued"] for one in months.values()) == 0


def test_it_agrees_with_today(issued, as_):
    as_("system")
    dated(issued, last=date(2026, 11, 9))

    assert told(as_("leader"), date(2026, 11, 10))["2026-11"]["late"] == 1


def test_an_outsider_sees_no_trend(issued, as_):
    months = told(as_("outsider"), date(2026, 11, 10))

    assert sum(one["issued"] + one["late"] for one in months.values()) == 0
