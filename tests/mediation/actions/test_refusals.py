"""What is refused, with which code, and that nothing changes."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from tests.mediation.conftest import ANSWERS, build_place
from tests.mediation.moves import draft, state_of, version
from tests.refusals import refused
from zhigong.foundation import clock
from zhigong.foundation.acting import acting, announce_actor
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.kernel.verdict import Refused
from zhigong.mediation.actions.assignment import (
    assign_mediator,
    declare_tie,
    extend_term,
    invite_authority,
)
from zhigong.mediation.actions.drafts import begin_draft, own_entry, save_answers
from zhigong.mediation.actions.ending import expire, expire_all, fail, withdraw
from zhigong.mediation.actions.intake import receive_request, send_request
from zhigong.mediation.actions.settlement import (
    complete_case,
    draft_agreement,
    record_payment,
    record_signature,
    stamp_agreement,
)
from zhigong.mediation.actions.talks import call_hearing, close_hearing, note_offer
from zhigong.mediation.actions.triage import accept_request, ask_supplement, refuse_request, supply
from zhigong.mediation.models import Case
from zhigong.mediation.rules.agreement import Payment


def of(case, actor, **more):
    return {"actor": actor, "case_id": case.pk, "seen_version": version(case), **more}


def test_a_mediator_does_not_accept(case, as_):
    system = as_("system")
    values = of(case, system)

    found = refused(accept_request, **{**values, "actor": as_("mediator")})

    assert found == ("mediation.case.unknown",)  # he may not even know of it


def test_a_stale_page_is_refused_and_nothing_changes(case, as_):
    director = as_("director")

    found = refused(accept_request, actor=director, case_id=case.pk, seen_version=case.version + 5)

    assert found == ("mediation.case.changed-meanwhile",)
    assert state_of(case) == "submitted"


def test_accepting_twice_is_refused_in_words(accepted, as_):
    assert refused(accept_request, **of(accepted, as_("director"))) == (
        "mediation.case.accept.wrong-state",
    )


def test_supplements_are_asked_once_and_all_at_once(case, as_):
    director = as_("director")
    assert refused(ask_supplement, **of(case, director, missing="  ")) == (
        "mediation.supplement.empty",
    )
    ask_supplement(**of(case, director, missing="银行流水"))
    worker = as_("worker")
    supply(**of(case, worker, note="补了流水"))

    assert refused(ask_supplement, **of(case, as_("director"), missing="还要")) == (
        "mediation.supplement.twice",
    )


def test_a_refusal_needs_a_reason_and_words(case, as_):
    director = as_("director")

    assert refused(refuse_request, **of(case, director, reason="never", note="说明")) == (
        "mediation.refuse.no-reason",
    )
    assert refused(refuse_request, **of(case, director, reason="pending", note="")) == (
        "mediation.refuse.no-words",
    )


def test_a_mediator_with_a_tie_is_not_assigned(accepted, as_, place):
    mediator = as_("mediator")
    declare_tie(actor=mediator, mediator_id=mediator.id, name="晴川物流有限公司", kind="employed")

    found = refused(assign_mediator, **of(accepted, as_("director"), mediator_id=place.mediator.pk))

    assert found == ("mediation.conflict.tie",)


def test_only_a_mediator_of_the_centre_is_assigned(accepted, as_, place):
    found = refused(
        assign_mediator, **of(accepted, as_("director"), mediator_id=place.arbitrator.pk)
    )

    assert found == ("mediation.assign.no-mediator",)


def test_an_extension_needs_both_and_comes_once(in_talks, as_):
    director = as_("director")
    one = {"worker_agrees": True, "employer_agrees": False}
    assert refused(extend_term, **of(in_talks, director, **one)) == ("mediation.extend.no-consent",)
    extend_term(**of(in_talks, director, worker_agrees=True, employer_agrees=True))

    assert refused(
        extend_term, **of(in_talks, director, worker_agrees=True, employer_agrees=True)
    ) == ("mediation.case.extended-already",)


def test_an_authority_is_invited_once(in_talks, as_, place):
    director = as_("director")
    invite_authority(**of(in_talks, director, unit_id=place.court.pk, purpose="司法确认"))

    assert refused(
        invite_authority, **of(in_talks, director, unit_id=place.court.pk, purpose="再次")
    ) == ("mediation.invite.twice",)


def test_hearings_lie_ahead_and_end_with_a_record(in_talks, as_):
    mediator = as_("mediator")
    past = clock.now() - timedelta(hours=1)
    assert refused(
        call_hearing, **of(in_talks, mediator, starts_at=past, way="room", place="一号室")
    ) == ("mediation.hearing.past",)
    row = call_hearing(
        **of(
            in_talks,
            mediator,
            starts_at=clock.now() + timedelta(days=1),
            way="room",
            place="一号室",
        )
    )

    assert refused(
        close_hearing,
        **of(in_talks, mediator, hearing_id=row.pk, state="held", present="", minutes=" "),
    ) == ("mediation.hearing.no-minutes",)


def test_an_empty_offer_is_refused(in_talks, as_):
    assert refused(
        note_offer, **of(in_talks, as_("mediator"), side="worker", amount=None, terms=" ")
    ) == ("mediation.offer.empty",)


def test_another_mediator_cannot_even_find_the_case(in_talks, as_):
    values = of(in_talks, as_("system"), side="worker", amount=Decimal(1), terms="")

    assert refused(note_offer, **{**values, "actor": as_("other_mediator")}) == (
        "mediation.case.unknown",
    )


def test_an_agreement_collects_everything_that_is_wrong(in_talks, as_):
    payments = [Payment(date(2026, 1, 1), Decimal(0))]

    found = refused(draft_agreement, **of(in_talks, as_("mediator"), terms=" ", payments=payments))

    assert found == (
        "mediation.agreement.empty",
        "mediation.agreement.no-amount",
        "mediation.agreement.past-date",
    )


def test_a_stamp_waits_for_every_signature(agreed, as_):
    record_signature(**of(agreed, as_("mediator"), who="worker", on=clock.today()))

    assert refused(stamp_agreement, **of(agreed, as_("director"))) == (
        "mediation.agreement.no-employer",
        "mediation.agreement.no-mediator",
    )


def test_a_signature_of_tomorrow_is_refused(agreed, as_):
    tomorrow = clock.today() + timedelta(days=1)

    assert refused(record_signature, **of(agreed, as_("mediator"), who="worker", on=tomorrow)) == (
        "mediation.date.outside",
    )


def test_more_than_is_open_cannot_be_paid_and_open_money_keeps_the_case_open(in_talks, as_):
    mediator = as_("mediator")
    draft(mediator, in_talks, date(2026, 11, 20))
    for who in ("worker", "employer", "mediator"):
        record_signature(**of(in_talks, mediator, who=who, on=clock.today()))
    stamp_agreement(**of(in_talks, as_("director")))
    mediator = as_("mediator")
    row = Case.objects.get(pk=in_talks.pk).agreement.instalments.get()

    assert refused(
        record_payment,
        **of(in_talks, mediator, instalment_id=row.pk, paid=Decimal(5001), on=clock.today()),
    ) == ("mediation.payment.amount",)
    assert refused(complete_case, **of(in_talks, mediator)) == ("mediation.complete.open",)


def test_only_the_applicant_withdraws(in_talks, as_):
    assert refused(withdraw, **of(in_talks, as_("mediator"), why="")) == (
        "mediation.case.not-applicant",
    )
    assert withdraw(**of(in_talks, as_("worker"), why="和解了")).state == "withdrawn"


def test_failing_needs_a_reason_of_the_list(in_talks, as_):
    assert refused(fail, **of(in_talks, as_("mediator"), reason="bored", note="")) == (
        "mediation.fail.no-reason",
    )


def test_a_case_expires_only_after_its_last_day(in_talks, as_):
    director = as_("director")
    assert refused(expire, **of(in_talks, director)) == ("mediation.case.not-expired",)
    with clock.frozen(date(2026, 11, 26)):
        as_("system")
        assert expire_all() == 1

    assert state_of(in_talks) == "expired"


def test_a_request_without_name_or_employer_is_not_sent(as_):
    draft_row, key = begin_draft(actor=as_("nobody"))
    writer = Actor(None, NOBODY.label, own=(own_entry(key),))
    announce_actor(writer)
    save_answers(actor=writer, draft_id=draft_row.pk, answers={"story": "没发工资"})

    assert refused(send_request, actor=writer, draft_id=draft_row.pk) == (
        "mediation.request.no-employer-name",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_people_accepting_at_once_end_as_one_change_and_one_refusal():
    with acting(SYSTEM):
        place = build_place()
        director, worker = actor_of(place.director), actor_of(place.worker)
    with acting(worker):
        case = receive_request(actor=worker, answers=ANSWERS, channel="web")
    outcomes: list[str] = []

    def accept() -> None:
        try:
            with acting(director):
                accept_request(actor=director, case_id=case.pk, seen_version=case.version)
            outcomes.append("accepted")
        except Refused as caught:
            outcomes.append(caught.refusals[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["accepted", "mediation.case.changed-meanwhile"]
    with acting(SYSTEM):
        assert Case.objects.get(pk=case.pk).version == case.version + 1
