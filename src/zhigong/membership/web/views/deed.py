"""A deed on a membership: its page with the form, and the doing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.membership.forms import CorrectForm, MemberForm, add_refusal
from zhigong.membership.models import Membership
from zhigong.membership.queries import history_of, persons_visible_to
from zhigong.membership.web.deeds import DEEDS, Deed


@require_http_methods(["GET", "POST"])
def deed(request: Request, pk: int, name: str) -> HttpResponse:
    """Ask for what the deed needs, then do it; a refusal shows the form again as it was."""
    chosen = DEEDS.get(name)
    if chosen is None:
        raise Http404
    person = get_object_or_404(persons_visible_to(request.actor), pk=pk)
    current = history_of(person)[0]
    about: dict[str, Any] = {
        "actor": request.actor, "membership": current, "initial": start_of(chosen, current),
    }  # fmt: skip
    if request.method == "GET":
        chosen.check(request.actor, current).require()
        return page(request, current, chosen, chosen.form(**about))
    form = chosen.form(request.POST, **about)
    if not form.is_valid():
        return page(request, current, chosen, form, status=422)
    try:
        chosen.do(request.actor, current, seen_version(request), form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(page(request, current, chosen, form), refused)
    messages.success(request, chosen.done)
    return redirect(person)


def start_of(chosen: Deed, current: Membership) -> dict[str, str]:
    """What a correction begins with; numbers are typed anew."""
    if chosen.form is not CorrectForm:
        return {}
    person = current.person
    return {
        "name": person.name,
        "kind": person.kind,
        "occupation": person.occupation,
        "employer_name": current.employer_name,
        "job": current.job,
    }


def page(
    request: Request, current: Membership, chosen: Deed, form: MemberForm, status: int = 200
) -> HttpResponse:
    context = {"membership": current, "person": current.person, "deed": chosen, "form": form}
    return render(request, "membership/deed.html", context, status=status)
