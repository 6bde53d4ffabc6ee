"""What the database counts agrees with the rules, over assignments of every kind."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db.models import Q

from zhigong.kernel.actor import SYSTEM
from zhigong.supervision.actions.terms import settle_days
from zhigong.supervision.models import Assignment, FormerLead
from zhigong.supervision.queries import counts_by_light, shown
from zhigong.supervision.queries.following import judged_in
from zhigong.supervision.queries.league import league
from zhigong.supervision.queries.views import by_lead, by_origin, counts_for_leader
from zhigong.supervision.rules.league import Assessed, league_table, missed_in
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.workflow import BEFORE_ISSUE, DONE, IN_HAND, OUT, AssignmentState

DAY = date(2026, 11, 10)
S = AssignmentState
DUES = (  # original, in force: a working day, a Saturday, the eve of a long holiday, none
    (date(2026, 11, 10), date(2026, 11, 10)),
    (date(2026, 11, 7), date(2026, 11, 7)),
    (date(2026, 10, 1), date(2026, 10, 1)),
    (date(2026, 9, 1), date(2026, 11, 8)),
    (date(2026, 3, 2), date(2026, 12, 31)),
    (None, None),
)
FINISHED = (None, date(2026, 8, 31), date(2026, 10, 8), date(2026, 11, 9), date(2026, 11, 10))
MISSED = ([], [date(2025, 12, 28), date(2026, 1, 28)], [date(2026, 10, 28), date(2026, 11, 28)])


@pytest.fixture
def mixed(place, as_):
    """Assignments of each state, due date, end and number of missed reports, with three units."""
    as_("system")
    cases = itertools.product(S, DUES)
    leads = itertools.cycle((place.north, place.south, place.district, None))
    finished, missed = itertools.cycle(FINISHED), itertools.cycle(MISSED)
    made = [
        made_of(n, state, days, next(leads), next(finished), next(missed), place.district)
        for n, (state, days) in enumerate(cases)
    ]
    found = Assignment.objects.bulk_create(made)
    FormerLead.objects.bulk_create(
        led_before(a, place.north, missed)
        for a, missed in zip(found[::3], itertools.cycle(MISSED), strict=False)
    )
    return found


def led_before(assignment, unit, missed):
    return FormerLead(
        assignment=assignment, unit=unit, unit_path=unit.path, missed_reports=missed,
        until=missed[-1] + timedelta(days=1) if missed else DAY,
    )  # fmt: skip


def made_of(n, state, days, lead, finished, missed, unit):
    out = state in (*BEFORE_ISSUE, *OUT)
    lead = lead or (None if out else unit)
    assignment = Assignment(
        unit=unit, unit_path=unit.path, state=state, number=f"示督{n}号", origin="audit",
        headline="事项", content="事项", lead=lead, lead_path=lead.path if lead else "",
        time_class="by_date" if days[0] else "standing", rhythm="monthly",
        original_due=days[0], due=days[1], weight=1 + n % 3, progress=(n * 17) % 101,
        issued_on=None if state in BEFORE_ISSUE else date(2025, 11, 1) + timedelta(days=n),
        missed_reports=missed, next_report_on=DAY - timedelta(days=1) if n % 2 else DAY,
    )  # fmt: skip
    if state in DONE:
        assignment.applied_on = finished or DAY
        assignment.closed_on = assignment.applied_on + timedelta(days=n % 4)
    elif finished and n % 2:
        assignment.applied_on = finished
    if state == S.MERGED:
        assignment.state = S.WITHDRAWN
    settle_days(assignment)
    return assignment


def test_the_league_table_is_the_rules(mixed):
    in_hand = [
        a
        for a in mixed
        if a.lead and a.issued_on and a.issued_on <= DAY
        and a.state not in (*BEFORE_ISSUE, *OUT, S.SUSPENDED)
        and (a.closed_on is None or a.closed_on.year == DAY.year)
    ]  # fmt: skip
    held = [
        Assessed(
            a.lead.name, a.original_due, a.due, a.applied_on if a.closed_on else None, a.weight,
            missed_in(a.missed_reports, DAY.year, DAY),
        )
        for a in in_hand
    ]  # fmt: skip
    before = [
        Assessed(former.unit.name, None, None, missing_reports=missed, handed_over=True)
        for a in in_hand
        for former in a.former_leads.all()
        if (missed := missed_in(former.missed_reports, DAY.year, DAY))
    ]

    assert before
    assert league(SYSTEM, DAY) == league_table([*held, *before], DAY)
    assert len(league(SYSTEM, DAY)) == 3


def test_the_year_s_assessment_is_the_league_table(mixed, place):
    """Where nothing was closed after the day, both judge the same."""
    Assignment.objects.filter(closed_on__gt=DAY).update(closed_on=DAY)

    judged = judged_in(place.district.path, DAY.year, DAY)
    table = league_table([one.assessed for lines in judged.values() for one in lines], DAY)

    assert league(SYSTEM, DAY) == table


def test_every_count_by_light_is_the_rules(mixed):
    lights = Counter(shown(a, DAY).light for a in mixed)
    alive = [a for a in mixed if a.state not in OUT]

    everything = by_origin(SYSTEM, DAY)[0]

    assert {one: everything[one.value] for one in Light} == {one: lights[one] for one in Light}
    assert everything["all"] == len(alive)
    assert everything["mean"] == pytest.approx(sum(a.progress for a in alive) / len(alive))


def test_the_ledger_counts_what_was_done_this_year_only(mixed):
    old = [a for a in mixed if a.closed_on and a.closed_on.year < DAY.year]
    Assignment.objects.filter(closed_on__isnull=False).update(closed_on=date(2025, 12, 31))

    counts = counts_by_light(SYSTEM, DAY)

    assert old == []
    assert counts[Light.DONE] == 0
    assert counts[Light.RED] == sum(shown(a, DAY).light is Light.RED for a in mixed)


def test_duties_are_counted_for_each_lead_unit(mixed, as_, place):
    rows = by_lead(as_("leader"), DAY, Q())

    for row in rows:
        held = [a for a in mixed if a.lead_id == row["lead_id"]]
        lights = Counter(shown(a, DAY).light for a in held)
        assert {one: row[one.value] for one in Light} == {one: lights[one] for one in Light}
        assert row["all"] == sum(a.state not in OUT for a in held)
    assert sum(row["done"] for row in rows) == sum(a.state in DONE for a in mixed if a.lead_id)
    assert [row["lead_id"] for row in rows if row["red"]]


def test_the_leader_s_figures_are_counted_one_by_one(mixed, as_):
    month, drawn = DAY.replace(day=1), next(a for a in mixed if a.state == S.CLOSED)
    Assignment.objects.filter(pk=drawn.pk).update(look_back_by=date(2027, 1, 1))

    lights, figures = counts_for_leader(as_("leader"), DAY)

    assert lights == counts_by_light(SYSTEM, DAY)
    assert figures == {
        "coming": sum(
            a.state in IN_HAND and a.last_day is not None
            and DAY <= a.last_day <= DAY + timedelta(days=30)
            for a in mixed
        ),
        "issued_month": sum(
            a.state not in OUT and a.issued_on is not None and a.issued_on >= month for a in mixed
        ),
        "closed_month": sum(a.closed_on is not None and a.closed_on >= month for a in mixed),
        "extension": sum(a.state == S.EXTENSION_ASKED for a in mixed),
        "verify": sum(a.state in (S.COMPLETION_ASKED, S.VERIFYING) for a in mixed),
        "look_back": 1,
    }  # fmt: skip
