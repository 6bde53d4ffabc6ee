"""Keep a choice of columns and go back to the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhigong.foundation.tables.actions import choose_columns
from zhigong.kernel.actor import NOBODY, Actor


@require_POST
def columns(request: HttpRequest, table: str) -> HttpResponse:
    actor = getattr(request, "actor", NOBODY)
    assert isinstance(actor, Actor)
    wanted = [] if "reset" in request.POST else request.POST.getlist("column")
    choose_columns(actor=actor, table=table, columns=wanted)
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return HttpResponseRedirect(back if safe else "/")
