"""The desk: the list of cases and the case file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.addresses import record_address
from zhigong.foundation.audit.queries import Happened, course_and_looks
from zhigong.foundation.audit.record import looked
from zhigong.foundation.ui.alone import Lasting
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import Actor
from zhigong.kernel.period import Period
from zhigong.mediation.actions.settlement import payments_of
from zhigong.mediation.models import Agreement, Case, Offer
from zhigong.mediation.permissions import (
    is_applicant,
    is_mediator,
    may_add_evidence,
    may_correct_party,
    may_record_payment,
    may_see_numbers,
    may_work_on,
)
from zhigong.mediation.queries import workforces_of
from zhigong.mediation.queries.file import case_file as case_found
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.agreement import performance
from zhigong.mediation.rules.reasons import CAUSES
from zhigong.mediation.rules.workflow import STATES, CaseState
from zhigong.mediation.web.deeds import DEEDS
from zhigong.mediation.web.whole_case import law_of_case
from zhigong.mediation.web.words import TONES, sentence

DAYS = ("hire", "end", "unpaid_start", "unpaid_end")


def case_file(request: Request, pk: int) -> HttpResponse:
    """Everything about one case on one page. The look is recorded."""
    actor = request.actor
    case = case_found(actor, pk)
    if case is None:
        raise Http404
    if not is_applicant(actor, case):
        looked(actor, case, what="case file", unit_path=case.unit_path)
    context = {
        "case": case,
        "state": _(STATES[CaseState(case.state)]),
        "tone": TONES[CaseState(case.state)],
        "causes": [_(CAUSES[c]) for c in case.causes],
        "clocks": list(case.deadlines),
        "deeds": deeds_shown(request, case),
        "works": bool(may_work_on(actor, case)),
        "may_add": bool(may_add_evidence(actor, case)),
        "may_pay": bool(may_record_payment(actor, case)),
        "sides": sides(case),
        "numbers": may_see_numbers(actor, case),
        "correct": may_correct_party(actor, case),
        "law": law_of_case(case),
        "counsels": counsels(actor, case),
        "facts": facts_shown(case),
        "workforces": workforces_of(case),
        "talks": talks(case),
        "offers": tuple([offered(one) for one in case.offers.all()]),
        **trail_part(case),
        **agreement_part(case),
    }
    return render(request, "mediation/case.html", context)


def counsels(actor: Actor, case: Case) -> bool:
    """Whether the law's view of the whole case is shown: to the centre's own people, who advise."""
    return actor.holds(capabilities.READ, at=case.unit_path) or is_mediator(actor, case)


def facts_shown(case: Case) -> dict[str, Any]:
    """The kept facts as days and numbers; what cannot be read as one is left as it was told."""
    found = {name: as_day(case.facts.get(name)) for name in DAYS}
    hire, end = found["hire"], found["end"] or clock.today()
    if isinstance(hire, date) and isinstance(end, date) and hire <= end:
        span = Period(hire, end).span()
        years = ngettext("%(n)d 年", "%(n)d 年", span.years) % {"n": span.years}
        months = ngettext("%(n)d 个月", "%(n)d 个月", span.months) % {"n": span.months}
        found["served"] = " ".join([years, months] if span.years else [months])
    return found


def as_day(text: Any) -> Any:
    try:
        return date.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return text


def talks(case: Case) -> dict[str, Any]:
    """Where the two sides stand: their last sums, what the law gives, and the gap between them."""
    last = {o.side: o.amount for o in case.offers.all() if o.amount is not None}
    lawful = sum((c.lawful for c in case.claims.all() if c.lawful), Decimal(0))
    sums = [
        (_("职工"), last.get("worker"), "run"),
        (_("用人单位"), last.get("employer"), "warn"),
        (_("调解员建议"), last.get("mediator"), "good"),
        (_("依法测算"), lawful or None, "wait"),
    ]
    shown = [(name, float(amount), tone) for name, amount, tone in sums if amount is not None]
    gap = None
    if "worker" in last and "employer" in last:
        gap = last["worker"] - last["employer"]
    return {
        "labels": [name for name, _amount, _tone in shown],
        "series": [(_("金额"), [amount for _n, amount, _t in shown])],
        "tones": [tone for _n, _a, tone in shown],
        "gap": gap,
        "any": bool(last),
    }


@dataclass(frozen=True, slots=True, eq=False)
class Offered(Lasting):
    """A row of the offers: what it shows and nothing else, so that it may be drawn once."""

    pk: int
    side: str
    made_at: datetime
    terms: str
    amount: Decimal | None
    answer: str
    answered: str


SIDES = dict(Offer._meta.get_field("side").flatchoices)
ANSWERS = dict(Offer._meta.get_field("answer").flatchoices)


def offered(offer: Offer) -> Offered:
    """A row in the reader's language."""
    amount = None if offer.amount is None else str(offer.amount)  # 1.0 and 1.00 are equal, but two
    said = (offer.side, offer.made_at, offer.terms, amount, offer.answer)
    return _offered(offer.pk, *said, get_language())


@lru_cache(maxsize=4096)
def _offered(
    pk: int,
    side: str,
    made_at: datetime,
    terms: str,
    amount: str | None,
    answer: str,
    _language: str | None,
) -> Offered:
    return Offered(
        pk=pk,
        side=str(SIDES[side]),
        made_at=made_at,
        terms=terms,
        amount=None if amount is None else Decimal(amount),
        answer=answer,
        answered=str(ANSWERS[answer]),
    )


def trail_part(case: Case) -> dict[str, Any]:
    """The course of the case, and apart from it who looked into the file."""
    events, looks = course_and_looks(case, course=60, looks=30)
    language = get_language()
    return {
        "events": tuple([told_once(one, language) for one in events]),
        "looks": tuple([told_once(one, language) for one in looks]),
    }


def deeds_shown(request: Request, case: Case) -> list[dict[str, Any]]:
    """The deeds of the case's state with their verdicts: what leads on first, what ends it last."""
    order = {"primary": 0, "danger": 2}
    shown = sorted(
        (d for d in DEEDS.values() if case.state in d.shown), key=lambda d: order.get(d.kind, 1)
    )
    asked = [(d, d.check(request.actor, case)) for d in shown]
    return [
        {
            "label": str(deed.label),
            "kind": deed.kind,
            "verdict": verdict,
            "url": record_address("mediation:deed", case.pk, deed.name),
        }
        for deed, verdict in asked
        if verdict or not _only_not_granted(verdict.codes)
    ]


def _only_not_granted(codes: tuple[str, ...]) -> bool:
    """A deed that is simply not this person's is not shown; one that is held up is."""
    personal = ("not-granted", "not-applicant", "not-its-mediator")
    return any(code.endswith(personal) for code in codes)


def sides(case: Case) -> dict[str, list[Any]]:
    parties = list(case.parties.all())
    return {
        "worker": [p for p in parties if p.side == "worker"],
        "employer": [p for p in parties if p.side == "employer"],
    }


def agreement_part(case: Case) -> dict[str, Any]:
    try:
        agreement = case.agreement
    except Agreement.DoesNotExist:
        return {"agreement": None}
    from_rules = performance(payments_of(agreement), clock.today())
    return {"agreement": agreement, "performance": from_rules}


@dataclass(frozen=True, slots=True, eq=False)
class Told(Lasting):
    """An event of the trail as a line of the timeline."""

    at: datetime
    text: str
    who: str
    note: str
    # What other timelines say instead or beside it.
    tone: str = ""
    when: str = ""
    url: str = ""


@lru_cache(maxsize=4096)
def told_once(event: Happened, _language: str | None) -> Told:
    """The same line for the same event, and so drawn once: what happened does not change."""
    return told(event)


def told(event: Happened) -> Told:
    text = sentence(event.verb, event.after)
    return Told(at=event.at, text=text, who=event.actor_label, note=event.note)
