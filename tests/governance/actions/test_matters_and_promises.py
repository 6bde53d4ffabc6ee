"""What is assigned becomes tasks and is answered; what is promised is compared with what came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from tests.governance.conftest import DAY, of, state, terms, told
from tests.refusals import refused
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.models import Clock
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.governance.actions import duties, matters, resources
from zhigong.governance.actions.steps import take_step
from zhigong.governance.models import Delivery, Duty, Matter, ResourceRequest
from zhigong.governance.queries.overview import figures
from zhigong.governance.queries.records import tasks_of
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import deciding
from zhigong.supervision.actions.reading import Particulars, register_document
from zhigong.supervision.models import Assignment

SPEECH = """在示范区总工会代表大会上的讲话

借此机会，我提1点希望和要求。

一、要服务职工。要建成不少于10个户外劳动者驿站。

各级党委要加强对工会工作的领导，定期研究解决工会工作中的重大问题。
"""


def clock(record, name):
    return Clock.objects.filter(subject=subject_of(record), name=name).latest("id")


def test_a_matter_waits_with_its_day_and_is_seen_by_its_committee(matter, as_):
    entry = waiting_for(as_("office")).get(title=matter.headline)

    assert (entry.due, entry.state) == (date(2026, 12, 20), "received")
    as_("party")
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_a_number_registered_already_is_refused_in_words(matter, as_, place):
    with pytest.raises(Refused, match=r"governance\.matter\.number-taken"):
        matters.register_matter(
            actor=as_("office"), unit_id=place.district.pk, committee_id=place.committee.pk,
            told=told(headline="另一件"),
        )  # fmt: skip
    assert Matter.objects.count() == 1


def test_one_matter_becomes_several_assignments_and_is_answered(matter, as_, place):
    office = as_("office")
    first = matters.assign(**of(matter, office, terms=terms(place)))
    again = of(matter, office, terms=terms(place))
    assert refused(matters.assign, **again) == ("supervision.assignment.proposed-twice",)
    matters.assign(**of(matter, office, terms=terms(place, headline="配套管理办法")))
    assert (first.origin, first.origin_facts["body"]) == ("party", "示范区委")
    assert [t.headline for t in tasks_of(office, matter)] == ["建三处驿站", "配套管理办法"]
    take_step(**of(matter, office, model=Matter, verb="tell", note="已选两处点位"))
    with pytest.raises(Refused, match=r"governance\.matter\.still-open"):
        matters.answer(**of(matter, office, text="已办结"))
    leader = as_("leader")
    for task in Assignment.objects.all():
        deciding.withdraw(
            actor=leader, assignment_id=task.pk, seen_version=task.version, why="并入园区项目"
        )

    matters.answer(
        **of(matter, as_("office"), text="驿站已由园区建成。", paper="示工报〔2026〕3号")
    )

    assert state(matter) == "answered"
    assert clock(matter, "answer").state == "met"
    assert not waiting_for(as_("office")).filter(title=matter.headline).exists()
    assert [e.verb.rpartition(".")[2] for e in trail_of(matter)] == [
        "answer", "tell", "assign", "assign", "begin",
    ]  # fmt: skip


def test_an_instruction_keeps_its_class_and_office(as_, place):
    office = as_("office")
    instruction = matters.register_matter(
        actor=office, unit_id=place.district.pk, committee_id=place.committee.pk,
        told=told(kind="instruction", binding="guiding", number="", due=None),
    )  # fmt: skip

    made = matters.assign(**of(instruction, office, terms=terms(place)))

    assert made.origin == "instruction"
    assert made.origin_facts == {
        "body": "区委主要负责同志", "dated": "2026-11-02", "binding": "guiding",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "note", "code"),
    [
        ("file", "已阅", "must-answer"),
        ("withdraw", " ", "no-words"),
        ("tell", "进展", "wrong-state"),
    ],
)
def test_a_matter_refuses(matter, as_, verb, note, code):
    with pytest.raises(Refused, match=code):
        take_step(**of(matter, as_("office"), model=Matter, verb=verb, note=note))
    assert state(matter) == "received"


@pytest.mark.parametrize("name", ["leader", "party", "outsider", "street_officer", "nobody"])
def test_only_the_office_handles_a_matter(matter, as_, name, place):
    values = of(matter, as_("office"), terms=terms(place))
    values["actor"] = as_(name)

    with pytest.raises(Refused):
        matters.assign(**values)
    as_("system")
    assert state(matter) == "received"


def test_a_stale_page_is_refused(matter, as_, place):
    values = of(matter, as_("office"), terms=terms(place))
    matters.assign(**values)

    with pytest.raises(Refused, match=r"governance\.changed-meanwhile"):
        matters.assign(**values)


def test_a_future_day_is_refused(as_, place):
    with pytest.raises(Refused, match=r"governance\.not-yet"):
        matters.register_matter(
            actor=as_("office"), unit_id=place.district.pk, committee_id=place.committee.pk,
            told=told(dated=date(2026, 11, 11)),
        )  # fmt: skip


def test_what_came_later_is_not_dated_earlier(resource, promised, as_, place):
    office = as_("office")
    reversed_days = told(dated=date(2026, 11, 9), due=date(2026, 11, 2))
    matter = {"unit_id": place.district.pk, "committee_id": place.committee.pk}
    assert refused(matters.register_matter, actor=office, **matter, told=reversed_days) == (
        "governance.days-reversed",
    )

    early = {"on": date(2026, 1, 5), "amount": Decimal(1), "proof": "拨款单"}
    assert refused(resources.give, **of(promised, office, **early)) == ("governance.days-reversed",)


def give(resource, actor, amount, on=DAY):
    return resources.give(**of(resource, actor, on=on, amount=Decimal(amount), proof="拨款单第1号"))


def test_a_promise_is_kept_in_parts(promised, as_):
    office = as_("office")
    give(promised, office, "80000")
    assert state(promised) == "partly"
    assert waiting_for(office).get(title=promised.headline).due == date(2026, 12, 1)

    kept = give(promised, office, "120000")

    assert (kept.state, kept.given) == ("complete", Decimal(200000))
    assert clock(promised, "keep").state == "met"
    assert Delivery.objects.count() == 2
    found = figures(office, date(2026, 1, 1), date(2026, 12, 31))
    assert (found.promised_money, found.given_money) == (Decimal(200000), Decimal(200000))


def test_what_fell_short_stays_to_be_compared(promised, as_):
    give(promised, as_("office"), "50000")

    short = resources.end_resource(
        **of(promised, as_("office"), verb="close_short", why="预算压减")
    )

    assert (short.state, short.compared.missing) == ("short", Decimal(150000))
    assert clock(promised, "keep").state == "dropped"


def test_a_request_that_found_no_support_says_why(resource, as_):
    with pytest.raises(Refused, match="no-words"):
        resources.end_resource(**of(resource, as_("office"), verb="decline", why=""))

    declined = resources.end_resource(**of(resource, as_("office"), verb="decline", why="无预算"))

    assert (declined.state, declined.outcome) == ("declined", "无预算")


@pytest.mark.parametrize(("amount", "code"), [("0", "nothing"), ("-5", "nothing")])
def test_an_amount_that_makes_no_sense_is_refused(promised, as_, amount, code):
    with pytest.raises(Refused, match=code):
        give(promised, as_("office"), amount)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "change", [{"promised": None}, {"given": -1}, {"state": "complete"}, {"kind": "gold"}]
)
def test_the_database_refuses_a_resource_that_makes_no_sense(promised, as_, change):
    as_("office")
    with pytest.raises(Exception, match=r"violates|[Tt]ransition"), transaction.atomic():
        ResourceRequest.objects.filter(pk=promised.pk).update(**change)


def test_a_committees_duty_is_reported_and_never_the_unions(duty, as_, place):
    office = as_("office")
    duties.report_duty(**of(duty, office, verb="report", text="已列入下半年议题"))
    kept = duties.report_duty(**of(duty, office, verb="report_kept", text="两次会议都已召开"))
    assert (kept.state, kept.told_on) == ("kept", DAY)
    assert not waiting_for(office).filter(title=duty.headline).exists()

    with pytest.raises(Refused, match=r"governance\.duty\.not-a-committee"):
        duties.note_duty(
            actor=office, unit_id=place.district.pk, committee_id=place.street.pk,
            headline="建驿站", text="建驿站", year=2026,
        )  # fmt: skip


def test_a_speechs_duties_are_put_down_in_one_go_and_once(as_, place):
    office = as_("office")
    document = register_document(
        actor=office, unit_id=place.district.pk, content=SPEECH.encode(), name="speech.txt",
        particulars=Particulars(number="示委办〔2026〕8号", dated=date(2026, 11, 2)),
    )  # fmt: skip
    here = {
        "actor": office, "unit_id": place.district.pk, "committee_id": place.committee.pk,
        "document_id": document.pk, "year": 2026,
    }  # fmt: skip

    made = duties.take_duties(**here)
    again = duties.take_duties(**here)

    assert made == again
    assert [d.task for d in made] == [t["id"] for t in document.tasks if t["kind"] == "support"]
    assert Duty.objects.count() == len(made) >= 1
    assert not Assignment.objects.exists()
