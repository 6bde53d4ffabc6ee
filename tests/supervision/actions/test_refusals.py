"""What is refused, with which code, and that nothing changes."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from django.db import Error, transaction

from tests.refusals import refused
from tests.supervision.conftest import SPEECH, of, terms
from zhigong.foundation import clock
from zhigong.supervision.actions import carrying, deciding, drafting, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.actions.reading import (
    Particulars,
    build_assignments,
    correct_passage,
    register_document,
)
from zhigong.supervision.models import Assignment, Original, Passage


def register(actor, place, content, **more):
    return {
        "actor": actor,
        "unit_id": place.district.pk,
        "content": content,
        "name": "notice.docx",
        "particulars": Particulars(**more),
    }


@pytest.fixture
def underway(issued, as_):
    north = as_("north_officer")
    carrying.receive(**of(issued, north))
    return carrying.file_plan(**of(issued, north, plan="先选址，再建设。"))


def test_no_more_units_join_than_an_index_can_hold(draft, as_, place):
    assert refused(
        drafting.edit_draft,
        **of(draft, as_("officer"), terms=terms(place, joined_ids=tuple(range(1, 102)))),
    ) == ("supervision.draft.too-many-joined",)


def test_two_documents_with_one_number_are_answered(document, as_, place):
    officer = as_("officer")
    same = register(officer, place, "一、要另办一件事。", number="示工发〔2026〕1号")

    assert refused(register_document, **same) == ("supervision.document.same-number",)

    other = register_document(
        **register(
            officer, place, "一、要另办一件事。", number="示工发〔2026〕1号", issuer="另一单位"
        )
    )
    assert other.number == document.number


def test_the_same_content_is_registered_once(document, as_, place):
    again = {**register(as_("officer"), place, SPEECH.encode()), "name": "again.txt"}

    assert refused(register_document, **again) == ("supervision.document.same-content",)


def test_a_scanned_pdf_renamed_is_answered(as_, place):
    renamed = register(as_("officer"), place, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    (code,) = refused(register_document, **renamed)

    assert code.startswith("supervision.read.")


def test_who_only_carries_out_registers_nothing(as_, place):
    found = refused(register_document, **register(as_("north_officer"), place, SPEECH.encode()))

    assert found == ("supervision.draft.not-granted",)


def test_the_original_and_the_positions_never_change(document, as_):
    as_("officer")
    with pytest.raises(Error), transaction.atomic():
        Original.objects.filter(document=document).update(content=b"other")
    with pytest.raises(Error), transaction.atomic():
        Passage.objects.filter(document=document).update(pos="P9.S9")


def test_a_role_is_not_changed_once_tasks_are_divided(drafts, document, as_):
    officer = as_("officer")
    document.refresh_from_db()
    values = {"actor": officer, "document_id": document.pk, "seen_version": document.version}
    heading = document.passages.first()

    assert refused(correct_passage, **values, pos=heading.pos, role="praise") == (
        "supervision.passage.divided-already",
    )
    assert refused(build_assignments, **values) == ("supervision.build.nothing",)
    assert refused(correct_passage, **values, pos="P99.S1", role="praise") == (
        "supervision.passage.unknown",
    )


def test_a_stale_page_is_refused(draft, as_):
    stale = {**of(draft, as_("officer")), "seen_version": 7}

    assert refused(drafting.send_round, **stale) == ("supervision.changed-meanwhile",)


def test_a_draft_without_lead_or_date_goes_nowhere(draft, as_, place):
    officer = as_("officer")
    drafting.edit_draft(**of(draft, officer, terms=terms(place, lead_id=None, joined_ids=())))
    assert refused(drafting.send_round, **of(draft, officer)) == ("supervision.issue.no-lead",)

    undated = of(draft, officer, terms=terms(place, due=None))
    assert refused(drafting.edit_draft, **undated) == ("supervision.draft.no-date",)
    untitled = of(draft, officer, terms=terms(place, headline=" "))
    assert refused(drafting.edit_draft, **untitled) == ("supervision.draft.empty",)


def test_it_goes_to_approval_only_when_the_lead_has_answered(draft, as_, place):
    drafting.send_round(**of(draft, as_("officer")))
    south = of(draft, as_("south_officer"), unit_id=place.south.pk, agrees=True, opinion="")
    drafting.countersign(**south)

    assert refused(drafting.submit, **of(draft, as_("officer"))) == (
        "supervision.submit.not-countersigned",
    )


def test_a_unit_answers_for_itself_and_says_why_not(draft, as_, place):
    drafting.send_round(**of(draft, as_("officer")))
    south = as_("south_officer")
    other = of(draft, south, unit_id=place.north.pk, agrees=True, opinion="")
    mute = of(draft, south, unit_id=place.south.pk, agrees=False, opinion=" ")

    assert refused(drafting.countersign, **other) == ("supervision.countersign.other-unit",)
    assert refused(drafting.countersign, **mute) == ("supervision.countersign.no-reason",)


def test_nothing_goes_to_the_leader_without_a_deliverable(draft, as_, place):
    officer = as_("officer")
    bare = dataclasses.replace(terms(place), deliverable="")
    drafting.edit_draft(**of(draft, officer, terms=bare))
    drafting.send_round(**of(draft, officer))
    north = as_("north_officer")
    drafting.countersign(**of(draft, north, unit_id=place.north.pk, agrees=True, opinion=""))

    assert refused(drafting.submit, **of(draft, as_("officer"))) == (
        "supervision.issue.no-deliverable",
    )
    whole = of(draft, as_("officer"), terms=terms(place))
    assert drafting.edit_draft(**whole).deliverable


def test_a_lead_does_not_join_itself_and_a_day_that_is_past_is_no_deadline(draft, as_, place):
    officer = as_("officer")
    twice = terms(place, joined_ids=(place.north.pk,))
    drafting.edit_draft(**of(draft, officer, terms=twice))
    assert refused(drafting.send_round, **of(draft, officer)) == ("supervision.issue.lead-twice",)

    past = terms(place, due=date(2026, 10, 30))
    drafting.edit_draft(**of(draft, as_("officer"), terms=past))
    drafting.send_round(**of(draft, as_("officer")))
    north = of(draft, as_("north_officer"), unit_id=place.north.pk, agrees=True, opinion="")
    drafting.countersign(**north)
    assert refused(drafting.submit, **of(draft, as_("officer"))) == ("supervision.submit.past-due",)


def test_only_the_lead_unit_signs(issued, as_):
    assert refused(carrying.receive, **of(issued, as_("south_officer"))) == (
        "supervision.carry_out.not-granted",
    )


def test_an_extension_is_asked_before_the_due_date_only(underway, as_):
    with clock.frozen(date(2027, 1, 5)):
        late = of(underway, as_("north_officer"), until=date(2027, 2, 1), reason="来不及")

        assert refused(carrying.ask_extension, **late) == ("supervision.extension.too-late",)
    found = Assignment.objects.get(pk=underway.pk)
    assert (found.state, found.due) == ("underway", date(2026, 12, 31))


def test_an_extension_is_later_and_reasoned(underway, as_):
    north = as_("north_officer")
    earlier = of(underway, north, until=date(2026, 12, 1), reason="选址")
    mute = of(underway, north, until=date(2027, 2, 1), reason=" ")

    assert refused(carrying.ask_extension, **earlier) == ("supervision.extension.not-later",)
    assert refused(carrying.ask_extension, **mute) == ("supervision.extension.no-reason",)


def test_a_declined_extension_leaves_the_date_and_says_why(underway, as_):
    asked = of(underway, as_("north_officer"), until=date(2027, 2, 1), reason="选址")
    carrying.ask_extension(**asked)
    leader = as_("leader")
    assert refused(deciding.decline_extension, **of(underway, leader, why="")) == (
        "supervision.decide.no-reason",
    )

    found = deciding.decline_extension(**of(underway, leader, why="年内必须建成"))

    assert (found.state, found.due) == ("underway", date(2026, 12, 31))


def test_completion_needs_evidence(underway, as_):
    bare = of(underway, as_("north_officer"), told=Told("建成了。", 100))

    assert refused(carrying.apply_completion, **bare) == ("supervision.completion.no-evidence",)
    assert not Assignment.objects.get(pk=underway.pk).applied_on


def test_nobody_verifies_his_own_work(underway, as_, place):
    told = Told("建成了。", 100, "验收表")
    carrying.apply_completion(**of(underway, as_("north_officer"), told=told))
    Assignment.objects.filter(pk=underway.pk).update(
        carried_out_by=[place.officer.pk, place.north_officer.pk]
    )

    assert refused(verifying.begin_verification, **of(underway, as_("officer"))) == (
        "supervision.verify.own-work",
    )
    found = verifying.begin_verification(**of(underway, as_("other_officer")))
    assert found.state == "verifying"


def test_looking_back_waits_three_months(underway, as_):
    told = Told("建成了。", 100, "验收表")
    carrying.apply_completion(**of(underway, as_("north_officer"), told=told))
    officer = as_("officer")
    verifying.begin_verification(**of(underway, officer))
    assert refused(verifying.cancel_number, **of(underway, officer, finding="")) == (
        "supervision.decide.no-reason",
    )
    verifying.cancel_number(**of(underway, officer, finding="已实地核对"))

    assert refused(verifying.look_back, **of(underway, officer)) == (
        "supervision.look-back.too-early",
    )


def test_a_merger_needs_another_open_assignment(underway, as_):
    into_itself = of(underway, as_("leader"), into_number=underway.number)

    assert refused(deciding.merge, **into_itself) == ("supervision.merge.no-target",)


def test_the_lead_is_not_handed_to_itself_or_to_nobody(underway, as_, place):
    leader = as_("leader")
    same = of(underway, leader, lead_id=place.north.pk, why="换一换")
    nobody = of(underway, leader, lead_id=0, why="换一换")

    assert refused(deciding.hand_over, **same) == ("supervision.hand-over.same",)
    assert refused(deciding.hand_over, **nobody) == ("org.unit.unknown",)


def test_missed_reports_are_counted(underway, as_):
    with clock.frozen(date(2027, 1, 4)):
        found = carrying.report(**of(underway, as_("north_officer"), told=Told("补报。", 40)))

    assert found.missed_reports == [date(2026, 11, 28), date(2026, 12, 28)]


def test_an_assignment_of_others_is_unknown(issued, as_):
    as_("system")
    values = of(issued, as_("system"))

    assert refused(carrying.receive, **{**values, "actor": as_("outsider")}) == (
        "supervision.assignment.unknown",
    )
