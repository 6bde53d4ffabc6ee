"""查进度: what a worker sees of his case, by account or by receipt number and mobile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhigong.foundation.acting import acting
from zhigong.foundation.audit.queries import course_and_looks
from zhigong.foundation.audit.record import record, subject_of
from zhigong.foundation.files.actions import keep_upload
from zhigong.foundation.files.queries import file_of
from zhigong.foundation.files.serving import serve
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.actions.attempts import count_attempt, proven
from zhigong.identity.rules.kinds import Way
from zhigong.identity.web.request import Request, address_of
from zhigong.identity.web.session import remember_own
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import ALLOWED, Refused
from zhigong.mediation.actions.talks import add_evidence
from zhigong.mediation.forms.desk import refusal_texts
from zhigong.mediation.forms.request import LookUpForm
from zhigong.mediation.models import Case
from zhigong.mediation.permissions import is_applicant, may, may_add_evidence
from zhigong.mediation.queries import case_files, cases_visible_to, code_for, draft_of
from zhigong.mediation.rules.reasons import ENDINGS, EXPIRY, REFUSALS, Reason
from zhigong.mediation.rules.workflow import STATES, CaseState
from zhigong.mediation.web.views.case import agreement_part, told
from zhigong.mediation.web.whole_case import law_of_case
from zhigong.mediation.web.words import NEXT, TONES

MOST_SHOWN = 20
LOOKS_SHOWN = 30
PUBLIC_EVENTS = ("mediation.case.", "mediation.hearing.", "mediation.agreement.")


def own_case(request: Request, code: str) -> Case:
    """The worker's own case; 404 for everybody else's."""
    case: Case = get_object_or_404(case_files(request.actor), code=code)
    if not is_applicant(request.actor, case):
        raise Http404
    return case


@login_not_required
@require_GET
def receipt(request: Request, code: str) -> HttpResponse:
    """The number to keep, with a code to scan."""
    case = own_case(request, code)
    url = request.build_absolute_uri(reverse("mediation:look_up")) + f"?code={case.code}"
    return render(request, "mediation/request/receipt.html", {"case": case, "url": url})


@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "POST"])
def look_up(request: Request) -> HttpResponse:
    """Receipt number and mobile together open the page; neither alone tells anything.

    Its own transactions: a wrong try is counted and stays counted.
    """
    form = LookUpForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            code = tried(request, form.cleaned_data["code"], form.cleaned_data["mobile"])
        except Refused as refused:
            code, status = None, 429
            form.add_error(None, slow_down(refused))
        else:
            if code is not None:
                remember_own(request.session, f"mediation.case:{code}")
                return redirect("mediation:progress", code=code)
            form.add_error(
                None,
                _(
                    "回执号和手机号对不上。请核对 12 位回执号，手机号要用申请时留的那个；忘了可打 12351。"
                ),
            )
    with acting(request.actor, action="mediation.look_up"):
        context = {"form": form, **own_requests(request)}
        return render(request, "mediation/look_up.html", context, status=status)


def own_requests(request: Request) -> dict[str, Any]:
    """What he has sent and what he has begun: by his account, and what this browser opened."""
    account = request.actor.id
    his = Q(code__in=own_codes(request))
    if account is not None:
        his |= Q(applicant_id=account)
    found = cases_visible_to(request.actor).filter(his)[:MOST_SHOWN]
    cases = [
        {"case": one, "state": _(STATES[CaseState(one.state)]), "tone": TONES[CaseState(one.state)]}
        for one in found
    ]
    begun = account is not None and draft_of(applicant_id=account) is not None
    return {"mine": cases, "begun": begun, "signed_in": account is not None}


def tried(request: Request, code: str, mobile: str) -> str | None:
    """The look-up, counted like an attempt to sign in; ``Refused`` where too many went wrong."""
    ip = address_of(request)
    attempt = count_attempt(way=Way.CODE, name=f"mediation.case:{code}", ip=ip, account=None)
    found = matched(code, mobile)
    if found is not None:
        proven(attempt)
    return found


def slow_down(refused: Refused) -> str:
    seconds = int(str(refused.refusals[0].params["seconds"]))
    minutes = -(-seconds // 60)
    return ngettext(
        "试错的次数太多了，请 %(minutes)s 分钟后再试。回执号在提交时的页面上；忘了可打 12351。",
        "试错的次数太多了，请 %(minutes)s 分钟后再试。回执号在提交时的页面上；忘了可打 12351。",
        minutes,
    ) % {"minutes": minutes}


def own_codes(request: Request) -> list[str]:
    prefix = "mediation.case:"
    return [o.removeprefix(prefix) for o in request.actor.own if o.startswith(prefix)]


def matched(code: str, mobile: str) -> str | None:
    """The look-up itself runs as the system, for nobody else may see the row before it agrees."""
    with acting(SYSTEM, action="mediation.look_up"):
        found = code_for(code, mobile)
        record(SYSTEM, "mediation.look_up", f"code:{code}"[:40], after={"found": bool(found)})
    return found


@login_not_required
@require_GET
def progress(request: Request, code: str) -> HttpResponse:
    """Where the case stands, in the worker's words, and what he can do now."""
    case = own_case(request, code)
    state = CaseState(case.state)
    course, looks = course_and_looks(case, course=100, looks=LOOKS_SHOWN)
    events = [e for e in course if e.verb.startswith(PUBLIC_EVENTS)]
    context: dict[str, Any] = {
        "case": case,
        "state": _(STATES[state]),
        "tone": TONES[state],
        "next": _(NEXT[state]),
        "clocks": [c for c in case.deadlines if c.ended_on is None],
        "hearings": [h for h in case.hearings.all() if h.state == "called"],
        "reason": reason_of(case),
        "may_withdraw": may(request.actor, case, "withdraw"),
        "may_supply": may(request.actor, case, "supply"),
        "may_add": may_add_evidence(request.actor, case),
        "law": law_of_case(case),
        "events": [replace(told(e), who="") for e in events],
        "looks": [told(e) for e in looks],
        **agreement_part(case),
    }
    return render(request, "mediation/progress.html", context)


def reason_of(case: Case) -> Reason | None:
    """Why it ended and the way that stays open."""
    if case.state == CaseState.EXPIRED:
        return EXPIRY
    return REFUSALS.get(case.outcome_code) or ENDINGS.get(case.outcome_code)


@login_not_required
@require_POST
def add(request: Request, code: str) -> HttpResponse:
    """More evidence from the worker."""
    case = own_case(request, code)
    try:
        for upload in request.FILES.getlist("files"):
            stored = keep_upload(
                actor=request.actor,
                upload=upload,
                subject=subject_of(case),
                module="mediation",
                unit_path=case.unit_path,
            )
            add_evidence(
                actor=request.actor, case_id=case.pk, file=stored, side="worker", title=stored.name
            )
    except Refused as refused:
        context = {"case": case, "errors": refusal_texts(refused)}
        return answer_refused(render(request, "mediation/add_refused.html", context), refused)
    return redirect("mediation:progress", code=code)


@login_not_required
@require_GET
def evidence_file(request: Request, pk: int, key: str) -> HttpResponseBase:
    """A file of a case, for whoever sees the case."""
    case = get_object_or_404(cases_visible_to(request.actor), pk=pk)
    variant = request.GET.get("as", "display")
    stored = file_of(case, key)
    chosen = variant if variant in {"original", "display", "thumb"} else "display"
    return serve(
        request, stored, verdict=ALLOWED, variant=chosen, download="download" in request.GET
    )
