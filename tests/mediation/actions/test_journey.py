"""One dispute from first account to the last payment, and what the trail keeps of it."""

from datetime import date
from decimal import Decimal

from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.mediation.actions.settlement import (
    complete_case,
    record_payment,
    record_signature,
    stamp_agreement,
)
from zhigong.mediation.actions.triage import accept_request
from zhigong.mediation.models import Case


def test_a_request_is_received_with_its_amounts_and_waits_for_the_duty_supervisor(case, as_):
    director = as_("director")

    amounts = {c.rule: c.lawful for c in case.claims.all()}

    assert case.state == "submitted"
    assert amounts == {
        "unlawful_dismissal": Decimal("74400.00"),
        "wage_arrears": Decimal("12400.00"),
    }
    assert [w.title for w in waiting_for(director)] == [case.headline]


def test_the_fifteen_days_run_from_receipt_not_from_acceptance(case, as_):
    with clock.frozen(date(2026, 11, 12)):
        accepted = accept_request(actor=as_("director"), case_id=case.pk, seen_version=case.version)

    running = [c for c in clocks_of(subject_of(accepted)) if c.ended_on is None]
    assert [(c.name, c.start, c.due) for c in running] == [
        ("mediate", date(2026, 11, 10), date(2026, 11, 25))
    ]
    assert accepted.number == "（2026）示联调援00001号"


def test_the_mediator_finds_the_case_in_the_inbox(in_talks, as_):
    assert [w.title for w in waiting_for(as_("mediator"))] == [in_talks.headline]
    assert list(waiting_for(as_("other_mediator"))) == []


def test_a_case_goes_from_signatures_to_the_last_payment(agreed, as_):
    mediator = as_("mediator")
    for who in ("worker", "employer", "mediator"):
        version = Case.objects.get(pk=agreed.pk).version
        record_signature(
            actor=mediator, case_id=agreed.pk, seen_version=version, who=who, on=clock.today()
        )
    stamped = stamp_agreement(
        actor=as_("director"),
        case_id=agreed.pk,
        seen_version=Case.objects.get(pk=agreed.pk).version,
    )
    assert stamped.state == "performing"
    mediator = as_("mediator")
    for row in stamped.agreement.instalments.all():
        record_payment(
            actor=mediator,
            case_id=agreed.pk,
            seen_version=Case.objects.get(pk=agreed.pk).version,
            instalment_id=row.pk,
            paid=row.amount,
            on=clock.today(),
        )
    done = complete_case(
        actor=mediator,
        case_id=agreed.pk,
        seen_version=Case.objects.get(pk=agreed.pk).version,
    )

    assert (done.state, done.ended_on) == ("performed", clock.today())
    assert [c.ended_on for c in clocks_of(subject_of(done))] != []
    assert all(c.ended_on for c in clocks_of(subject_of(done)))
    assert len([e for e in trail_of(done) if e.verb.startswith("mediation.case.")]) == 6
    assert len(events(verb="mediation.payment.record")) == 2
