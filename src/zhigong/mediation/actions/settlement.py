"""协议: drafted, signed by both sides and the mediator, stamped, in force, performed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from zhigong.foundation import clock
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.actions.deadlines import perform_by
from zhigong.mediation.actions.notices import tell
from zhigong.mediation.actions.steps import advance, happened
from zhigong.mediation.models import Agreement, Case, Instalment
from zhigong.mediation.permissions import may, may_record_payment, may_sign, may_stamp
from zhigong.mediation.queries import lock_case, lock_part
from zhigong.mediation.rules.agreement import (
    Payment,
    fit_to_offer,
    performance,
    signed_and_stamped,
)
from zhigong.mediation.rules.workflow import PERFORM

SIGNERS = {
    "worker": "worker_signed_on",
    "employer": "employer_signed_on",
    "mediator": "mediator_signed_on",
}


@transaction.atomic
def draft_agreement(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    terms: str,
    payments: Sequence[Payment],
) -> Agreement:
    """达成协议: fix the text that both sides will sign; a text fixed earlier is replaced.

    Refuses empty terms, payments without amount or in the past. The hash of the text is printed
    on the document, so that a signed paper can be held against the file.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "agree").require()
    today = clock.today()
    fit_to_offer(terms, payments, today).require()
    Agreement.objects.filter(case=case).delete()
    agreement = Agreement.objects.create(
        case=case,
        terms=terms.strip(),
        total=sum((p.amount for p in payments), Decimal(0)),
        made_on=today,
        text_hash=text_hash(terms, payments),
    )
    Instalment.objects.bulk_create(
        Instalment(agreement=agreement, position=n, due=p.due, amount=p.amount)
        for n, p in enumerate(payments, 1)
    )
    advance(case, "agree", actor=actor, after={"text": agreement.text_hash})
    return agreement


def text_hash(terms: str, payments: Sequence[Payment]) -> str:
    """SHA-256 over the terms and payments as they are printed."""
    lines = [terms.strip(), *(f"{p.due.isoformat()} {p.amount:.2f}" for p in payments)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def record_signature(
    *, actor: Actor, case_id: int, seen_version: int, who: str, on: date
) -> Agreement:
    """Record that a side or the mediator signed, on a day between drafting and today."""
    case = lock_case(case_id, seen_version=seen_version)
    may_sign(actor, case).require()
    agreement = case.agreement
    _between(agreement.made_on, on)
    setattr(agreement, SIGNERS[who], on)
    agreement.save()
    happened(case, "agreement.sign", actor=actor, after={"who": who, "on": on.isoformat()})
    if all(getattr(agreement, field) for field in SIGNERS.values()):
        tell(case, "signed", actor=actor)
    return agreement


@transaction.atomic
def stamp_agreement(*, actor: Actor, case_id: int, seen_version: int) -> Case:
    """盖章生效: the body's stamp is the last act, and the agreement binds from today.

    Refuses while a signature is missing, naming each (调解仲裁法 第十四条).
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_stamp(actor, case).require()
    today = clock.today()
    agreement = case.agreement
    signed_and_stamped(
        worker=agreement.worker_signed_on,
        employer=agreement.employer_signed_on,
        mediator=agreement.mediator_signed_on,
        stamp=today,
    ).require()
    agreement.stamped_on = agreement.effective_on = today
    agreement.save()
    last = max((i.due for i in agreement.instalments.all()), default=None)
    advance(
        case,
        "conclude",
        actor=actor,
        deadlines={PERFORM: perform_by(today, last)},
        after={"effective": today.isoformat()},
    )
    return case


@transaction.atomic
def return_to_talks(*, actor: Actor, case_id: int, seen_version: int, why: str) -> Case:
    """继续调解: somebody does not sign; the text is set aside and talks go on."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "resume").require()
    Agreement.objects.filter(case=case).delete()
    advance(case, "resume", actor=actor, note=why.strip())
    return case


@transaction.atomic
def record_payment(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    instalment_id: int,
    paid: Decimal,
    on: date,
    note: str = "",
) -> Instalment:
    """Record what came in for an instalment; the last one paid in full completes the case.

    Refuses nothing, more than is open, and a day before the agreement or after today.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_record_payment(actor, case).require()
    row = lock_part(case.agreement.instalments.all(), instalment_id)
    _between(case.agreement.made_on, on)
    if not Decimal(0) < paid <= row.amount - row.paid:
        refuse(
            "mediation.payment.amount",
            gettext_noop("到账金额应大于零，不超过这一期未付的 %(open)s 元"),
            gettext_noop("多付的部分请记在下一期"),
            open=f"{row.amount - row.paid:,.2f}",
        ).require()
    row.paid += paid
    row.paid_on = on
    row.note = note.strip()
    row.save()
    happened(
        case,
        "payment.record",
        actor=actor,
        after={"paid": str(paid), "on": on.isoformat()},
        row=row.pk,
    )
    return row


@transaction.atomic
def complete_case(*, actor: Actor, case_id: int, seen_version: int) -> Case:
    """履行完毕. Refuses while money is open."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "complete").require()
    state = performance(payments_of(case.agreement), clock.today())
    if not state.complete:
        refuse(
            "mediation.complete.open",
            gettext_noop("还有 %(open)s 元没有付"),
            gettext_noop("请先登记到账；不再履行的，记为“未按期履行”"),
            open=f"{state.due_total - state.paid_total:,.2f}",
        ).require()
    case.ended_on = clock.today()
    advance(case, "complete", actor=actor)
    return case


@transaction.atomic
def mark_breach(*, actor: Actor, case_id: int, seen_version: int, note: str) -> Case:
    """未按期履行: only when a payment is late. The ways on are shown with the case."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "breach").require()
    state = performance(payments_of(case.agreement), clock.today())
    if case.agreement.instalments.exists() and not state.late:
        refuse(
            "mediation.breach.not-late",
            gettext_noop("没有过期未付的款项"),
            gettext_noop("付款日过后仍未到账的，再记为未按期履行"),
        ).require()
    advance(case, "breach", actor=actor, note=note.strip())
    return case


def payments_of(agreement: Agreement) -> list[Payment]:
    """The instalments as the pure rules read them."""
    return [Payment(i.due, i.amount, i.paid_on, i.paid) for i in agreement.instalments.all()]


def _between(first: date, day: date) -> None:
    if not first <= day <= clock.today():
        refuse(
            "mediation.date.outside",
            gettext_noop("日期应在 %(first)s 到今天之间"),
            gettext_noop("请核对后重填"),
            first=first.isoformat(),
        ).require()
