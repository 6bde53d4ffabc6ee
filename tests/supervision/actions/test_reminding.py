"""The program reminds by the rule, once a day, tells leaders from the third, proposes letters."""

from __future__ import annotations

from datetime import date

import pytest

from tests.supervision.actions.test_journey import underway
from tests.supervision.conftest import of
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.clocks import jobs as clock_jobs
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.foundation.jobs.worker import run_due
from zhigong.foundation.notify.queries import notices_of
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.supervision import jobs
from zhigong.supervision.actions import carrying, letters, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.actions.reminding import draw_look_backs, propose_letters
from zhigong.supervision.models import Letter, Urging


@pytest.fixture
def going(issued, as_):
    underway(issued, as_)
    as_("system")
    return issued


def at(day):
    """The morning of a day and what it set going; how many reminders there are after it."""
    announce_actor(SYSTEM)
    with clock.frozen(day):
        clock_jobs.remind(actor=SYSTEM)
        run_due()
    announce_actor(SYSTEM)
    return Urging.objects.count()


def kinds(actor):
    return [notice.kind for notice in notices_of(actor)]


def test_the_lead_units_people_are_reminded_fifteen_days_before(going, as_):
    assert at(date(2026, 12, 15)) == 0
    assert at(date(2026, 12, 16)) == 1

    row = Urging.objects.get()
    assert (row.kind, row.number, row.by_id, row.to_leader) == ("remind", 1, None, False)
    assert row.text == "督办提醒：DB2026-0001 还有 15 天到期"
    assert "supervision.reminder" in kinds(as_("north_officer"))
    assert "supervision.reminder" not in kinds(as_("leader"))


def test_run_twice_a_day_it_reminds_once(going):
    assert at(date(2026, 12, 16)) == 1
    assert at(date(2026, 12, 16)) == 1
    assert at(date(2026, 12, 17)) == 1


def test_the_third_reminder_is_copied_to_the_leader(going, as_):
    for day in (date(2026, 12, 16), date(2026, 12, 24), date(2026, 12, 28)):
        at(day)

    assert list(Urging.objects.order_by("id").values_list("number", "to_leader")) == [
        (1, False), (2, False), (3, True),
    ]  # fmt: skip
    assert "supervision.reminder" in kinds(as_("leader"))
    as_("system")
    told = Urging.objects.get(number=3).text
    assert told.endswith("还有 3 天到期")


def test_what_was_applied_for_or_closed_is_not_reminded_of(going, as_):
    carrying.apply_completion(**of(going, as_("north_officer"), told=Told("建成。", 100, "验收表")))

    assert at(date(2026, 12, 31)) == 0


def test_a_letter_is_proposed_after_seven_days_and_waits_for_a_person(going, as_):
    announce_actor(SYSTEM)
    assert propose_letters(date(2027, 1, 7)) == 0
    with clock.frozen(date(2027, 1, 8)):
        assert propose_letters(date(2027, 1, 8)) == 1
        assert propose_letters(date(2027, 1, 8)) == 0

    letter = Letter.objects.get()
    assert "已逾期 8 天" in letter.text
    waits = [w.kind for w in waiting_for(as_("officer"))]
    assert "supervision.letter" in waits
    assert not Urging.objects.filter(kind="letter").exists()


@pytest.fixture
def letter(going):
    with clock.frozen(date(2027, 1, 8)):
        propose_letters(date(2027, 1, 8))
    return Letter.objects.get()


def test_a_person_sends_it_and_the_unit_is_told(letter, going, as_):
    as_("north_officer")
    assert not Letter.objects.exists()

    with clock.frozen(date(2027, 1, 9)):
        letters.send_letter(actor=as_("officer"), letter_id=letter.pk, seen_version=0)

    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("sent", "督函〔2027〕1号")
    assert Urging.objects.get(kind="letter").by_id is not None
    assert "supervision.letter" in kinds(as_("north_officer"))
    assert Letter.objects.exists()


def test_only_who_verifies_sends_and_only_once(letter, as_):
    with pytest.raises(Refused):
        letters.send_letter(actor=as_("leader"), letter_id=letter.pk, seen_version=0)
    sent = letters.send_letter(actor=as_("officer"), letter_id=letter.pk, seen_version=0)

    with pytest.raises(Refused):
        letters.send_letter(actor=as_("officer"), letter_id=letter.pk, seen_version=sent.version)


def test_it_is_set_aside_only_with_a_reason(letter, as_):
    officer = as_("officer")
    aside = {"actor": officer, "letter_id": letter.pk, "seen_version": 0}
    with pytest.raises(Refused):
        letters.set_letter_aside(**aside, why=" ")

    letters.set_letter_aside(**aside, why="已电话说明，下周办结")

    announce_actor(SYSTEM)
    assert propose_letters(date(2027, 1, 20)) == 0
    assert propose_letters(date(2027, 2, 8)) == 1


def test_a_closed_matter_is_drawn_once_and_shown_until_looked_back_upon(going, as_):
    north, officer = as_("north_officer"), as_("officer")
    as_("north_officer")
    carrying.apply_completion(**of(going, north, told=Told("建成。", 100, "验收表")))
    as_("officer")
    verifying.begin_verification(**of(going, officer))
    verifying.cancel_number(**of(going, officer, finding="看过。"))
    announce_actor(SYSTEM)

    assert draw_look_backs(date(2027, 2, 1)) == 0
    assert draw_look_backs(date(2027, 3, 1)) == 1
    assert draw_look_backs(date(2027, 3, 2)) == 0

    going.refresh_from_db()
    assert going.look_back_by == date(2027, 5, 9)
    assert "supervision.look_back" in kinds(as_("officer"))


def test_the_nightly_jobs_run_as_the_system(going):
    with clock.frozen(date(2027, 1, 8)):
        jobs.propose(actor=SYSTEM)
        jobs.draw(actor=SYSTEM)

    assert Letter.objects.count() == 1
