"""Blanks of a document: listed, bound one by one, and made into a text."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhigong.foundation.figures.reading import figure_of
from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions.filling import (
    bind_blank,
    blanks_in,
    default_texts,
    make_text,
    unbind_blank,
)
from zhigong.supervision.documents.filled import filled_docx, why_blank
from zhigong.supervision.forms.blanks import BlankForm
from zhigong.supervision.forms.desk import add_refusal
from zhigong.supervision.models import Binding, FilledText, SourceDocument
from zhigong.supervision.permissions import may_correct
from zhigong.supervision.queries import documents_visible_to
from zhigong.supervision.queries.following import (
    bindings_of,
    filled_texts,
    texts_visible_to,
)
from zhigong.supervision.rules.blanks import PERIODS, SETTINGS, TYPES, Blank, Way
from zhigong.supervision.web.views.papers import as_file

MADE = 20


@require_http_methods(["GET", "POST"])
def blanks(request: Request, pk: int) -> HttpResponse:
    """The blanks with what fills each; one that is picked shows the form for it."""
    document = get_object_or_404(documents_visible_to(request.actor), pk=pk)
    found, bound = blanks_in(document), bindings_of(document)
    blank = next((b for b in found if b.key == request.GET.get("at", "")), None)
    form = None
    if blank is not None:
        form = BlankForm(
            request.POST or None, actor=request.actor, document=document, blank=blank,
            binding=bound.get((blank.pos, blank.start)), texts=default_texts(document),
        )  # fmt: skip
    if request.method == "GET" or form is None or blank is None:
        return page(request, document, found, bound, blank, form)
    if "leave" not in request.POST and not form.is_valid():
        return page(request, document, found, bound, blank, form, status=422)
    try:
        bind(request, document, blank, form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(page(request, document, found, bound, blank, form), refused)
    return redirect(f"{reverse('supervision:blanks', args=[pk])}#b-{blank.pos}-{blank.start}")


def bind(request: Request, document: SourceDocument, blank: Blank, form: BlankForm) -> None:
    common: dict[str, Any] = {
        "actor": request.actor, "document_id": document.pk, "key": blank.key,
        "seen_version": seen_version(request),
    }  # fmt: skip
    if "leave" in request.POST:
        unbind_blank(**common)
        messages.success(request, _("已留空"))
        return
    bind_blank(**common, chosen=form.chosen())
    messages.success(request, _("已填上，成稿时用那时的数字"))


def page(
    request: Request,
    document: SourceDocument,
    found: tuple[Blank, ...],
    bound: dict[tuple[str, int], Binding],
    blank: Blank | None,
    form: BlankForm | None,
    status: int = 200,
) -> HttpResponse:
    rows = [row(one, bound.get((one.pos, one.start)), blank) for one in found]
    context = {
        "document": document,
        "blanks": rows,
        "total": len(rows),
        "bound": sum(bool(one["binding"]) for one in rows),
        "form": form,
        "asked_title": _("填“%(token)s”") % {"token": blank.token} if blank else "",
        "may": may_correct(request.actor, document),
        "made": list(filled_texts(document)[:MADE]),
    }
    return render(request, "supervision/blanks.html", context, status=status)


def row(blank: Blank, binding: Binding | None, current: Blank | None) -> dict[str, Any]:
    before, after = blank.around
    return {
        "blank": blank,
        "before": before,
        "after": after,
        "type": _(TYPES.get(blank.type, TYPES["unknown"])),
        "binding": binding,
        "says": said(binding) if binding else "",
        "current": blank == current,
    }


def said(binding: Binding) -> str:
    """A binding in words."""
    if binding.way == Way.HAND:
        return f"{binding.text} · {binding.source}"
    if binding.way == Way.SETTING:
        return _(SETTINGS[binding.code])
    figure = figure_of(binding.code)
    if figure is None:
        return _("平台不再提供这个数字：%(code)s") % {"code": binding.code}
    period = _(PERIODS[binding.period])
    if binding.since:
        period = f"{period} ({binding.since})"
    unit = binding.unit.name if binding.unit else ""
    return f"{_(figure.title)} · {unit} · {period}"


@require_POST
def fill(request: Request, pk: int) -> HttpResponse:
    """Make a text of what is known now."""
    document = get_object_or_404(documents_visible_to(request.actor), pk=pk)
    made = make_text(
        actor=request.actor, document_id=document.pk, seen_version=seen_version(request)
    )
    messages.success(request, _("已成稿"))
    return redirect("supervision:filled", made.pk)


@require_GET
def filled(request: Request, pk: int) -> HttpResponse:
    """The text with its blanks filled, and where each value comes from."""
    made = get_object_or_404(texts_visible_to(request.actor), pk=pk)
    context = {
        "document": made.document,
        "made": made,
        "lines": lines_of(made),
        "blanks": [told(one) for one in made.blanks],
        "left": sum(not one["put"] for one in made.blanks),
    }
    return render(request, "supervision/filled.html", context)


def lines_of(made: FilledText) -> list[list[dict[str, Any]]]:
    """The text as lines of parts; what was filled, and what stayed blank, is marked."""
    passages = made.document.passages.exclude(proposed="marker")
    by_pos: dict[str, list[dict[str, Any]]] = {}
    for one in made.blanks:
        by_pos.setdefault(one["pos"], []).append(one)
    return [
        [part for p in line for part in parts(p.text, by_pos.get(p.pos, []))]
        for _number, line in groupby(passages, key=lambda p: p.pos.partition(".")[0])
    ]


def parts(text: str, blanks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found, at = [], 0
    for one in sorted(blanks, key=lambda b: b["start"]):
        found.append({"text": text[at : one["start"]], "mark": False})
        found.append({"text": one["put"] or one["token"], "mark": True})
        at = one["start"] + len(one["token"])
    return [*found, {"text": text[at:], "mark": False}]


def told(one: dict[str, Any]) -> dict[str, Any]:
    """A blank's source and day in words."""
    says = " · ".join(filter(None, (
        _(one["title"]) if one["title"] else "", one["unit"], one["source"],
        f"{one['since']} — {one['until']}" if one["since"] else "",
        why_blank(one),
    )))  # fmt: skip
    return {**one, "says": says, "day": day_of(one["as_of"])}


def day_of(text: str) -> str:
    """The day or moment of a value as a page writes it."""
    if not text:
        return ""
    if "T" not in text:
        return date_format(date.fromisoformat(text))
    moment = timezone.localtime(datetime.fromisoformat(text))
    return date_format(moment, "SHORT_DATETIME_FORMAT")


@require_GET
def filled_file(request: Request, pk: int) -> HttpResponse:
    """The text as .docx, with a list of where each value comes from."""
    made = get_object_or_404(texts_visible_to(request.actor), pk=pk)
    return as_file(filled_docx(made), _("%(title)s（成稿）.docx") % {"title": made.document.title})
