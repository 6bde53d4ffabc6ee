"""审计记录: the whole trail for whoever may read it, narrowed, page by page, and as a sheet.

Whoever looks leaves an event himself. Of a record that the reader may not see, the page tells who did
what and when, and keeps back what the event says of its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhigong.foundation import clock
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.audit.queries import READ, events_visible_to, events_wanted, sees
from zhigong.foundation.audit.record import record, subject_of
from zhigong.foundation.tables.export import comma_separated, workbook
from zhigong.foundation.tables.paging import Order, page_of
from zhigong.identity.web.request import Request
from zhigong.portal.forms.trail import TrailForm, groups, named
from zhigong.portal.queries import around
from zhigong.portal.rules.trail import LOOKS
from zhigong.portal.web.trail import changes, line_of

SUBJECT = "audit.trail:1"
SIZE, MOST, CHUNK = 50, 100_000, 2000
FORMS = {"xlsx": workbook, "csv": comma_separated}


@never_cache
@require_safe
def trail(request: Request) -> HttpResponseBase:
    """The newest first; a wrong filter is answered and shows nothing."""
    _reader(request)
    form = TrailForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return render(
            request, "portal/trail.html", {"form": form, "chips": _chips(form)}, status=422
        )
    rows = events_wanted(request.actor, form.wanted())
    if request.GET.get("export") in FORMS:
        return _exported(request, form, rows)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = page_of(rows, Order("at", descending=True), size=SIZE, after=after, before=before)
    about = around(page.rows)
    asked = _asked(form)
    context = {
        "form": form,
        "chips": _chips(form),
        "rows": [line_of(event, about) for event in page.rows],
        "columns": [{"label": one} for one in _heads()],
        "previous_url": _address(asked, before=page.before) if page.before else "",
        "next_url": _address(asked, after=page.after) if page.after else "",
        "xlsx_url": _address(asked, export="xlsx"),
        "csv_url": _address(asked, export="csv"),
    }
    if not after and not before:  # further pages of one look are the same look
        record(request.actor, "audit.look", SUBJECT, after={"filters": asked})
    return render(request, "portal/trail.html", context)


def _reader(request: Request) -> None:
    if not request.actor.holds_anywhere(READ):
        raise Http404


def _heads() -> list[str]:
    return [_("时间"), _("谁"), _("做了什么"), _("对象"), _("单位")]


def _asked(form: TrailForm) -> dict[str, str]:
    """What of the address stays from page to page."""
    return {name: value for name in form.fields if (value := form.data.get(name, "").strip())}


def _address(asked: dict[str, str], *, without: str = "", **more: str) -> str:
    kept = {key: value for key, value in {**asked, **more}.items() if key != without}
    return f"{reverse('portal:trail')}?{urlencode(kept)}"


def _chips(form: TrailForm) -> list[tuple[str, str]]:
    """Each filter in words, with the address without it."""
    asked = _asked(form)
    return [
        (f"{form[name].label}: {_said(form, name, value)}", _address(asked, without=name))
        for name, value in asked.items()
    ]


def _said(form: TrailForm, name: str, value: str) -> str:
    if name != "what":
        return value
    return {LOOKS: _("查阅个人资料"), **groups(), **named()}.get(value, value)


@never_cache
@require_safe
def event(request: Request, pk: int) -> HttpResponse:
    """One event with what it changed; the look is an event itself."""
    _reader(request)
    found = events_visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    about = around([found])
    open_to_reader = sees(found.subject)
    context = {
        "event": found,
        "line": line_of(found, about),
        "of_record": _address({"record": found.subject}),
        "of_person": _address({"who": str(found.actor_id)}),
        "open": open_to_reader,
        "changes": changes(found, about) if open_to_reader else [],
        "columns": [{"label": one} for one in (_("项目"), _("之前"), _("之后"))],
        "trail": [
            (_("审计记录"), reverse("portal:trail")),
            (_("第 %(n)s 条") % {"n": found.pk}, ""),
        ],
    }
    record(request.actor, "audit.look", subject_of(found), unit_path=found.unit_path)
    return render(request, "portal/trail_event.html", context)


def _exported(request: Request, form: TrailForm, rows: QuerySet[AuditEvent]) -> HttpResponseBase:
    """The narrowed list as a sheet; refused in words where it is too long for one. An event itself."""
    count = rows.order_by()[: MOST + 1].count()
    if count > MOST:
        form.add_error(
            "since",
            _("这样有多于 %(most)s 条，一张表放不下。请缩小日期范围再导出。") % {"most": MOST},
        )
        return render(
            request, "portal/trail.html", {"form": form, "chips": _chips(form)}, status=422
        )
    kind, caption = request.GET["export"], _("审计记录")
    head = [*_heads()[:3], _("对象类别"), _("对象"), _("单位"), _("序号")]
    file = FORMS[kind](_cells(rows), head, sheet=caption)
    after = {"rows": count, "format": kind, "filters": _asked(form)}
    record(request.actor, "tables.export", SUBJECT, after=after)
    response = FileResponse(file, as_attachment=True, filename=f"{caption} {clock.today()}.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _cells(rows: QuerySet[AuditEvent]) -> Iterator[list[Any]]:
    events = rows.iterator(chunk_size=CHUNK)
    while some := list(islice(events, CHUNK)):
        about = around(some)
        for found in some:
            line = line_of(found, about)
            yield [
                localtime(line.at),
                line.who,
                line.what,
                line.kind,
                line.title,
                line.unit,
                line.pk,
            ]
