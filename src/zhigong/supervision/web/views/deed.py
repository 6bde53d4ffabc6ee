"""A deed on an assignment: its page with the form, and the doing; and a new assignment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions.drafting import propose_assignment
from zhigong.supervision.forms.desk import DeedForm, add_refusal, terms_of
from zhigong.supervision.forms.register import ProposeForm, drafting_units
from zhigong.supervision.models import Assignment
from zhigong.supervision.permissions import may_register
from zhigong.supervision.queries import assignment_files
from zhigong.supervision.rules.origins import FACTS
from zhigong.supervision.rules.words import ORIGINS, Origin
from zhigong.supervision.web.deeds import DEEDS, Deed
from zhigong.supervision.web.evidence import proofs_of

VERIFYING = {"begin_verification", "cancel_number", "return_work", "settle"}
REPORTS = 12  # the latest, whose evidence a verifier has before him


@require_http_methods(["GET", "POST"])
def deed(request: Request, pk: int, name: str) -> HttpResponse:
    """Ask for what the deed needs, then do it; a refusal shows the form again as it was."""
    chosen = DEEDS.get(name)
    if chosen is None:
        raise Http404
    actor = request.actor
    assignment = get_object_or_404(assignment_files(actor), pk=pk)
    if request.method == "GET":
        chosen.check(actor, assignment).require()
        return page(
            request, assignment, chosen, chosen.form_for(assignment=assignment, actor=actor)
        )
    form = chosen.form_for(request.POST, request.FILES, assignment=assignment, actor=actor)
    if not form.is_valid():
        return page(request, assignment, chosen, form, status=422)
    try:
        chosen.do(actor, assignment, seen_version(request), form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(page(request, assignment, chosen, form), refused)
    messages.success(request, chosen.done)
    return redirect(assignment)


def page(
    request: Request, assignment: Assignment, chosen: Deed, form: DeedForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"assignment": assignment, "deed": chosen, "form": form}
    if chosen.name in VERIFYING:
        context["reports"] = list(assignment.reports.all())[:REPORTS]
        context["proofs"] = proofs_of(request.actor, context["reports"])
    return render(request, "supervision/deed.html", context, status=status)


@require_http_methods(["GET", "POST"])
def propose(request: Request) -> HttpResponse:
    """立项 from elsewhere than a document."""
    units = drafting_units(request.actor)
    if not units:
        may_register(request.actor, "").require()
    asked = request.POST.get("origin") or request.GET.get("origin", "")
    origin = asked if asked in FACTS else Origin.RESOLUTION.value
    form = ProposeForm(request.POST or None, actor=request.actor, unit=units[0], origin=origin)
    context = {"form": form, "origin": origin, "origins": origin_tabs(origin)}
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and status == 200:
        try:
            made = propose_assignment(
                actor=request.actor,
                unit_id=units[0].pk,
                source=form.source(),
                terms=terms_of(form),
            )
        except Refused as refused:
            add_refusal(form, refused)
            answer = render(request, "supervision/propose.html", context)
            return answer_refused(answer, refused)
        messages.success(request, _("已立项，请核对后送会签"))
        return redirect(made)
    return render(request, "supervision/propose.html", context, status=status)


def origin_tabs(chosen: str) -> list[dict[str, Any]]:
    """The origins to choose from; each asks for its own facts."""
    return [{"label": _(ORIGINS[o]), "url": f"?origin={o}", "current": o == chosen} for o in FACTS]
