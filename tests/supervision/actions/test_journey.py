"""The way of an assignment, from the words of a speech to a cancelled number and beyond."""

from __future__ import annotations

from datetime import date

from tests.supervision.conftest import SPEECH, of
from zhigong.foundation import clock
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.models import Clock
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.supervision.actions import carrying, deciding, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.actions.reading import (
    Particulars,
    build_assignments,
    correct_passage,
    register_document,
)
from zhigong.supervision.actions.terms import due_clock
from zhigong.supervision.models import Assignment


def underway(issued, as_):
    north = as_("north_officer")
    carrying.receive(**of(issued, north))
    return carrying.file_plan(**of(issued, north, plan="十一月选址，十二月验收。"))


def state(assignment):
    return Assignment.objects.get(pk=assignment.pk).state


def test_the_original_is_kept_byte_for_byte(document):
    assert bytes(document.original.content) == SPEECH.encode()
    assert [p.pos for p in document.passages.all()][:2] == ["P1.S1", "P3.S1"]
    assert document.claims[0]["claimed"] == document.claims[0]["found"] == 2


def test_tasks_of_a_speech_become_drafts_with_reasons(drafts):
    assert {d.state for d in drafts} == {"drafted"}
    assert all(d.requirement.startswith("R") and d.timing_why for d in drafts)
    assert any(d.due == date(2026, 12, 31) for d in drafts)


def test_tasks_divided_once_are_passed_over(drafts, document, as_):
    document.refresh_from_db()
    fewer = {d.task for d in drafts}

    assert len(fewer) == len(drafts)


def test_a_correction_is_an_example_for_the_next_document(document, as_, place):
    officer = as_("officer")
    passage = next(p for p in document.passages.all() if "矛盾化解" in p.text)
    correct_passage(
        actor=officer, document_id=document.pk, seen_version=0, pos=passage.pos, role="background"
    )

    later = register_document(
        actor=officer,
        unit_id=place.district.pk,
        content=SPEECH.replace("第三次", "第四次").encode(),
        name="later.txt",
        particulars=Particulars(),
    )

    assert later.passages.get(text=passage.text).proposed == "background"


def test_chosen_tasks_are_divided_and_the_rest_stays(document, as_):
    leaf = [t["id"] for t in document.tasks if t["parent"]] or [document.tasks[0]["id"]]

    made = build_assignments(
        actor=as_("officer"), document_id=document.pk, seen_version=0, tasks=leaf[:1]
    )

    assert [a.task for a in made] == leaf[:1]


def test_from_issue_to_looked_back_upon(issued, as_):
    assert issued.number == "DB2026-0001"
    underway(issued, as_)
    north = as_("north_officer")
    carrying.report(**of(issued, north, told=Told("建成六个。", 60, "验收照片6张")))
    carrying.apply_completion(**of(issued, north, told=Told("全部建成。", 100)))
    officer = as_("officer")
    verifying.begin_verification(**of(issued, officer))
    verifying.cancel_number(**of(issued, officer, finding="实地看了十个驿站，均已使用。"))
    with clock.frozen(date(2027, 3, 1)):
        verifying.look_back(**of(issued, officer))
        verifying.settle(**of(issued, officer, finding="仍在使用。"))

    assert state(issued) == "settled"
    assert trail_of(issued)[0].note == "仍在使用。"


def test_an_extension_moves_the_date_and_keeps_the_first(issued, as_):
    underway(issued, as_)
    later = date(2027, 1, 29)
    carrying.ask_extension(**of(issued, as_("north_officer"), until=later, reason="选址要重新公示"))
    found = deciding.grant_extension(**of(issued, as_("leader")))

    assert (found.original_due, found.due) == (date(2026, 12, 31), later)
    assert Clock.objects.get(subject=subject_of(found), name="due", ended_on=None).due == later


def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(draft):
    with clock.frozen(date(2026, 11, 10)):
        draft.due = date(2026, 11, 14)  # a Saturday
        assert due_clock(draft).due == date(2026, 11, 16)


def test_what_a_dissolved_unit_reported_stays_when_another_takes_over(issued, as_, place):
    underway(issued, as_)
    place.north.state = "dissolved"
    as_("system")
    type(place.north).objects.filter(pk=place.north.pk).update(
        state="dissolved", dissolved_on=date(2026, 11, 10)
    )
    found = deciding.hand_over(
        **of(issued, as_("leader"), lead_id=place.south.pk, why="原牵头单位撤销")
    )

    assert (found.state, found.lead, found.due) == ("issued", place.south, date(2026, 12, 31))
    assert found.reports.count() == 1
    assert [w.title for w in waiting_for(as_("south_officer"))] == [found.headline]


def test_the_lead_unit_finds_it_in_its_inbox(issued, as_):
    assert [w.title for w in waiting_for(as_("north_officer"))] == [issued.headline]
    assert not waiting_for(as_("south_officer")).exists()
