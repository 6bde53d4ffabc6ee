"""Documents: the list, a new one, and the page on which a reading is confirmed and divided."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhigong.foundation import clock
from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions.reading import (
    Particulars,
    build_assignments,
    correct_passage,
    register_document,
)
from zhigong.supervision.documents.request import duties_of_others
from zhigong.supervision.forms.desk import add_refusal
from zhigong.supervision.forms.register import DocumentForm, RoleForm, drafting_units
from zhigong.supervision.models import Assignment, Passage, SourceDocument
from zhigong.supervision.permissions import may_correct, may_register
from zhigong.supervision.queries import documents_visible_to, shown
from zhigong.supervision.rules.reading import TaskKind
from zhigong.supervision.rules.words import ROLES
from zhigong.supervision.web.paging import page_of
from zhigong.supervision.web.words import light_face

PASSAGES = 400  # sentences a page: a speech whole, a long report in parts
ROLE_TONES = {
    "requirement": "run",
    "support": "warn",
    "new_body": "run",
    "standing": "good",
}


@require_GET
def document_list(request: Request) -> HttpResponse:
    """The documents the actor may read, newest first."""
    found = documents_visible_to(request.actor).annotate(divided=Count("assignments"))
    rows, older, newer = page_of(found, request.GET)
    may_add = bool(drafting_units(request.actor))
    context = {"rows": rows, "older": older, "newer": newer, "may_add": may_add}
    return render(request, "supervision/documents.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Register a document from a file or pasted text; a refusal keeps what was typed."""
    if not drafting_units(request.actor):
        may_register(request.actor, "").require()
    start = {"unit": drafting_units(request.actor)[0].pk}
    if request.method == "GET":
        form = DocumentForm(actor=request.actor, initial=start)
        return render(request, "supervision/document_add.html", {"form": form})
    form = DocumentForm(request.POST, request.FILES, actor=request.actor)
    if not form.is_valid():
        return render(request, "supervision/document_add.html", {"form": form}, status=422)
    try:
        document = register(request, form)
    except Refused as refused:
        add_refusal(form, refused)
        page = render(request, "supervision/document_add.html", {"form": form})
        return answer_refused(page, refused)
    messages.success(request, _("已登记，请核对每一段的角色"))
    return redirect(document)


def register(request: Request, form: DocumentForm) -> SourceDocument:
    values = form.cleaned_data
    file = values["file"]
    names = ("title", "issuer", "number", "speaker", "occasion", "dated")
    return register_document(
        actor=request.actor,
        unit_id=values["unit"],
        content=file.read() if file else values["text"],
        name=file.name if file else "",
        particulars=Particulars(**{name: values[name] for name in names}),
    )


@require_http_methods(["GET", "POST"])
def reading(request: Request, pk: int) -> HttpResponse:
    """The words left, the tasks right; a passage that is picked shows the form for its role."""
    document = get_object_or_404(documents_visible_to(request.actor), pk=pk)
    if request.method == "GET":
        return reading_page(request, document, None)
    passage = document.passages.filter(pos=request.POST.get("pos", "")).first()
    form = RoleForm(request.POST, initial={"role": passage.role} if passage else {})
    if not form.is_valid():
        return reading_page(request, document, form, status=422)
    try:
        correct_passage(
            actor=request.actor,
            document_id=document.pk,
            seen_version=seen_version(request),
            pos=form.cleaned_data["pos"],
            role=form.cleaned_data["role"],
        )
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(reading_page(request, document, form), refused)
    messages.success(request, _("已确认，任务已按新的读法重排"))
    return redirect(f"{document.get_absolute_url()}#{form.cleaned_data['pos']}")


def reading_page(
    request: Request, document: SourceDocument, form: RoleForm | None, status: int = 200
) -> HttpResponse:
    first = order_asked(request.GET.get("from", ""))
    passages = list(document.passages.filter(order__gte=first)[: PASSAGES + 1])
    at = form.data.get("pos", "") if form else request.GET.get("at", "")
    chosen = next((p for p in passages if p.pos == at), None)
    if form is None and chosen is not None:
        form = RoleForm(initial={"pos": chosen.pos, "role": chosen.role})
    tasks = tasks_of(document)
    more = passages[PASSAGES].order if len(passages) > PASSAGES else None
    context = {
        "document": document,
        "passages": [face(p, at) for p in passages[:PASSAGES]],
        "more": more,
        "first": first,
        "chosen": chosen,
        "form": form,
        "tasks": tasks,
        "undivided": any(t["leaf"] and not t["assignment"] and not t["others"] for t in tasks),
        "letters": letters_to_others(document),
        "claims": document.claims,
        "warnings": [{"text": warning(w), "pos": w["pos"]} for w in document.warnings],
        "may": may_correct(request.actor, document),
        "divided": document.assignments.count(),
    }
    return render(request, "supervision/reading.html", context, status=status)


def order_asked(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def face(passage: Passage, at: str) -> dict[str, Any]:
    labels = {role.value: label for role, label in ROLES.items()}
    return {
        "pos": passage.pos,
        "text": passage.text,
        "role": _(labels[passage.role]),
        "tone": ROLE_TONES.get(passage.role, "wait"),
        "why": _(passage.why) % {"words": passage.words},
        "confirmed": bool(passage.confirmed),
        "current": passage.pos == at,
        "level": passage.level,
    }


def warning(told: dict[str, Any]) -> str:
    message = _(told["message"])
    return message % told["params"] if told["params"] else message


def tasks_of(document: SourceDocument) -> list[dict[str, Any]]:
    """The tasks of the reading, each with its assignment and light where it has one."""
    held: dict[str, Assignment] = {
        a.task: a for a in document.assignments.select_related("lead") if a.task
    }
    parents = {t["parent"] for t in document.tasks if t["parent"]}
    today = clock.today()
    rows = []
    for task in document.tasks:
        assignment = held.get(task["id"])
        rows.append(
            {
                "task": task,
                "leaf": task["id"] not in parents,
                "others": task["kind"] == TaskKind.SUPPORT,
                "assignment": assignment,
                "light": light_face(shown(assignment, today)) if assignment else None,
                "first": task["passages"][0],
            }
        )
    return rows


def letters_to_others(document: SourceDocument) -> list[dict[str, str]]:
    """A letter for each of those whose own duty a task is."""
    address = reverse("supervision:request_letter", args=[document.pk])
    return [
        {
            "label": _("商请函：%(body)s") % {"body": body or _("有关方面")},
            "url": f"{address}?{urlencode({'to': body})}",
        }
        for body in duties_of_others(document)
    ]


@require_http_methods(["POST"])
def divide(request: Request, pk: int) -> HttpResponse:
    """Make draft assignments of the tasks that have none yet."""
    document = get_object_or_404(documents_visible_to(request.actor), pk=pk)
    made = build_assignments(
        actor=request.actor, document_id=document.pk, seen_version=seen_version(request)
    )
    messages.success(request, _("已分解为 %(n)d 项，请逐项核对") % {"n": len(made)})
    return redirect(document)


@require_GET
def original(request: Request, pk: int) -> HttpResponse:
    """The document byte for byte as it came."""
    document = get_object_or_404(
        documents_visible_to(request.actor).select_related("original"), pk=pk
    )
    response = HttpResponse(
        bytes(document.original.content), content_type="application/octet-stream"
    )
    name = quote(document.original.name or f"{document.pk}.{document.kind}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
