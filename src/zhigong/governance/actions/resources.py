"""资源: ask, write down the promise, and each part that came, until it is complete or closed short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zhigong.foundation import clock
from zhigong.governance.actions.filing import advance, begin
from zhigong.governance.actions.steps import (
    deadline,
    need_order,
    need_past,
    need_words,
    put_on_books,
    with_record,
)
from zhigong.governance.models import Delivery, Matter, ResourceRequest
from zhigong.governance.permissions import may
from zhigong.governance.queries.locking import lock
from zhigong.governance.rules.capabilities import HANDLE
from zhigong.governance.rules.resources import KEEP, RESOURCE, may_amount
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop

LABEL = gettext_noop("兑现承诺")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, how much and what for."""

    kind: str
    headline: str
    purpose: str
    amount: Decimal
    matter_id: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised: how much, how, by when, and the paper that says so."""

    amount: Decimal
    how: str
    by: date
    paper: str
    on: date


@transaction.atomic
def ask_resource(*, actor: Actor, unit_id: int, committee_id: int, asked: Asked) -> ResourceRequest:
    """提出资源请求, for a matter or by itself. Refuses an amount that makes no sense."""
    may_amount(asked.kind, asked.amount).require()
    matter = lock(Matter, asked.matter_id) if asked.matter_id else None
    made = ResourceRequest(
        kind=asked.kind,
        headline=asked.headline.strip(),
        purpose=asked.purpose.strip(),
        asked=asked.amount,
        matter=matter,
    )
    put_on_books(made, actor=actor, unit_id=unit_id, committee_id=committee_id, capability=HANDLE)
    made.save()
    begin(made, RESOURCE, actor=actor)
    return made


@transaction.atomic
def promise(
    *, actor: Actor, record_id: int, seen_version: int, promised: Promise
) -> ResourceRequest:
    """登记承诺, with the paper it rests on; the clock to its day runs."""
    resource = lock(ResourceRequest, record_id, seen_version=seen_version)
    may(actor, resource, "promise").require()
    may_amount(resource.kind, promised.amount).require()
    need_past(promised.on)
    need_order(promised.on, promised.by, gettext_noop("到位期限"), gettext_noop("承诺日期"))
    need_words(promised.paper)
    resource.promised, resource.promised_on = promised.amount, promised.on
    resource.promised_by, resource.promise_how = promised.by, promised.how.strip()
    resource.promise_paper = promised.paper.strip()
    advance(
        resource, RESOURCE, "promise", actor=actor,
        deadlines={KEEP: deadline(LABEL, promised.by, basis=promised.paper.strip())},
        after={"promised": str(promised.amount), "by": promised.by.isoformat()},
    )  # fmt: skip
    return resource


@transaction.atomic
def give(
    *,
    actor: Actor,
    record_id: int,
    seen_version: int,
    on: date,
    amount: Decimal,
    proof: str,
    upload: UploadedFile[bytes] | None = None,
) -> ResourceRequest:
    """登记到位 of one part, with its proof; complete when all that was promised has come."""
    resource = lock(ResourceRequest, record_id, seen_version=seen_version)
    may(actor, resource, "give").require()
    may_amount(resource.kind, amount).require()
    need_past(on)
    need_order(resource.promised_on, on, gettext_noop("到位日期"), gettext_noop("承诺日期"))
    need_words(proof)
    Delivery.objects.create(
        resource=resource, on=on, amount=amount, proof=proof.strip(), by_id=actor.id,
        file=with_record(actor, resource, upload),
    )  # fmt: skip
    resource.given += amount
    advance(
        resource, RESOURCE, "give", actor=actor, note=proof.strip(), after={"given": str(amount)}
    )
    if resource.compared.whole:
        advance(resource, RESOURCE, "complete", actor=actor)
    return resource


@transaction.atomic
def end_resource(
    *, actor: Actor, record_id: int, seen_version: int, verb: str, why: str
) -> ResourceRequest:
    """未获支持 or 未足额到位, with the reason; what was promised stays to be compared."""
    assert verb in {"decline", "close_short"}
    resource = lock(ResourceRequest, record_id, seen_version=seen_version)
    may(actor, resource, verb).require()
    need_words(why)
    resource.outcome = why.strip()
    advance(
        resource, RESOURCE, verb, actor=actor, note=why.strip(), after={"on": str(clock.today())}
    )
    return resource
