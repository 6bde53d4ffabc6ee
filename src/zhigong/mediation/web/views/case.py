"""The desk: the list of cases and the case file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.audit.record import looked, subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.identity.web.request import Request
from zhigong.mediation.actions.settlement import payments_of
from zhigong.mediation.models import Agreement, Case
from zhigong.mediation.permissions import is_applicant, may_see_numbers
from zhigong.mediation.queries import case_files
from zhigong.mediation.rules.agreement import performance
from zhigong.mediation.rules.reasons import CAUSES
from zhigong.mediation.rules.workflow import STATES, CaseState
from zhigong.mediation.web.deeds import DEEDS
from zhigong.mediation.web.words import TONES, sentence


def case_file(request: Request, pk: int) -> HttpResponse:
    """Everything about one case on one page. The look is recorded."""
    actor = request.actor
    case = get_object_or_404(case_files(actor), pk=pk)
    if not is_applicant(actor, case):
        looked(actor, case, what="case file", unit_path=case.unit_path)
    context = {
        "case": case,
        "state": _(STATES[CaseState(case.state)]),
        "tone": TONES[CaseState(case.state)],
        "causes": [_(CAUSES[c]) for c in case.causes],
        "clocks": faces(case),
        "deeds": deeds_shown(request, case),
        "sides": sides(case),
        "numbers": may_see_numbers(actor, case),
        "events": [told(e) for e in trail_of(case)[:60]],
        **agreement_part(case),
    }
    return render(request, "mediation/case.html", context)


def faces(case: Case) -> list[Any]:
    """The deadlines of a case with the days that are left, as the clock component wants them."""
    found = clocks_of(subject_of(case))
    for one in found:
        one.left = (one.due - clock.today()).days  # type: ignore[attr-defined]
    return list(found)


def deeds_shown(request: Request, case: Case) -> list[dict[str, Any]]:
    """The deeds of the case's state with their verdicts; the first possible one leads."""
    asked = [(d, d.check(request.actor, case)) for d in DEEDS.values() if case.state in d.shown]
    return [
        {"deed": deed, "verdict": verdict}
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


def told(event: AuditEvent) -> dict[str, Any]:
    """An event of the trail as a line of the timeline."""
    return {
        "at": event.at,
        "text": sentence(event.verb, event.after),
        "who": event.actor_label,
        "note": event.note,
    }
