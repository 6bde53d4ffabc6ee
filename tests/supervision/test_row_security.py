"""Every table of supervision, asked without any filter, as several actors and as nobody."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from django.db import connection

from tests.supervision.conftest import of
from zhigong.foundation.clocks.models import Clock
from zhigong.supervision.actions import carrying, deciding
from zhigong.supervision.actions.carrying import Quoted, Told
from zhigong.supervision.models import (
    Assignment,
    Correction,
    Countersign,
    ExtensionRequest,
    FormerLead,
    JoinedUnit,
    Original,
    Passage,
    ProgressReport,
    ReportedFigure,
    SourceDocument,
    Urging,
)
from zhigong.supervision.queries import assignments_visible_to, lit, shown
from zhigong.supervision.rules.lights import Light

OF_ASSIGNMENT = (
    Assignment, JoinedUnit, ProgressReport, ReportedFigure, ExtensionRequest, Countersign, Urging,
    FormerLead, Clock,
)  # fmt: skip
OF_DOCUMENT = (SourceDocument, Original, Passage)
SEEING = ("officer", "leader", "north_officer", "south_officer", "system")
BLIND = ("outsider", "nobody")


@pytest.fixture
def full(issued, as_):
    north = as_("north_officer")
    carrying.receive(**of(issued, north))
    carrying.file_plan(**of(issued, north, plan="先选址，再建设。"))
    year = Quoted(("supervision.issued",), date(2026, 1, 1), date(2026, 11, 10))
    carrying.report(**of(issued, north, told=Told("建成一个。", 10, quoted=year)))
    deciding.urge(**of(issued, as_("officer"), kind="remind", text="请抓紧"))
    asked = of(issued, as_("north_officer"), until=date(2027, 2, 1), reason="选址")
    carrying.ask_extension(**asked)
    issued.former_leads.create(
        unit=issued.unit, unit_path=issued.unit_path, until=date(2026, 11, 10), missed_reports=[]
    )
    return issued


@pytest.mark.parametrize("name", SEEING)
def test_who_takes_part_sees_every_part_of_it(full, as_, name):
    as_(name)

    assert [m.__name__ for m in OF_ASSIGNMENT if not m.objects.exists()] == []


@pytest.mark.parametrize("name", BLIND)
def test_a_query_without_filter_shows_others_nothing(full, document, as_, name):
    as_(name)

    assert [m.__name__ for m in (*OF_ASSIGNMENT, *OF_DOCUMENT) if m.objects.exists()] == []


@pytest.mark.parametrize("name", SEEING + BLIND)
def test_the_filtered_query_agrees_with_the_database(full, as_, name):
    actor = as_(name)

    assert assignments_visible_to(actor).exists() == Assignment.objects.exists()


def test_a_draft_is_not_seen_by_the_units_before_it_is_sent_round(draft, as_):
    as_("north_officer")

    assert not Assignment.objects.exists()


def test_documents_are_for_those_who_supervise(document, as_):
    as_("north_officer")
    assert [m.__name__ for m in OF_DOCUMENT if m.objects.exists()] == []

    as_("leader")
    assert [m.__name__ for m in OF_DOCUMENT if not m.objects.exists()] == []


def test_a_stranger_cannot_write(full, as_):
    as_("outsider")

    assert Assignment.objects.filter(pk=full.pk).update(headline="改了") == 0


def test_every_table_stands_under_row_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relname LIKE 'supervision\\_%%' AND NOT relrowsecurity"
        )

        assert cursor.fetchall() == []
    assert Correction._meta.db_table == "supervision_correction"


def test_the_condition_of_a_light_agrees_with_the_rule(full, drafts, as_):
    as_("officer")
    days = [date(2026, 11, 10) + timedelta(days=n) for n in (0, 17, 19, 43, 44, 51, 55)]
    for day, light in itertools.product(days, Light):
        found = set(Assignment.objects.filter(lit(light, day)).values_list("pk", flat=True))
        rows = Assignment.objects.all()

        assert found == {a.pk for a in rows if shown(a, day).light is light}, (day, light)
