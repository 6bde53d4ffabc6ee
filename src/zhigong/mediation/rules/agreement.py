"""What an agreement must hold before it binds, and how its performance is read.

调解仲裁法 第十四条: signed or sealed by both sides, signed by the mediator and stamped by the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, all_of, refuse


@dataclass(frozen=True, slots=True)
class Payment:
    """An instalment: when due, how much, and what came in when."""

    due: date
    amount: Decimal
    paid_on: date | None = None
    paid: Decimal = Decimal(0)

    @property
    def open(self) -> Decimal:
        return max(self.amount - self.paid, Decimal(0))


def fit_to_offer(terms: str, payments: Sequence[Payment], on: date) -> Verdict:
    """Whether a draft can be put to the sides for signature: it says something, pays in order.

    Refuses empty terms, payments without amount, and dates before ``on``.
    """
    checks = [_has_terms(terms)]
    for number, payment in enumerate(payments, 1):
        if payment.amount <= 0:
            checks.append(
                refuse(
                    "mediation.agreement.no-amount",
                    gettext_noop("第 %(number)s 期没有写金额"),
                    gettext_noop("请填写大于零的金额，或删去这一期"),
                    number=number,
                )
            )
        if payment.due < on:
            checks.append(
                refuse(
                    "mediation.agreement.past-date",
                    gettext_noop("第 %(number)s 期的付款日 %(due)s 已经过去"),
                    gettext_noop("请写今天或以后的日期；当场付清的写今天"),
                    number=number,
                    due=payment.due.isoformat(),
                )
            )
    return all_of(checks)


def _has_terms(terms: str) -> Verdict:
    if terms.strip():
        return ALLOWED
    return refuse(
        "mediation.agreement.empty",
        gettext_noop("协议内容还是空的"),
        gettext_noop("请写明双方同意的事项"),
    )


def signed_and_stamped(
    *, worker: date | None, employer: date | None, mediator: date | None, stamp: date | None
) -> Verdict:
    """Whether the agreement binds: every signature and the stamp that is missing is named."""
    missing = [
        (worker, "worker", gettext_noop("缺申请人签名")),
        (employer, "employer", gettext_noop("缺被申请人签名或盖章")),
        (mediator, "mediator", gettext_noop("缺调解员签名")),
        (stamp, "stamp", gettext_noop("缺调解组织印章")),
    ]
    return all_of(
        refuse(
            f"mediation.agreement.no-{who}",
            reason,
            gettext_noop("签好后在“协议”里登记，登记齐了协议就生效（调解仲裁法第十四条）"),
        )
        for day, who, reason in missing
        if day is None
    )


@dataclass(frozen=True, slots=True)
class Performance:
    """Where performance stands on a day."""

    due_total: Decimal
    paid_total: Decimal
    late: tuple[Payment, ...]
    next_due: Payment | None
    complete: bool


def performance(payments: Sequence[Payment], on: date) -> Performance:
    """Read the instalments on a day; a payment is late from the day after it was due."""
    still = [p for p in payments if p.open]
    return Performance(
        due_total=sum((p.amount for p in payments), Decimal(0)),
        paid_total=sum((p.paid for p in payments), Decimal(0)),
        late=tuple(p for p in still if p.due < on),
        next_due=min((p for p in still if p.due >= on), key=lambda p: p.due, default=None),
        complete=not still,
    )
