"""Papers upward: signed by another, numbered once, waited for, answered, followed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.governance.conftest import DAY, draft, of, state, terms
from zhigong.foundation import clock
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.models import Clock
from zhigong.foundation.clocks.reminders import call_of, mark_reached
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.foundation.ui.filters import day, translate_refusal
from zhigong.governance.actions import papers
from zhigong.governance.actions.papers import Reply
from zhigong.governance.actions.steps import take_step
from zhigong.governance.models import Paper
from zhigong.governance.queries.overview import papers_late, papers_waiting
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import deciding

REPLY = Reply("approved", date(2026, 11, 10), "示委复〔2026〕2号", "同意增拨二十万元，年底前用完。")


def another(as_, place, **changes):
    made = papers.draft_paper(
        actor=as_("office"), unit_id=place.district.pk, written=draft(place, **changes)
    )
    papers.approve_paper(**of(made, as_("leader")))
    return made


def test_a_paper_is_numbered_and_waited_for(sent, as_):
    office = as_("office")

    assert (sent.number, sent.reply_by) == ("示工请〔2026〕1号", date(2026, 11, 24))
    assert waiting_for(office).get(title=sent.headline).due == date(2026, 11, 24)
    assert list(papers_waiting(office)) == [sent]
    assert not Paper.objects.filter(papers_late(date(2026, 11, 24))).exists()
    assert Paper.objects.filter(papers_late(date(2026, 11, 25))).exists()


def test_a_draft_is_not_read_by_the_superior_and_what_was_sent_is(paper, as_):
    as_("party")
    assert not Paper.objects.exists()
    papers.approve_paper(**of(paper, as_("leader")))
    papers.send_paper(**of(paper, as_("office"), on=DAY))

    as_("party")
    assert Paper.objects.exists()
    as_("other_party")
    assert not Paper.objects.exists()


def test_nothing_is_sent_before_it_was_signed(paper, as_):
    papers.approve_paper(**of(paper, as_("leader")))

    with pytest.raises(Refused, match=r"governance\.days-reversed") as refused:
        papers.send_paper(**of(paper, as_("office"), on=date(2026, 1, 1)))

    assert translate_refusal(refused.value.refusals[0]).reason == (
        f"报送日期 2026年1月1日 早于签发日期 {day(DAY)}"
    )


def test_a_number_is_used_once(sent, as_, place):
    second = another(as_, place)
    with pytest.raises(Refused, match=r"governance\.paper\.number-taken") as refused:
        papers.send_paper(**of(second, as_("office"), on=DAY, number=sent.number))
    assert sent.headline in str(refused.value.refusals[0].params)

    papers.send_paper(**of(second, as_("office"), on=DAY, number="示工请〔2026〕2号"))
    third = papers.send_paper(**of(another(as_, place), as_("office"), on=DAY))
    assert third.number == "示工请〔2026〕3号"


def test_a_paper_is_signed_by_another_and_can_be_returned(paper, as_, place):
    paper.added_by = place.leader
    as_("system")
    paper.save()
    with pytest.raises(Refused, match="own-draft"):
        papers.approve_paper(**of(paper, as_("leader")))
    with pytest.raises(Refused, match="not-granted"):
        papers.approve_paper(**of(paper, as_("office")))
    assert state(paper) == "drafted"


def test_what_was_signed_is_returned_edited_or_withdrawn(paper, as_, place):
    papers.approve_paper(**of(paper, as_("leader")))
    with pytest.raises(Refused, match="wrong-stage"):
        papers.edit_paper(**of(paper, as_("office"), written=draft(place, headline="改")))
    take_step(**of(paper, as_("leader"), model=Paper, verb="return", note="金额请核"))
    edited = papers.edit_paper(**of(paper, as_("office"), written=draft(place, headline="改后")))
    assert edited.headline == "改后"

    gone = take_step(**of(paper, as_("office"), model=Paper, verb="withdraw", note="不报了"))
    assert (gone.state, gone.number) == ("withdrawn", "")


def test_two_addressees_are_refused(as_, place):
    with pytest.raises(Refused, match="two-addressees"):
        papers.draft_paper(
            actor=as_("office"),
            unit_id=place.district.pk,
            written=draft(place, to="示范市总工会、示范区委"),
        )
    assert not Paper.objects.exists()


def test_a_request_is_answered_and_followed(sent, as_, place):
    office = as_("office")
    papers.receive_paper(**of(sent, office, on=DAY))
    with pytest.raises(Refused, match="needs-answer"):
        take_step(**of(sent, office, model=Paper, verb="file", note="归档"))
    papers.record_reply(**of(sent, office, reply=REPLY))
    task = papers.assign(**of(sent, office, terms=terms(place)))
    with pytest.raises(Refused, match="still-open"):
        papers.end_following(**of(sent, office, text="已落实"))
    assert task.origin_facts["number"] == "示委复〔2026〕2号"
    deciding.withdraw(
        actor=as_("leader"), assignment_id=task.pk, seen_version=task.version, why="已用完"
    )

    papers.end_following(**of(sent, as_("office"), text="二十万元已全部用于驿站。"))

    assert state(sent) == "followed"
    assert [e.verb.rpartition(".")[2] for e in trail_of(sent)] == [
        "follow", "assign", "answer", "receive", "send_request", "approve", "begin",
    ]  # fmt: skip


def test_a_reply_to_the_upper_union_is_followed_too(as_, place):
    made = another(as_, place, addressee="upper_union", to="示范市总工会")
    papers.send_paper(**of(made, as_("office"), on=DAY))
    papers.record_reply(**of(made, as_("office"), reply=REPLY))

    task = papers.assign(**of(made, as_("office"), terms=terms(place)))

    assert (task.origin, task.origin_facts["binding"]) == ("instruction", "guiding")


def test_a_reply_before_the_paper_is_refused(sent, as_):
    early = Reply("approved", date(2026, 11, 9), "", "同意。")
    with pytest.raises(Refused, match="reply-before-sending"):
        papers.record_reply(**of(sent, as_("office"), reply=early))


def test_reminding_is_counted_and_spaced(sent, as_):
    papers.remind(**of(sent, as_("office"), text="电话请示办理进度"))
    with pytest.raises(Refused, match="reminded-lately"):
        papers.remind(**of(sent, as_("office"), text="再催"))
    with clock.frozen(date(2026, 11, 17)):
        again = papers.remind(**of(sent, as_("office"), text="再催"))

    assert (again.reminded, again.reminded_on) == (2, date(2026, 11, 17))


def test_a_report_wants_no_answer_and_is_filed(as_, place):
    report = another(as_, place, kind="report", headline="关于工作的报告", body="特此报告。")
    sent = papers.send_paper(**of(report, as_("office"), on=DAY))
    assert sent.reply_by is None
    with pytest.raises(Refused, match="wants-no-answer"):
        papers.remind(**of(report, as_("office"), text="催"))

    filed = take_step(**of(report, as_("office"), model=Paper, verb="file", note="对方已阅"))
    assert filed.state == "filed"


@pytest.mark.parametrize(
    "change", [{"number": ""}, {"result": "maybe"}, {"workdays": 0}, {"state": "followed"}]
)
def test_the_database_refuses_a_paper_that_makes_no_sense(sent, as_, change):
    as_("office")
    with pytest.raises(Exception, match=r"violates|[Tt]ransition"), transaction.atomic():
        Paper.objects.filter(pk=sent.pk).update(**change)


def test_a_request_calls_when_its_reply_is_late(sent, as_, place):
    with clock.frozen(date(2026, 11, 25)):
        as_("system")
        found = Clock.objects.get(subject=subject_of(sent), name="reply")
        told = call_of(found, -1, clock.today())

    assert mark_reached(found, date(2026, 11, 25)) == -1
    assert mark_reached(found, date(2026, 11, 17)) is None
    assert place.office.pk in told.people
    assert told.waiting.url == sent.get_absolute_url()
