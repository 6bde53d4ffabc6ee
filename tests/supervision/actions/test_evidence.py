"""Live figures prove a report: kept as they were, refused where they are not the unit's to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction

from tests.supervision.actions.test_journey import underway
from tests.supervision.conftest import of
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import carrying
from zhigong.supervision.actions.carrying import Quoted, Told
from zhigong.supervision.models import ReportedFigure

YEAR = (date(2026, 1, 1), date(2026, 11, 10))


def told(*codes, since=YEAR[0], until=YEAR[1]):
    return Told("办了一半。", 50, quoted=Quoted(codes, since, until))


def test_a_figure_is_kept_with_value_code_period_and_moment(issued, as_):
    underway(issued, as_)

    carrying.report(**of(issued, as_("north_officer"), told=told("supervision.issued")))

    kept = ReportedFigure.objects.get()
    assert (kept.code, kept.value, kept.rows) == ("supervision.issued", Decimal(1), 1)
    assert (kept.since, kept.until) == YEAR
    assert kept.taken_at.date() == date(2026, 11, 10)
    assert kept.unit == issued.lead


def test_a_figure_alone_is_evidence_enough_to_apply_for_completion(issued, as_):
    underway(issued, as_)

    carrying.apply_completion(**of(issued, as_("north_officer"), told=told("supervision.issued")))

    issued.refresh_from_db()
    assert issued.state == "completion_asked"


def test_the_kept_value_can_never_be_changed(issued, as_):
    underway(issued, as_)
    carrying.report(**of(issued, as_("north_officer"), told=told("supervision.issued")))

    for change in (
        lambda: ReportedFigure.objects.update(value=99),
        lambda: ReportedFigure.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()
    assert ReportedFigure.objects.get().value == 1


def test_a_figure_that_is_not_the_units_is_refused_and_nothing_is_kept(issued, as_):
    underway(issued, as_)
    north = as_("north_officer")

    with pytest.raises(Refused) as refused:
        carrying.report(**of(issued, north, told=told("supervision.issued", "org.unions")))

    assert refused.value.refusals[0].code == "figures.not-granted"
    assert not issued.reports.filter(kind="progress").exists()


def test_a_period_backwards_is_refused(issued, as_):
    underway(issued, as_)
    backwards = told("supervision.issued", since=YEAR[1], until=YEAR[0])

    with pytest.raises(Refused) as refused:
        carrying.report(**of(issued, as_("north_officer"), told=backwards))

    assert refused.value.refusals[0].code == "figures.no-period"
