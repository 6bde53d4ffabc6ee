"""Full numbers are shown one at a time, for a reason, and every look is recorded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from zhigong.foundation.secrets.reveal import reveal
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.mediation.forms.desk import RevealForm, add_refusal
from zhigong.mediation.permissions import may_see_numbers
from zhigong.mediation.queries import cases_visible_to


@require_http_methods(["GET", "POST"])
def reveal_number(request: Request, pk: int) -> HttpResponse:
    """Ask why, then show one number of one party on a page that is not kept."""
    case = get_object_or_404(cases_visible_to(request.actor), pk=pk)
    start = {k: request.GET.get(k) for k in ("party", "field")}
    form = RevealForm(request.POST or None, case=case, initial=start)
    context = {"case": case, "form": form}
    if request.method == "POST" and form.is_valid():
        party = get_object_or_404(case.parties, pk=form.cleaned_data["party"])
        try:
            context["shown"] = reveal(
                actor=request.actor,
                record=party,
                field=form.cleaned_data["field"],
                why=form.cleaned_data["why"],
                verdict=may_see_numbers(request.actor, case),
            )
        except Refused as refused:
            add_refusal(form, refused)
            answer = render(request, "mediation/reveal.html", context)
            return answer_refused(answer, refused)
        context["party"] = party
    status = 422 if form.is_bound and not form.is_valid() else 200
    response = render(request, "mediation/reveal.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
