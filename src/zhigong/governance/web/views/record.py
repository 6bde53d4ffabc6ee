"""Everything about one record on one page: the same header, clocks and timeline for every kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.audit.queries import Happened, trail_of
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.foundation.files.queries import file_of, files_of
from zhigong.foundation.files.serving import serve
from zhigong.governance.documents import DOCUMENTS
from zhigong.governance.models import Duty, Matter, Meeting, Paper, Record
from zhigong.governance.queries.records import tasks_of, visible
from zhigong.governance.rules.papers import doubts
from zhigong.governance.web.kinds import Kind
from zhigong.governance.web.views.register import kind_of
from zhigong.governance.web.words import sentence
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import ALLOWED
from zhigong.supervision.rules.words import TAGS
from zhigong.supervision.rules.workflow import STATES, AssignmentState

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def whole(kind: Kind, actor: Actor) -> QuerySet[Record]:
    """The visible records of a kind with all that their page shows."""
    rows = visible(kind.model, actor).select_related("unit", "committee", *kind.joins)
    return rows.prefetch_related(*kind.parts)


@require_GET
def record_file(request: Request, slug: str, pk: int) -> HttpResponse:
    """Header, clocks, facts, what follows, files, what happened, and what can be done now."""
    kind = kind_of(slug)
    record: Record = get_object_or_404(whole(kind, request.actor), pk=pk)
    context = {
        "kind": kind,
        "record": record,
        "clocks": list(clocks_of(subject_of(record))),
        "deeds": deeds_shown(kind, request.actor, record),
        "tasks": [task(a) for a in tasks_of(request.actor, record)],
        "files": files_of(record),
        "events": [told(record, e) for e in trail_of(record)],
        "printable": slug in DOCUMENTS,
        **more_of(record),
    }
    return render(request, "governance/record.html", context)


def more_of(record: Record) -> dict[str, Any]:
    """What only one kind shows."""
    if isinstance(record, Matter):
        return {"tests": [_(TAGS[t]) for t in record.tests]}
    if isinstance(record, Paper):
        return {"doubts": doubts(record.kind, record.headline, record.body).refusals}
    if isinstance(record, Meeting):
        return {"late": not record.held_on and record.period_end < clock.today()}
    return {"passage": isinstance(record, Duty) and bool(record.task)}


def task(assignment: Any) -> dict[str, Any]:
    return {
        "assignment": assignment,
        "state": _(STATES[AssignmentState(assignment.state)]),
    }


def deeds_shown(kind: Kind, actor: Actor, record: Record) -> list[dict[str, Any]]:
    """The deeds of the state with their verdicts; what is not this person's is not shown."""
    asked = [(d, d.check(actor, record)) for d in kind.deeds if d.offered(record)]
    return [
        {"deed": deed, "verdict": verdict}
        for deed, verdict in asked
        if not any(code.endswith(("not-granted", "other-kind")) for code in verdict.codes)
    ]


def told(record: Record, event: Happened) -> dict[str, Any]:
    """An event of the trail as a line of the timeline."""
    return {
        "at": event.at,
        "text": sentence(record, event.verb, event.after),
        "who": event.actor_label,
        "note": event.note,
    }


@require_GET
def paper(request: Request, slug: str, pk: int) -> HttpResponse:
    """The record as an official document, to print."""
    kind = kind_of(slug)
    if slug not in DOCUMENTS:
        raise Http404
    record = get_object_or_404(whole(kind, request.actor), pk=pk)
    response = HttpResponse(DOCUMENTS[slug](record), content_type=DOCX)
    name = quote(f"{record.headline[:60]}.docx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_GET
def kept_file(request: Request, slug: str, pk: int, key: UUID) -> HttpResponseBase:
    """A file of the record, for whoever sees it."""
    record = get_object_or_404(visible(kind_of(slug).model, request.actor), pk=pk)
    return serve(request, file_of(record, key), verdict=ALLOWED, variant="original")
