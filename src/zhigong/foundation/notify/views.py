"""Notices and choices of whoever is signed in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhigong.foundation.notify.actions import choose, mark_all_read, mark_read
from zhigong.foundation.notify.gateways import exists
from zhigong.foundation.notify.models import Channel, Notice
from zhigong.foundation.notify.queries import choices_of, notices_of, unread_count
from zhigong.kernel.actor import NOBODY, Actor

PAGE = 30


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", NOBODY)
    assert isinstance(actor, Actor)
    if actor.id is None:
        raise Http404
    return actor


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The list, newest first; a page ends where the next begins."""
    actor = _actor(request)
    rows = list(_before(notices_of(actor), request.GET.get("before", ""))[: PAGE + 1])
    older = f"?before={rows[PAGE - 1].at.isoformat()}_{rows[PAGE - 1].pk}" if rows[PAGE:] else ""
    context = {"notices": rows[:PAGE], "older": older.replace("+", "%2B")}
    return render(request, "notify/notices.html", {**context, "unread": unread_count(actor)})


def _before(found: QuerySet[Notice], mark: str) -> QuerySet[Notice]:
    moment, _sep, pk = mark.partition("_")
    if not mark:
        return found
    try:
        at, key = datetime.fromisoformat(moment), UUID(pk)
    except ValueError:
        raise Http404 from None
    return found.filter(Q(at__lt=at) | Q(at=at, pk__lt=key))


@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark as read and go where it leads."""
    found = mark_read(actor=_actor(request), notice_id=notice_id)
    if found is None:
        raise Http404
    inside = found.url.startswith("/") and not found.url.startswith("//")
    return HttpResponseRedirect(found.url if inside else reverse("notify:notices"))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(actor=_actor(request))
    return HttpResponseRedirect(reverse("notify:notices"))


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Which kinds go out by which channels."""
    actor = _actor(request)
    if request.method == "POST":
        pairs = {tuple(p.split("|", 1)) for p in request.POST.getlist("wanted") if "|" in p}
        choose(actor=actor, wanted={(k, c) for k, c in pairs})
        messages.success(request, _("已经记下"))
        return HttpResponseRedirect(reverse("notify:choices"))
    channels = [c.value for c in Channel if exists(c)]
    return render(request, "notify/choices.html", {"rows": choices_of(actor), "channels": channels})
