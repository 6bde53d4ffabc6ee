"""One request, one transaction, one actor.

The view runs within ``acting``; an answer of 400 or more takes everything back, so bad input
changes nothing. A form that carries a ``request_key`` acts once however often it is sent. A
``Refused`` becomes a page that says why and what to do; a refused attempt to write is recorded.

A view that keeps its own transactions (a sign-in that must count failures) says
``@transaction.non_atomic_requests``.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, LockNotAvailable

from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import record, request_id
from zhigong.foundation.meanwhile import SENT, sent_with
from zhigong.foundation.web.once import claim_key, remember_location
from zhigong.kernel.actor import NOBODY, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused

log = logging.getLogger("zhigong.web")
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
View = Callable[..., HttpResponse]


class ActingMiddleware:
    """The innermost middleware: runs the view in the actor's transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(6))
        shown = SENT.set(None)
        request.id = request_id.get()  # type: ignore[attr-defined]  # what Django does not know
        try:
            return self.get_response(request)
        finally:
            SENT.reset(shown)
            request_id.reset(token)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        actor: Actor = getattr(request, "actor", NOBODY)
        if "%00" in request.META.get("QUERY_STRING", ""):  # no database keeps it, nobody types it
            raise BadRequest("a NUL in the address")
        try:
            if "default" in getattr(view, "_non_atomic_requests", ()):
                return view(request, *args, **kwargs)
            response = _within(request, actor, view, args, kwargs)
            if isinstance(refused := getattr(response, "refused", None), Refused):
                note_refusal(request, actor, refused)
            return response
        except Refused as refused:
            return refusal_page(request, actor, refused)
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                return refusal_page(request, actor, Refused((BUSY,)))
            raise


BUSY = Refusal(
    "web.busy",
    gettext_noop("同一份材料正有别人在办理"),
    gettext_noop("您填写的内容没有丢，请过几秒再提交一次"),
)


def _within(
    request: HttpRequest, actor: Actor, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    with acting(actor, action=f"{request.method} {request.path}"[:200]):
        key = request.POST.get("request_key", "") if request.method == "POST" else ""
        if key:
            earlier = claim_key(key)
            if earlier is not None:
                return HttpResponseRedirect(earlier or request.path)
        SENT.set(sent_with(request))
        response = view(request, *args, **kwargs)
        if hasattr(response, "render") and callable(response.render):
            response = response.render()
        if response.status_code >= 400:
            transaction.set_rollback(True)
        elif key:
            remember_location(key, response.headers.get("Location", ""))
    return response


def refusal_page(request: HttpRequest, actor: Actor, refused: Refused) -> HttpResponse:
    """409 with every reason and remedy.

    A view that has a form to show again answers itself (``answer_refused``).
    """
    note_refusal(request, actor, refused)
    context = {"refusals": refused.refusals, "title": _("现在还不能办理")}
    return render(request, "409.html", context, status=409)


def note_refusal(request: HttpRequest, actor: Actor, refused: Refused) -> None:
    """An attempt to write that was refused is an event, though it changed nothing."""
    if request.method not in WRITES:
        return
    with acting(actor, action="refused"):
        codes = [r.code for r in refused.refusals]
        record(actor, "refused", request.path[:200], after={"codes": codes})


def answer_refused(response: HttpResponse, refused: Refused) -> HttpResponse:
    """Mark a page that shows a form again after a refusal: 409, taken back and recorded."""
    response.status_code = 409
    response.refused = refused  # type: ignore[attr-defined]  # what Django does not know
    return response
