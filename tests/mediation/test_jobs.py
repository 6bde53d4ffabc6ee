"""What happens to cases by itself at night."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from tests.mediation.moves import state_of
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.files.actions import keep_bytes
from zhigong.foundation.files.models import StoredFile
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.mediation import jobs
from zhigong.mediation.actions.drafts import (
    attach_to_draft,
    begin_draft,
    discard_draft,
    own_entry,
)
from zhigong.mediation.models import Draft


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def begun(place):
    """A draft with a file, and its writer."""
    announce_actor(NOBODY)
    draft, key = begin_draft(actor=NOBODY)
    writer = Actor(None, "anonymous", own=(own_entry(key),))
    announce_actor(writer)
    file = keep_bytes(
        actor=writer,
        content=picture(),
        name="工资条.png",
        subject=own_entry(key),
        module="mediation",
        unit_path="",
    )
    attach_to_draft(actor=writer, draft_id=draft.pk, file=file, title="工资条")
    return draft, writer


def test_a_case_is_closed_in_the_night_after_its_last_day(in_talks, as_):
    with clock.frozen(date(2026, 12, 20)):
        jobs.expire(actor=as_("system"))

    assert state_of(in_talks) == "expired"


def test_a_case_in_its_term_is_left_alone(in_talks, as_):
    jobs.expire(actor=as_("system"))

    assert state_of(in_talks) == "in_mediation"


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_a_draft_is_forgotten_with_its_files_after_thirty_days(begun, days, left):
    announce_actor(SYSTEM)
    with clock.frozen(clock.today() + timedelta(days=days)):
        jobs.forget_drafts(actor=SYSTEM)

    assert Draft.objects.count() == left
    assert StoredFile.objects.count() == left


def test_a_writer_takes_the_files_away_with_the_draft(begun):
    draft, writer = begun

    discard_draft(actor=writer, draft_id=draft.pk)

    announce_actor(SYSTEM)
    assert not Draft.objects.exists()
    assert not StoredFile.objects.exists()
