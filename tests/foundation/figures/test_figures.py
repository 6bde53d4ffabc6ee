"""Figures are offered to whom they are granted, counted in one statement, and opened where allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.identity.people import signed_in
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.figures.figure import REGISTER, Asked, Counted, Figure, Found, register
from zhigong.foundation.figures.reading import figure_of, offered, take, tells_of_nobody
from zhigong.foundation.figures.words import measured
from zhigong.identity.queries import actor_of
from zhigong.kernel.verdict import Refused
from zhigong.mediation.models import Case

MONTH = (date(2026, 11, 1), date(2026, 11, 30))


def asked(place, unit="centre"):
    return Asked(getattr(place, unit).path, *MONTH)


def test_a_figure_is_counted_with_its_moment(accepted, people, as_):
    told = take(as_("director"), "mediation.received", asked(people))

    assert (told.value, told.rows) == (Decimal(1), 1)
    assert told.at.date() == date(2026, 11, 10)
    assert f"unit={people.centre.pk}" not in told.url
    assert "since=2026-11-01" in told.url


def test_who_may_know_numbers_counts_rows_he_cannot_see(accepted, people, as_):
    liaison = as_("liaison")
    assert not Case.objects.exists()

    assert take(liaison, "mediation.received", asked(people)).value == 1

    assert not Case.objects.exists()
    assert take(as_("leader"), "mediation.accepted", asked(people, "district")).value == 1


def test_the_trail_knows_who_acted_after_counting(accepted, people):
    actor = actor_of(people.liaison)
    announce_actor(actor, action="report")
    take(actor, "mediation.received", asked(people))

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('zhigong.action'), current_setting('zhigong.label')")
        assert cursor.fetchone() == ("report", "联络员")


def test_another_units_figure_is_neither_offered_nor_counted(accepted, people, as_):
    stranger = as_("elsewhere")

    assert offered(stranger, people.centre.path) == []
    with pytest.raises(Refused) as refused:
        take(stranger, "mediation.received", asked(people))
    assert refused.value.refusals[0].code == "figures.not-granted"


def test_a_figure_that_nobody_offers_is_said_so(people, as_):
    with pytest.raises(Refused) as refused:
        take(as_("leader"), "honours.model_workers", asked(people))

    assert refused.value.refusals[0].code == "figures.nobody-offers"


def test_a_period_that_ends_before_it_begins_is_refused(people, as_):
    backwards = Asked(people.centre.path, MONTH[1], MONTH[0])

    with pytest.raises(Refused) as refused:
        take(as_("director"), "mediation.received", backwards)

    assert refused.value.refusals[0].code == "figures.no-period"


def test_every_figure_is_one_statement_and_lists_what_it_counted(people, as_):
    as_("system")
    for figure in REGISTER.figures.values():
        with CaptureQueriesContext(connection) as captured:
            found = figure.count(asked(people, "district"))
        assert len(captured) == 1, figure.code
        assert found.rows == figure.rows(asked(people, "district")).count(), figure.code


def test_every_figure_has_an_english_title(people):
    with translation.override("en"):
        untold = [
            f.code for f in REGISTER.figures.values() if translation.gettext(f.title) == f.title
        ]

    assert untold == []


def test_no_share_of_nothing(people, as_):
    told = take(as_("director"), "mediation.success_rate", asked(people))

    assert told.value is None
    assert measured(None, Counted.PERCENT) == "—"
    assert measured(Decimal("1234.5"), Counted.YUAN) == "1,234.50 元"
    assert measured(Decimal("66.66"), Counted.PERCENT) == "66.7 %"


def test_a_code_belongs_to_one_module():
    known = figure_of("mediation.received")
    assert known is not None
    other = Figure(
        known.code, "other", Counted.CASES, (), (), lambda _: Found(None, 0), known.rows, known.line
    )

    with pytest.raises(AssertionError):
        register(other)


def test_the_drill_down_opens_for_who_sees_the_rows(accepted, people, as_):
    as_("system")
    address = reverse("figures:rows", args=["mediation.received"])
    period = {"unit": people.centre.path, "since": "2026-11-01", "until": "2026-11-30"}
    clients = {
        name: signed_in(getattr(people, name)) for name in ("director", "liaison", "elsewhere")
    }

    opened = clients["director"].get(address, period).content.decode()
    closed = clients["liaison"].get(address, period).content.decode()

    assert accepted.headline in opened
    assert people.centre.name in opened
    assert accepted.headline not in closed
    assert "只看数字" in closed
    assert clients["elsewhere"].get(address, period).status_code == 404
    assert clients["director"].get(address, {**period, "since": "yesterday"}).status_code == 404


DAY = Asked("", date(2026, 11, 10), date(2026, 11, 10))
WIDE = Asked("", *MONTH)


@pytest.mark.parametrize(
    ("counted", "when", "rows", "given"),
    [
        (Counted.YUAN, WIDE, 1, False),
        (Counted.PERCENT, WIDE, 2, False),
        (Counted.YUAN, WIDE, 3, True),
        (Counted.YUAN, WIDE, 0, True),
        (Counted.CASES, WIDE, 1, True),
        (Counted.CASES, DAY, 1, False),
        (Counted.CASES, DAY, 0, True),
        (Counted.CASES, Asked("", date(2026, 2, 1), date(2026, 2, 28)), 1, True),
    ],
)
def test_no_number_tells_of_a_single_person(counted, when, rows, given):
    known = figure_of("mediation.received")
    assert known is not None
    figure = replace(known, counted=counted)

    assert bool(tells_of_nobody(figure, when, Found(Decimal(rows), rows))) == given


def test_only_who_may_see_the_row_learns_on_which_day_somebody_came(accepted, people, as_):
    day = Asked(people.centre.path, date(2026, 11, 10), date(2026, 11, 10))

    assert take(as_("director"), "mediation.received", day).value == 1
    with pytest.raises(Refused) as refused:
        take(as_("liaison"), "mediation.received", day)
    assert refused.value.refusals[0].code == "figures.too-few"
    assert not Case.objects.exists()
