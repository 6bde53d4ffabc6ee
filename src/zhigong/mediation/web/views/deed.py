"""A deed on a case: its page with the form, and the doing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.mediation.forms.desk import DeedForm, add_refusal
from zhigong.mediation.models import Case
from zhigong.mediation.queries.file import case_of
from zhigong.mediation.web.deed import Deed
from zhigong.mediation.web.deeds import DEEDS


@require_http_methods(["GET", "POST"])
def deed(request: Request, pk: int, name: str) -> HttpResponse:
    """Ask for what the deed needs, then do it; a refusal shows the form again as it was."""
    chosen = DEEDS.get(name)
    if chosen is None:
        raise Http404
    case = case_of(request.actor, pk)
    if case is None:
        raise Http404
    start = {key: request.GET.get(key) for key in chosen.starts_from if key in request.GET}
    if request.method == "GET":
        chosen.check(request.actor, case).require()
        return page(request, case, chosen, chosen.form(case=case, initial=start))
    form = chosen.form(request.POST, request.FILES, case=case, initial=start)
    if not form.is_valid():
        return page(request, case, chosen, form, status=422)
    try:
        chosen.do(request.actor, case, seen_version(request), form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(page(request, case, chosen, form), refused)
    messages.success(request, chosen.done)
    return redirect(case)


def page(
    request: Request, case: Case, chosen: Deed, form: DeedForm, status: int = 200
) -> HttpResponse:
    context = {"case": case, "deed": chosen, "form": form}
    return render(request, chosen.template, context, status=status)
