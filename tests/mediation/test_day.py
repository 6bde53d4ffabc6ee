"""A day's work, asked by hand, is what the ORM finds; whoever may not know of a case finds nothing of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import Count

from tests.mediation.moves import draft, version
from zhigong.foundation import clock
from zhigong.foundation.inbox.queries import Urgent, most_urgent, waiting_for
from zhigong.mediation.actions.talks import call_hearing
from zhigong.mediation.models import Case, Hearing
from zhigong.mediation.queries import cases_visible_to
from zhigong.mediation.queries.day import (
    Meeting,
    Payment,
    meetings,
    open_by_state,
    payments_due,
    repeated_employers,
)
from zhigong.mediation.rules.workflow import OPEN, CaseState

WHO = ["director", "mediator", "other_mediator", "worker", "arbitrator", "outsider", "nobody", "system"]  # fmt: skip
SEEING = ("director", "mediator", "worker", "system")
MONDAY = date(2026, 11, 16)


@pytest.fixture
def met(in_talks, as_):
    """A case with a meeting."""
    call_hearing(
        actor=as_("mediator"),
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        starts_at=datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
        way="room",
        place="一号室",
    )
    return in_talks


@pytest.fixture
def performing(in_talks, as_):
    """A case whose agreement is being performed, with one payment to come."""
    draft(as_("mediator"), in_talks, date(2026, 12, 1))
    as_("system")
    Case.objects.filter(pk=in_talks.pk).update(state=CaseState.PERFORMING)
    return in_talks


@pytest.mark.parametrize("who", WHO)
def test_open_cases_are_counted_by_state(met, as_, who):
    visible = cases_visible_to(as_(who)).filter(state__in=OPEN).order_by()

    expected = dict(visible.values_list("state").annotate(n=Count("pk")))

    assert dict(open_by_state(as_(who))) == expected
    assert bool(expected) == (who in SEEING)


@pytest.mark.parametrize("who", WHO)
def test_meetings_are_those_of_visible_cases_until_the_day_after(met, as_, who):
    actor = as_(who)
    held = Hearing.objects.filter(case__in=cases_visible_to(actor)).select_related("case")
    expected = tuple(
        Meeting(one.case_id, one.case.headline, one.starts_at, one.place, one.state) for one in held
    )

    assert meetings(actor, MONDAY, MONDAY + timedelta(days=7)) == expected
    assert bool(expected) == (who in SEEING)
    assert meetings(actor, date(2026, 11, 20), date(2026, 11, 21)) == expected
    assert meetings(actor, date(2026, 11, 16), date(2026, 11, 20)) == ()
    assert meetings(actor, date(2026, 11, 21), date(2026, 11, 30)) == ()


@pytest.mark.parametrize("who", WHO)
def test_payments_are_due_from_their_day_on(performing, as_, who):
    actor = as_(who)
    seen = cases_visible_to(actor).exists()
    due = (Payment(performing.pk, performing.headline, Decimal("5000.00"), date(2026, 12, 1)),)

    assert payments_due(actor, date(2026, 12, 1), 10) == (due if seen else ())
    assert payments_due(actor, date(2026, 11, 30), 10) == ()
    assert payments_due(actor, date(2026, 12, 1), 0) == ()


@pytest.mark.parametrize("who", WHO)
def test_an_employer_is_named_from_its_second_case_on(case, as_, who):
    since = clock.today()
    assert repeated_employers(as_(who), since) == ()
    as_("system")
    first = Case.objects.get(pk=case.pk)
    Case.objects.create(
        **{f.attname: getattr(first, f.attname) for f in Case._meta.concrete_fields if not f.primary_key}
        | {"code": "another"}
    )  # fmt: skip

    actor = as_(who)
    seen = cases_visible_to(actor).count() == 2
    assert repeated_employers(actor, since) == (((case.employer_name, 2),) if seen else ())
    assert repeated_employers(actor, since + timedelta(days=1)) == ()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("most", [1, 30])
def test_the_most_urgent_is_the_first_that_waits(met, as_, who, most):
    actor = as_(who)

    expected = [
        Urgent(one.title, one.url, one.state_label, one.due, one.since)
        for one in waiting_for(actor)[:most]
    ]

    assert most_urgent(actor, most) == expected
