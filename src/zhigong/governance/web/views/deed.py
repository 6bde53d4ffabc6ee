"""A deed on a record: its page with the form, and the doing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.governance.models import Record
from zhigong.governance.web.deeds.table import Deed
from zhigong.governance.web.views.record import whole
from zhigong.governance.web.views.register import kind_of
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.forms.desk import add_refusal


@require_http_methods(["GET", "POST"])
def deed(request: Request, slug: str, pk: int, name: str) -> HttpResponse:
    """Ask for what the deed needs, then do it; a refusal shows the form again as it was."""
    kind, actor = kind_of(slug), request.actor
    chosen = next((d for d in kind.deeds if d.name == name), None)
    record: Record = get_object_or_404(whole(kind, actor), pk=pk)
    if chosen is None or not chosen.fits(record):
        raise Http404
    if request.method == "GET":
        chosen.check(actor, record).require()
        return page(request, record, chosen, chosen.form_for(record=record, actor=actor))
    form = chosen.form_for(request.POST, request.FILES, record=record, actor=actor)
    if not form.is_valid():
        return page(request, record, chosen, form, status=422)
    who = {"actor": actor, "record_id": record.pk, "seen_version": seen_version(request)}
    try:
        chosen.do(who, form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(page(request, record, chosen, form), refused)
    messages.success(request, chosen.done)
    return redirect(record)


def page(
    request: Request, record: Record, chosen: Deed, form: Any, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"record": record, "deed": chosen, "form": form}
    return render(request, "governance/deed.html", context, status=status)
