"""Three views of the ledger: by what was demanded, by who holds it, by what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.tables.export import workbook
from zhigong.identity.web.request import Request
from zhigong.kernel.text import squeeze
from zhigong.org.rules.kinds import UnitState
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import OPEN, assignments_visible_to, documents_visible_to
from zhigong.supervision.queries.views import (
    by_lead,
    by_leader,
    by_origin,
    by_requirement,
    documents_with_tasks,
    joined_by,
)
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.words import LIGHTS, ORIGINS
from zhigong.supervision.web.evidence import proofs_of
from zhigong.supervision.web.paging import key, page_by_name, page_of
from zhigong.supervision.web.rows import row
from zhigong.supervision.web.views.ledger import address, tabs
from zhigong.supervision.web.words import LIGHT_TONES

UNITS, DOCUMENTS = 50, 12
SHOWN = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.GREY, Light.DONE)
MOST_ROWS = 100  # assignments under one requirement on its page


def heads() -> list[dict[str, str]]:
    return [{"label": _(LIGHTS[light]), "tone": LIGHT_TONES[light]} for light in SHOWN]


def chosen_of(request: Request, names: Sequence[str]) -> dict[str, str]:
    return {n: request.GET[n].strip() for n in names if request.GET.get(n, "").strip()}


class Lit(NamedTuple):
    """How many of a group show a light, and where they are listed."""

    label: str
    shown: int
    url: str


class Group(NamedTuple):
    """A line of a grouped view: what it shows and nothing else, so that it is drawn once."""

    label: str
    url: str
    all: int
    lights: tuple[Lit, ...]
    progress: int = 0
    joined: int = 0
    dissolved: bool = False


def counts_of(one: Mapping[str, Any], url: str, asked: Mapping[str, str]) -> tuple[Lit, ...]:
    """A grouped row's lights, each leading to its assignments."""
    address = f"{url}?{urlencode(asked)}&light="
    return tuple(
        Lit(_(LIGHTS[light]), n, f"{address}{light.value}&state=all" if n else "")
        for light in SHOWN
        for n in (one[light.value],)
    )


# 任务


@require_GET
def tasks(request: Request) -> HttpResponseBase:
    """Documents, the newest first, each with its requirements, lights and progress."""
    today, chosen = clock.today(), chosen_of(request, ("q", "light"))
    documents = documents_with_tasks(request.actor)
    if words := squeeze(chosen.get("q", "")):
        documents = documents.filter(Q(title__contains=words) | Q(number=words))
    if request.GET.get("export") == "xlsx":
        titles = dict(documents.values_list("pk", "title"))
        rows = by_requirement(request.actor, today, list(titles))
        return _sheet(request, "tasks", _("任务清单"), _task_cells(rows, titles))
    page, older, newer = page_of(documents, request.GET, DOCUMENTS)
    rows = by_requirement(request.actor, today, [d.pk for d in page])
    first = not words and not newer
    context = {
        "documents": [
            {"document": d, "rows": [_requirement(r) for r in rows if r["document_id"] == d.pk]}
            for d in page
        ],
        "origins": [_origin(r) for r in by_origin(request.actor, today)] if first else [],
        "heads": heads(),
        "chosen": chosen,
        "tabs": tabs("tasks"),
        "older_url": address(chosen, before=older) if older else "",
        "newer_url": address(chosen, after=newer) if newer else "",
        "export_url": "?" + urlencode({**chosen, "export": "xlsx"}),
    }
    return render(request, "supervision/tasks.html", context)


def _requirement(one: Mapping[str, Any]) -> Group:
    asked = {"document": str(one["document_id"]), "requirement": one["requirement"]}
    return Group(
        label=one["requirement"] or _("没有归入要求"),
        url=reverse("supervision:requirement") + "?" + urlencode(asked),
        all=one["all"],
        progress=round(one["mean"]),
        lights=counts_of(one, reverse("supervision:ledger"), asked),
    )


def _origin(one: Mapping[str, Any]) -> Group:
    asked = {"origin": one["origin"]}
    ledger = reverse("supervision:ledger")
    return Group(
        label=_(ORIGINS[one["origin"]]),
        url=f"{ledger}?{urlencode({**asked, 'state': 'all'})}",
        all=one["all"],
        progress=round(one["mean"]),
        lights=counts_of(one, ledger, asked),
    )


def _task_cells(
    rows: Iterable[Mapping[str, Any]], titles: Mapping[int, str]
) -> tuple[list[str], list[list[Any]]]:
    head = [_("来文"), _("要求"), _("事项"), _("进度"), *(_(LIGHTS[light]) for light in SHOWN)]
    return head, [
        [titles[r["document_id"]], r["requirement"], r["all"], round(r["mean"]),
         *(r[light.value] for light in SHOWN)]
        for r in rows
    ]  # fmt: skip


@require_GET
def requirement(request: Request) -> HttpResponse:
    """One requirement of a document: its words, its assignments, their last report and evidence."""
    document = get_object_or_404(
        documents_visible_to(request.actor), pk=key(request.GET.get("document")) or 0
    )
    asked = request.GET.get("requirement", "")
    found = (
        assignments_visible_to(request.actor)
        .filter(document=document, requirement=asked)
        .prefetch_related("reports__figures__unit", "reports__file")
        .order_by("id")
    )
    rows = list(found[:MOST_ROWS])
    if not rows:
        raise Http404
    passages = {pos for assignment in rows for pos in assignment.passages}
    context = {
        "document": document,
        "requirement": asked or _("没有归入要求"),
        "passages": list(document.passages.filter(pos__in=passages)),
        "rows": [_followed(request, assignment) for assignment in rows],
        "progress": round(sum(a.progress for a in rows) / len(rows)),
    }
    return render(request, "supervision/requirement.html", context)


def _followed(request: Request, assignment: Assignment) -> dict[str, Any]:
    reports = list(assignment.reports.all())
    return {
        "row": row(assignment),
        "last": reports[0] if reports else None,
        "earlier": bool(reports) and reports[0].attempt < assignment.attempt,
        "reports": len(reports),
        "evidence": sum(bool(r.file_id or r.proof) for r in reports),
        "proofs": proofs_of(request.actor, reports, most=0),
    }


# 责任


@require_GET
def duties(request: Request) -> HttpResponseBase:
    """Lead units, or responsible leaders: what each holds, with lights, and what it joins."""
    today, chosen = clock.today(), chosen_of(request, ("q", "by", "state"))
    leader = chosen.get("by") == "leader"
    asked = Q() if chosen.get("state") == "all" else Q(state__in=OPEN)
    found = (by_leader if leader else by_lead)(request.actor, today, asked)
    if words := squeeze(chosen.get("q", "")):
        found = [one for one in found if words in one["name"]]
    if request.GET.get("export") == "xlsx":
        return _sheet(request, "duties", _("责任清单"), _duty_cells(found))
    rows, before, after = page_by_name(found, request.GET, UNITS)
    joined = {} if leader else joined_by(request.actor, [r["lead_id"] for r in rows])
    context = {
        "rows": [_duty(one, joined, chosen, leader=leader) for one in rows],
        "heads": heads(),
        "leader": leader,
        "chosen": chosen,
        "tabs": tabs("duties"),
        "previous_url": "?" + urlencode({**chosen, "before": before}) if before else "",
        "next_url": "?" + urlencode({**chosen, "after": after}) if after else "",
        "export_url": "?" + urlencode({**chosen, "export": "xlsx"}),
    }
    return render(request, "supervision/duties.html", context)


def _duty(
    one: Mapping[str, Any], joined: Mapping[int, int], chosen: Mapping[str, str], *, leader: bool
) -> Group:
    asked = {"leader": one["leader"]} if leader else {"lead": str(one["lead_id"])}
    state = {"state": chosen.get("state", "open")}
    url = reverse("supervision:ledger")
    return Group(
        label=one["name"],
        dissolved=not leader and one["state"] == UnitState.DISSOLVED,
        url=f"{url}?{urlencode({**asked, **state})}",
        all=one["all"],
        joined=joined.get(one.get("lead_id", 0), 0),
        lights=counts_of(one, url, asked),
    )


def _duty_cells(rows: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    head = [_("牵头"), _("事项"), *(_(LIGHTS[light]) for light in SHOWN)]
    return head, [[r["name"], r["all"], *(r[light.value] for light in SHOWN)] for r in rows]


def _sheet(
    request: Request, name: str, caption: str, cells: tuple[list[str], list[list[Any]]]
) -> FileResponse:
    """A view as a workbook; an event of the trail."""
    head, rows = cells
    file = workbook(rows, head, sheet=caption)
    record(request.actor, "tables.export", f"supervision.{name}", after={"rows": len(rows)})
    response = FileResponse(file, as_attachment=True, filename=f"{caption} {clock.today()}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response
