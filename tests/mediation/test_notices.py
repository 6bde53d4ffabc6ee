"""Who is told what of a case, by which way, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.mediation.conftest import ANSWERS
from tests.mediation.moves import version
from tests.people import DAY
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.clocks import jobs as clocks
from zhigong.foundation.jobs.worker import run_due
from zhigong.foundation.notify.models import Delivery, Notice
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.identity.models import Account
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.mediation import jobs
from zhigong.mediation.actions.assignment import invite_authority, reassign_mediator
from zhigong.mediation.actions.ending import fail
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.notices import tell
from zhigong.mediation.actions.settlement import (
    record_payment,
    record_signature,
    stamp_agreement,
)
from zhigong.mediation.actions.talks import call_hearing, close_hearing, move_hearing
from zhigong.mediation.actions.triage import ask_supplement, refuse_request
from zhigong.mediation.models import Case, Hearing
from zhigong.mediation.rules.notices import NOTICES

MEETING = datetime(2026, 11, 12, 14, 30, tzinfo=clock.LOCAL)
WITH_EMPLOYER = {**ANSWERS, "employer_mobile": "13900000999"}


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def unknown(place, as_):
    """A request of somebody without an account, whose employer can be reached."""
    return receive_request(actor=as_("nobody"), answers=WITH_EMPLOYER, channel="web")


def told() -> list[tuple[str, str]]:
    """Account and title of every notice, after what waited was sent."""
    run_due()
    announce_actor(SYSTEM)
    labels = dict(Account.objects.values_list("pk", "label"))
    return [(labels[n.account_id], n.title_text) for n in Notice.objects.order_by("at", "id")]


def sent() -> list[tuple[str, str]]:
    """Number and text of everything that left the house."""
    run_due()
    announce_actor(SYSTEM)
    return sorted((str(unsealed(d.to)), d.text % d.params) for d in Delivery.objects.all())


def forget() -> None:
    told()
    Notice.objects.all().delete()
    Delivery.objects.all().delete()


def test_a_request_is_acknowledged_and_the_desk_knows(case):
    assert sorted(told()) == sorted(
        [
            ("林小满", f"您的求助已收到，回执号 {case.code}"),
            ("王主任", f"新的求助：{case.headline}"),
        ]
    )


def test_who_has_no_account_is_told_by_sms_without_a_name_or_the_whole_number(unknown):
    ((number, text),) = sent()

    assert number == "13900000617"
    assert text == (
        f"您的求助已收到（回执号尾号{unknown.code[-4:]}），三个工作日内答复。请在原网站“查进度”查看。"
    )
    assert unknown.code not in text


def test_where_people_reach_us_is_known_the_worker_gets_the_way_to_the_page(place, as_, settings):
    settings.PUBLIC_URL = "https://union.example"
    made = receive_request(actor=as_("nobody"), answers=WITH_EMPLOYER, channel="web")

    ((_number, text),) = sent()

    assert text.splitlines()[1:] == ["https://union.example/progress/"]
    assert made.code not in text


def test_who_has_an_account_gets_the_sms_by_it_and_only_once(case):
    assert [number for number, _text in sent()] == ["13900000617"]


def test_a_refusal_tells_the_worker_of_arbitration(case, as_):
    forget()

    refuse_request(
        actor=as_("director"), case_id=case.pk, seen_version=version(case), reason="elsewhere",
        note="单位在外区。",
    )  # fmt: skip

    assert told() == [("林小满", f"您的求助没有受理：{case.headline}")]
    assert "仲裁" in Notice.objects.get().body_text


def test_an_assignment_tells_worker_and_mediator(in_talks):
    found = [line for line in told() if "安排调解员" in line[1] or "指派" in line[1]]

    assert sorted(found) == sorted(
        [
            ("林小满", "已给您安排调解员：李调解"),
            ("李调解", f"案件指派给您：{in_talks.headline}"),
        ]
    )


def test_a_reassignment_tells_the_former_mediator_too(in_talks, as_, place):
    forget()

    reassign_mediator(
        actor=as_("director"), case_id=in_talks.pk, mediator_id=place.other_mediator.pk,
        seen_version=version(in_talks), why="回避",
    )  # fmt: skip

    assert {name for name, _title in told()} == {"林小满", "张调解", "李调解"}


@pytest.fixture
def called(in_talks, as_, place) -> Hearing:
    invite_authority(
        actor=as_("director"), case_id=in_talks.pk, seen_version=version(in_talks),
        unit_id=place.arbitration.pk, purpose="审查确认",
    )  # fmt: skip
    forget()
    return call_hearing(
        actor=as_("mediator"), case_id=in_talks.pk, seen_version=version(in_talks),
        starts_at=MEETING, way="room", place="一楼调解室",
    )  # fmt: skip


def test_a_meeting_invites_the_worker_and_the_authorities_not_who_called_it(called):
    assert sorted(told()) == sorted(
        [
            ("林小满", "约您参加调解会：2026-11-12 14:30"),
            ("赵仲裁", f"调解会：{called.case.headline}"),
        ]
    )


def test_a_meeting_invites_the_employer_by_his_number(unknown, as_, place):
    case = Case.objects.get(pk=unknown.pk)
    forget()
    hearing = Hearing.objects.create(case=case, starts_at=MEETING, way="phone", place="13911112222")
    tell(case, "hearing.call", actor=as_("mediator"), row=hearing.pk)

    texts = dict(sent())

    assert set(texts) == {"13900000617", "13900000999"}
    assert "电话（请保持电话畅通）" in texts["13900000999"]
    assert not any("13911112222" in text or "林小满" in text for text in texts.values())


def test_a_moved_meeting_is_told_to_all_and_reminded_of_on_its_new_day(called, as_):
    forget()
    later = MEETING + timedelta(days=5)
    move_hearing(
        actor=as_("mediator"), case_id=called.case_id, seen_version=version(called.case),
        hearing_id=called.pk, starts_at=later, way="room", place="二楼",
    )  # fmt: skip
    assert ("林小满", "调解会改到 2026-11-17 14:30") in told()
    forget()

    for day in (date(2026, 11, 11), date(2026, 11, 16), date(2026, 11, 16)):
        with clock.frozen(day):
            jobs.tomorrow(actor=as_("system"))
            run_due()

    names = [name for name, title in told() if title.startswith("明天 14:30")]
    assert sorted(names) == sorted(["林小满", "李调解", "赵仲裁"])


def test_a_cancelled_meeting_is_told_and_not_reminded_of(called, as_):
    forget()
    close_hearing(
        actor=as_("mediator"), case_id=called.case_id, seen_version=version(called.case),
        hearing_id=called.pk, state="cancelled", present="", minutes="",
    )  # fmt: skip
    assert ("林小满", "2026-11-12 14:30 的调解会取消") in told()
    forget()

    with clock.frozen(date(2026, 11, 11)):
        jobs.tomorrow(actor=as_("system"))

    assert told() == []


@pytest.fixture
def binding(agreed, as_):
    """An agreement in force, with payments on 20 November and 20 December."""
    for who in ("worker", "employer", "mediator"):
        record_signature(
            actor=as_("mediator"), case_id=agreed.pk, seen_version=version(agreed), who=who, on=DAY
        )
    told_of = told()
    assert ("王主任", f"协议已签齐，待盖章：{agreed.headline}") in told_of
    assert ("林小满", "调解协议已写好，请来签字") in told_of
    stamp_agreement(actor=as_("director"), case_id=agreed.pk, seen_version=version(agreed))
    forget()
    return agreed


def test_payments_are_reminded_of_before_on_and_after_their_day_once_each(binding, as_):
    for day in (17, 17, 19, 20, 21, 22):
        with clock.frozen(date(2026, 11, day)):
            jobs.payments(actor=as_("system"))
            run_due()

    titles = [title for name, title in told() if name == "林小满"]
    assert titles == ["第 1 期款项今天应付", "第 1 期款项没有登记到账"]


def test_a_payment_that_came_is_told_and_not_asked_for(binding, as_):
    first = binding.agreement.instalments.get(position=1)
    record_payment(
        actor=as_("mediator"), case_id=binding.pk, seen_version=version(binding),
        instalment_id=first.pk, paid=Decimal("12400.00"), on=DAY,
    )  # fmt: skip
    assert told() == [("林小满", "第 1 期到账 12,400.00 元，已登记")]
    forget()

    with clock.frozen(date(2026, 11, 21)):
        jobs.payments(actor=as_("system"))

    assert told() == []


def test_the_end_without_agreement_is_told_with_the_way_on(in_talks, as_):
    forget()
    fail(
        actor=as_("mediator"), case_id=in_talks.pk, seen_version=version(in_talks),
        reason="no_agreement", note="",
    )  # fmt: skip

    assert told() == [("林小满", "调解终止，没有达成协议")]


def test_a_case_that_expires_at_night_is_told_in_the_morning(in_talks, as_):
    forget()
    with clock.frozen(datetime(2026, 12, 20, 0, 20, tzinfo=clock.LOCAL)):
        jobs.expire(actor=as_("system"))

    waiting = ProcrastinateJob.objects.get(task_name="mediation.tell", status="todo")
    assert waiting.scheduled_at == datetime(2026, 12, 20, 8, tzinfo=clock.LOCAL)


def test_deadlines_of_a_case_remind_whom_it_waits_for(case, as_):
    ask_supplement(
        actor=as_("director"), case_id=case.pk, seen_version=version(case), missing="工资条"
    )
    forget()
    for day in range(10, 22):
        with clock.frozen(date(2026, 11, day)):
            clocks.remind(actor=as_("system"))
            run_due()

    assert [name for name, _title in told()] == ["林小满"] * 3


def test_what_is_refused_tells_nobody(case, as_):
    forget()
    with pytest.raises(Refused):
        refuse_request(
            actor=as_("director"), case_id=case.pk, seen_version=version(case), reason="", note=""
        )

    assert told() == []


@pytest.mark.parametrize("event", sorted(NOTICES))
def test_every_text_can_be_filled(event, binding, as_):
    """No place is left empty that the table names."""
    hearing = Hearing.objects.create(case=binding, starts_at=MEETING, way="video", place="123")
    row = hearing.pk if event.startswith("hearing.") else None
    if event.startswith("payment."):
        row = binding.agreement.instalments.get(position=1).pk
    tell(binding, event, actor=SYSTEM, row=row)

    told()
    sent()
