"""The case file and the worker's page of the same case, whose rows are drawn once for the same values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.identity.people import signed_in
from tests.mediation.moves import version
from zhigong.foundation.audit.models import AuditEvent
from zhigong.mediation.actions.assignment import invite_authority
from zhigong.mediation.actions.talks import note_offer


@pytest.fixture
def file_of(in_talks, place):
    def page(who: str) -> str:
        return signed_in(getattr(place, who)).get(f"/cases/{in_talks.pk}/").content.decode()

    return page


def test_every_look_is_recorded_though_the_rows_are_remembered(file_of, in_talks):
    looks = AuditEvent.objects.filter(verb="looked", subject=f"mediation.case:{in_talks.pk}")
    before = looks.count()

    file_of("director")
    again = file_of("director")

    assert looks.count() == before + 2
    assert again.count("查阅案卷") == 2


def test_who_may_not_answer_an_offer_is_not_shown_anothers_row(file_of, in_talks, as_, place):
    invite_authority(
        actor=as_("director"),
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        unit_id=place.arbitration.pk,
        purpose="联合调解",
    )
    note_offer(
        actor=as_("mediator"),
        case_id=in_talks.pk,
        seen_version=version(in_talks),
        side="worker",
        amount=Decimal("12400.00"),
        terms="<一次付清>",
    )

    assert "记录答复" in file_of("mediator")
    others = file_of("arbitrator")

    assert "&lt;一次付清&gt;" in others
    assert "记录答复" not in others


def test_the_worker_reads_the_course_without_names(in_talks, place):
    page = signed_in(place.worker).get(f"/progress/{in_talks.code}/").content.decode()

    course = page.partition('<ol class="timeline">')[2].partition("</ol>")[0]
    assert "受理" in course
    assert place.director.label not in course
