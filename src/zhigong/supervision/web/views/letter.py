"""A 督办函: read, reworded, sent or set aside; and its .docx."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions.letters import reword_letter, send_letter, set_letter_aside
from zhigong.supervision.documents.letter import letter_docx
from zhigong.supervision.forms.desk import add_refusal
from zhigong.supervision.forms.letter import LetterForm
from zhigong.supervision.models import Letter
from zhigong.supervision.permissions import may_handle_letter
from zhigong.supervision.queries.following import letters_visible_to
from zhigong.supervision.rules.letters import STATES, LetterState
from zhigong.supervision.web.views.papers import as_file

TONES = {LetterState.PROPOSED: "warn", LetterState.SENT: "good", LetterState.SET_ASIDE: "wait"}


@require_http_methods(["GET", "POST"])
def letter_page(request: Request, pk: int) -> HttpResponse:
    """The letter with its form while it is proposed; sending saves its words and gives its number."""
    letter = get_object_or_404(letters_visible_to(request.actor), pk=pk)
    form = LetterForm(request.POST or None, initial={"text": letter.text})
    if request.method == "GET":
        return page(request, letter, form)
    if not form.is_valid():
        return page(request, letter, form, status=422)
    try:
        handle(request, letter, form)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(page(request, letter, form), refused)
    return redirect(letter)


def handle(request: Request, letter: Letter, form: LetterForm) -> None:
    """What was pressed: set aside, save, or send as it now reads."""
    common: dict[str, Any] = {"actor": request.actor, "letter_id": letter.pk}
    version, text = seen_version(request), form.cleaned_data["text"]
    if "set_aside" in request.POST:
        set_letter_aside(**common, seen_version=version, why=form.cleaned_data["why"])
        messages.success(request, _("已记下暂不发函"))
        return
    if text != letter.text:
        letter = reword_letter(**common, seen_version=version, text=text)
        version = letter.version
    if "send" in request.POST:
        send_letter(**common, seen_version=version)
        messages.success(request, _("已发出，牵头单位收到通知"))
    else:
        messages.success(request, _("已保存"))


def page(request: Request, letter: Letter, form: forms.Form, status: int = 200) -> HttpResponse:
    state = LetterState(letter.state)
    context = {
        "letter": letter,
        "assignment": letter.assignment,
        "state": _(STATES[state]),
        "tone": TONES[state],
        "form": form if state is LetterState.PROPOSED else None,
        "may": may_handle_letter(request.actor, letter, "send"),
    }
    return render(request, "supervision/letter.html", context, status=status)


@require_GET
def letter_file(request: Request, pk: int) -> HttpResponse:
    """The letter as .docx, to print and stamp."""
    letter = get_object_or_404(letters_visible_to(request.actor), pk=pk)
    return as_file(letter_docx(letter), _("督办函.docx"))
