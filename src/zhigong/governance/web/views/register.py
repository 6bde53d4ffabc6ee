"""The register of a kind: filtered, sorted, paged, exported; and the form that adds to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhigong.foundation.web.middleware import answer_refused
from zhigong.governance.queries.records import visible
from zhigong.governance.rules.capabilities import FOLLOW, READ
from zhigong.governance.web.kinds import KINDS, Kind
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.forms.desk import add_refusal


def kind_of(slug: str) -> Kind:
    """The kind at an address."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def tabs(current: str) -> list[dict[str, Any]]:
    """All registers, this one marked."""
    return [
        {"label": k.label, "url": f"../{k.slug}/", "current": k.slug == current}
        for k in KINDS.values()
    ]


@require_safe
def register(request: Request, slug: str) -> HttpResponseBase:
    """What the actor may see of a kind; ``?export=xlsx`` gives the filtered rows."""
    kind, actor = kind_of(slug), request.actor
    if not (actor.holds_anywhere(READ) or actor.holds_anywhere(FOLLOW)):
        raise Http404
    rows = visible(kind.model, actor).select_related("unit", "committee", *kind.joins)
    context = {
        "kind": kind,
        "tabs": tabs(slug),
        "may_add": actor.holds_anywhere(kind.form.capability),
        "keeps": actor.holds_anywhere(READ),
    }
    return kind.table.answer(request, rows, "governance/register.html", context=context)


@require_http_methods(["GET", "POST"])
def add(request: Request, slug: str) -> HttpResponse:
    """Begin a record."""
    kind, actor = kind_of(slug), request.actor
    if not actor.holds_anywhere(kind.form.capability):
        raise Http404
    initial = {name: value for name, value in request.GET.items() if len(value) < 100}
    form = kind.form(request.POST or None, request.FILES or None, actor=actor, initial=initial)
    context = {"kind": kind, "form": form}
    if request.method == "GET":
        return render(request, "governance/add.html", context)
    if not form.is_valid():
        return render(request, "governance/add.html", context, status=422)
    try:
        made = kind.add(actor, form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(render(request, "governance/add.html", context), refused)
    messages.success(request, _("已登记"))
    return redirect(made)
