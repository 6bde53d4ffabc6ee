"""Two documents of one number, a lead unit dissolved with tasks in hand, a deadline on a day off."""

from __future__ import annotations

from datetime import date

import pytest

from tests.refusals import refused
from tests.supervision.actions.test_journey import underway
from tests.supervision.conftest import SPEECH, of, terms
from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.kernel.verdict import Refused
from zhigong.org.models import Unit
from zhigong.supervision.actions import carrying, deciding, drafting
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.actions.drafting import Source
from zhigong.supervision.actions.reading import Particulars, register_document
from zhigong.supervision.models import Assignment, SourceDocument
from zhigong.supervision.queries import shown
from zhigong.supervision.queries.views import problems


def test_a_second_document_of_the_same_number_is_answered_by_naming_the_first(document, as_, place):
    again = {
        "actor": as_("officer"),
        "unit_id": place.district.pk,
        "content": SPEECH.replace("基层", "一线").encode(),
        "name": "other.txt",
    }
    with pytest.raises(Refused) as caught:
        register_document(**again, particulars=Particulars(number=document.number))

    assert caught.value.refusals[0].code == "supervision.document.same-number"
    assert caught.value.refusals[0].params["title"] == document.title
    kept = register_document(
        **again, particulars=Particulars(number=document.number, issuer="示范区委办公室")
    )
    assert SourceDocument.objects.count() == 2
    assert kept.number == document.number


def test_a_number_without_its_issuer_is_not_taken_for_another_documents(document, as_, place):
    again = {"actor": as_("officer"), "unit_id": place.district.pk, "name": ""}
    told = Particulars(number="示委办〔2026〕9号", issuer="示范区委办公室")
    register_document(**again, content="同志们：\n要抓紧整改。", particulars=told)

    same = {**again, "content": "各单位：\n要抓紧整改。"}
    bare = Particulars(number="示委办〔2026〕9号")
    assert refused(register_document, **same, particulars=bare) == (
        "supervision.document.same-number",
    )


def test_a_document_that_names_itself_nowhere_is_called_by_its_words_or_its_file(as_, place):
    told = {"actor": as_("officer"), "unit_id": place.district.pk, "particulars": Particulars()}
    pasted = register_document(**told, content="同志们：\n要抓紧整改。", name="")
    dated = "——2026年11月2日在示范区会议上\n各位代表：\n要抓紧整改。"
    filed = register_document(**told, content=dated.encode(), name="示范区2026.txt")

    assert (pasted.title, filed.title) == ("要抓紧整改。", "示范区2026")


@pytest.fixture
def orphaned(issued, as_, place):
    """An assignment under way whose lead unit was dissolved."""
    underway(issued, as_)
    carrying.report(**of(issued, as_("north_officer"), told=Told("建成三个。", 30, "照片")))
    as_("system")
    Unit.objects.filter(pk=place.north.pk).update(
        state="dissolved", dissolved_on=date(2026, 11, 10)
    )
    return issued


def test_a_dissolved_lead_unit_is_a_problem_with_a_way_out(orphaned, as_, today):
    told = problems(as_("officer"), today).get()

    assert told.problem == "no_lead"
    assert told.remedy == "请改由其他单位牵头，已报送的进展都保留"


def test_nothing_is_lost_when_another_unit_takes_over(orphaned, as_, place, today):
    deciding.hand_over(
        **of(orphaned, as_("leader"), lead_id=place.south.pk, why="北仓街道总工会已撤销")
    )

    as_("south_officer")
    moved = Assignment.objects.get(pk=orphaned.pk)
    assert (moved.state, moved.lead_id, moved.progress) == ("issued", place.south.pk, 30)
    assert moved.due == moved.original_due == date(2026, 12, 31)
    assert [r.kind for r in moved.reports.all()] == ["progress", "plan"]
    told = problems(as_("officer"), today).get()
    assert told.problem == "handed_over"
    south = as_("south_officer")
    carrying.receive(**of(moved, south))
    carrying.file_plan(**of(moved, south, plan="接着办。"))
    assert not problems(as_("officer"), today).exists()


def test_a_dissolved_unit_cannot_be_given_the_lead(orphaned, as_, place):
    handed = of(orphaned, as_("leader"), lead_id=place.north.pk, why="退回")

    assert refused(deciding.hand_over, **handed) == ("org.unit.unknown",)


def test_who_takes_over_has_two_working_days_of_his_own_to_sign(orphaned, as_, place, today):
    friday, tuesday, wednesday = (today.replace(month=12, day=n) for n in (4, 8, 9))
    with clock.frozen(friday):
        deciding.hand_over(**of(orphaned, as_("leader"), lead_id=place.south.pk, why="已撤销"))

    found = [problems(as_("officer"), day).get().problem for day in (friday, tuesday, wednesday)]

    assert found == ["handed_over", "handed_over", "not_received"]


def test_a_deadline_on_a_day_off_is_met_on_the_next_working_day(as_, place):
    saturday = date(2026, 12, 5)
    made = drafting.propose_assignment(
        actor=as_("officer"), unit_id=place.district.pk, terms=terms(place, due=saturday),
        source=Source("resolution", {"body": "第三次代表大会", "number": "决议第1号"}),
    )  # fmt: skip
    drafting.send_round(**of(made, as_("officer")))
    drafting.countersign(
        **of(made, as_("north_officer"), unit_id=place.north.pk, agrees=True, opinion="")
    )
    drafting.submit(**of(made, as_("officer")))
    drafting.approve(**of(made, as_("leader")))
    drafting.issue(**of(made, as_("officer")))

    made.refresh_from_db()
    assert (made.due, made.last_day) == (saturday, date(2026, 12, 7))
    due = next(c for c in clocks_of(subject_of(made)) if c.name == "due")
    assert (due.due, bool(due.basis)) == (date(2026, 12, 7), True)
    underway(made, as_)
    made.refresh_from_db()
    assert shown(made, date(2026, 12, 7)).light.value != "red"
    assert shown(made, date(2026, 12, 8)).light.value == "red"
    with clock.frozen(date(2026, 12, 7)):
        asked = of(made, as_("north_officer"), until=date(2027, 1, 8), reason="天气")
        carrying.ask_extension(**asked)
