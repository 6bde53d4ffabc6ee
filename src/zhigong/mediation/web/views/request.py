"""求助: the guided request, one question a page; works without an account and without script."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhigong.foundation.acting import announce_actor
from zhigong.foundation.files.actions import keep_upload
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.identity.web.session import remember_own
from zhigong.kernel.verdict import Refused
from zhigong.mediation.actions.drafts import (
    answers_of,
    attach_to_draft,
    begin_draft,
    detach_from_draft,
    discard_draft,
    own_entry,
    save_answers,
)
from zhigong.mediation.actions.intake import send_request
from zhigong.mediation.forms.desk import add_refusal, refusal_texts
from zhigong.mediation.forms.request import STEP_FORMS, Answers
from zhigong.mediation.models import Draft
from zhigong.mediation.queries import DRAFT, draft_in_hand, draft_of
from zhigong.mediation.rules.intake import ENDINGS, STEPS, next_step
from zhigong.mediation.rules.reasons import CAUSES
from zhigong.mediation.web.whole_case import law_of_draft

HINTS: dict[str, Any] = {
    "story": gettext_lazy("不用写得像文书。写错了可以回来改，提交前还会给您看一遍。"),
    "employer": gettext_lazy("写您知道的就行，查工商登记的事由我们来。"),
    "facts": gettext_lazy("记不清的空着，能算多少先算多少。"),
    "evidence": gettext_lazy("有几张传几张，看得清字就行。现在没有也能继续，以后再补。"),
    "amounts": gettext_lazy("照您说的和现行法律算的，只作参考；点开能看到怎么算、依据哪一条。"),
    "contact": gettext_lazy("最后一步，填好后再看一遍就提交。"),
}


def current_draft(request: Request) -> Draft | None:
    """The draft this browser is writing, or that the person began elsewhere, signed in."""
    found = draft_in_hand(request.actor)
    if found is not None and f"{DRAFT}{found.key_hash}" not in request.actor.own:
        adopt(request, f"{DRAFT}{found.key_hash}")
    return found


def need_draft(request: Request) -> Draft:
    """As ``current_draft``; begins one with the first answer."""
    draft = current_draft(request)
    if draft is None:
        draft, key = begin_draft(actor=request.actor)
        adopt(request, own_entry(key))
        request.session["draft_key"] = key
    return draft


def adopt(request: Request, entry: str) -> None:
    """From here on the draft or case is this browser's own."""
    remember_own(request.session, entry)
    request.actor = replace(request.actor, own=(*request.actor.own, entry))
    announce_actor(request.actor)


@login_not_required
@require_GET
def begin(request: Request) -> HttpResponse:
    """The way in: on with the draft there is, or to the first question."""
    draft = current_draft(request)
    return redirect("mediation:request_step", step=draft.step if draft else "story")


@login_not_required
@require_http_methods(["GET", "POST"])
def step(request: Request, step: str) -> HttpResponse:
    """One question. What is valid is kept at once; what is not stays typed and is explained."""
    if step == "evidence":
        return evidence(request)
    if step == "amounts":
        return amounts(request)
    if step not in STEP_FORMS:
        raise Http404
    draft = current_draft(request)
    kept = answers_of(draft) if draft else {}
    if request.method == "GET":
        return step_page(request, step, STEP_FORMS[step](initial=kept), kept)
    form = STEP_FORMS[step](request.POST)
    if not form.is_valid():
        return step_page(request, step, form, kept, status=422)
    following = next_step(step)
    draft = need_draft(request)
    save_answers(
        actor=request.actor, draft_id=draft.pk, answers=form.answers(), step=following or step
    )
    if following is None:
        return redirect("mediation:request_check")
    return redirect("mediation:request_step", step=following)


def step_page(
    request: Request, step: str, form: Answers, kept: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {"form": form, "kept": kept, **around(request, step)}
    return render(request, "mediation/request/question.html", context, status=status)


def around(request: Request, step: str) -> dict[str, Any]:
    """Where one is among the questions, and the way back."""
    names = list(STEPS)
    here = names.index(step)
    items = [
        {
            "label": _(STEPS[name]),
            "url": reverse("mediation:request_step", args=[name]),
            "done": n < here,
            "current": n == here,
        }
        for n, name in enumerate(names)
    ]
    back = reverse("mediation:request_step", args=[names[here - 1]]) if here else "/"
    return {
        "step": step,
        "title": _(STEPS[step]),
        "hint": HINTS[step],
        "steps": items,
        "back": back,
    }


@login_not_required
@require_POST
def autosave(request: Request, step: str) -> HttpResponse:
    """Keep what is typed so far, whole or not; never refuses and never moves on."""
    if step not in STEP_FORMS:
        raise Http404
    form = STEP_FORMS[step](request.POST)
    form.is_valid()
    found = {k: v for k, v in form.answers().items() if v not in (None, "", [])}
    if found:
        save_answers(actor=request.actor, draft_id=need_draft(request).pk, answers=found)
    return JsonResponse({"saved": bool(found)})


def evidence(request: Request) -> HttpResponse:
    """Photos and papers, checked by content; one that is refused says why, the others are kept."""
    draft = need_draft(request) if request.method == "POST" else current_draft(request)
    if request.method == "POST" and draft is not None:
        if request.FILES.getlist("files"):
            return take_files(request, draft)
        save_answers(actor=request.actor, draft_id=draft.pk, answers={}, step="amounts")
        return redirect("mediation:request_step", step="amounts")
    return evidence_page(request, draft)


def take_files(request: Request, draft: Draft) -> HttpResponse:
    errors = []
    refused_last = None
    for upload in request.FILES.getlist("files"):
        try:
            stored = keep_upload(
                actor=request.actor,
                upload=upload,
                subject=f"{DRAFT}{draft.key_hash}",
                module="mediation",
                unit_path="",
            )
            attach_to_draft(actor=request.actor, draft_id=draft.pk, file=stored, title=stored.name)
        except Refused as refused:
            refused_last = refused
            errors += [f"{upload.name}：{text}" for text in refusal_texts(refused)]
    if refused_last is not None:
        return evidence_page(request, draft, errors, status=422)
    return redirect("mediation:request_step", step="evidence")


def evidence_page(
    request: Request, draft: Draft | None, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    files = list(draft.files.select_related("file")) if draft else []
    context = {"files": files, "errors": errors or [], **around(request, "evidence")}
    return render(request, "mediation/request/evidence.html", context, status=status)


@login_not_required
@require_POST
def remove_file(request: Request, pk: int) -> HttpResponse:
    draft = current_draft(request)
    if draft is None:
        raise Http404
    detach_from_draft(actor=request.actor, draft_id=draft.pk, draft_file_id=pk)
    messages.success(request, _("已删除"))
    return redirect("mediation:request_step", step="evidence")


def amounts(request: Request) -> HttpResponse:
    """What the law gives on these facts, each amount open to its working."""
    draft = current_draft(request)
    kept = answers_of(draft) if draft else {}
    if request.method == "POST":
        draft = need_draft(request)
        save_answers(actor=request.actor, draft_id=draft.pk, answers={}, step="contact")
        return redirect("mediation:request_step", step="contact")
    law = law_of_draft(kept)
    context = {"results": law["results"], "law": law, **around(request, "amounts")}
    return render(request, "mediation/request/amounts.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """看一遍再交: everything on one page, each part with its way back; then it is sent."""
    draft = current_draft(request)
    if draft is None:
        return redirect("mediation:request_step", step="story")
    form = Answers()
    if request.method == "POST":
        try:
            case = send_request(actor=request.actor, draft_id=draft.pk)
        except Refused as refused:
            form = Answers(request.POST)
            form.is_valid()
            add_refusal(form, refused)
            return answer_refused(check_page(request, draft, form), refused)
        adopt(request, f"mediation.case:{case.code}")
        return redirect("mediation:receipt", code=case.code)
    return check_page(request, draft, form)


def check_page(request: Request, draft: Draft, form: Answers) -> HttpResponse:
    kept = answers_of(draft)
    context = {
        "kept": kept,
        "form": form,
        "causes": [_(CAUSES[c]) for c in kept.get("causes", []) if c in CAUSES],
        "ending": _(ENDINGS[kept["ending"]]) if kept.get("ending") in ENDINGS else "",
        "files": list(draft.files.select_related("file")),
        "results": law_of_draft(kept)["results"],
    }
    return render(request, "mediation/request/check.html", context)


@login_not_required
@require_POST
def discard(request: Request) -> HttpResponse:
    """Throw the draft away."""
    draft = current_draft(request)
    if draft is not None:
        discard_draft(actor=request.actor, draft_id=draft.pk)
        messages.success(request, _("草稿已删除，什么都没有提交"))
    return redirect("/")


@login_not_required
@require_GET
def resume(request: Request, key: str) -> HttpResponse:
    """On another device: the draft's own address brings it back."""
    entry = own_entry(key)
    announce_actor(replace(request.actor, own=(*request.actor.own, entry)))
    draft = draft_of(key_hash=entry.removeprefix(DRAFT))
    if draft is None:
        raise Http404
    adopt(request, entry)
    request.session["draft_key"] = key
    return redirect("mediation:request_step", step=draft.step)
