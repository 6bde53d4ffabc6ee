"""算一算: choose what happened, answer what is asked, see the amount grow with its working."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhigong.foundation import clock
from zhigong.identity.web.request import Request
from zhigong.identity.web.session import remember_own
from zhigong.law.core.places import chain
from zhigong.mediation.actions.drafts import carry_into_draft, own_entry
from zhigong.mediation.rules.intake import (
    ENDING_OF_CALCULATOR,
    FACTS_OF_CALCULATOR,
    story_of,
)
from zhigong.parameters.queries import current_table
from zhigong.portal.documents import calculation_docx
from zhigong.portal.forms.situation import SituationForm
from zhigong.portal.rules.situation import Answers, Situation
from zhigong.portal.rules.situations import GROUPS, SITUATIONS
from zhigong.portal.web.tally import Tally, tally_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_not_required
@require_GET
def choose(request: Request) -> HttpResponse:
    """What happened?"""
    groups = [(title, [SITUATIONS[key] for key in keys]) for title, keys in GROUPS]
    return render(request, "portal/calculate.html", {"groups": groups})


@login_not_required
@require_http_methods(["GET", "POST"])
def situation(request: Request, key: str) -> HttpResponse:
    """The questions of one situation and, beside them, what they come to so far."""
    chosen = SITUATIONS.get(key)
    if chosen is None:
        raise Http404
    form = SituationForm(
        request.POST if request.method == "POST" else None, situation=chosen, kept=kept_of(chosen)
    )
    right = form.is_bound and form.is_valid()
    answers = form.answers() if form.is_bound else {}
    tally = tally_of(chosen, answers)
    wanted = request.POST.get("do", "")
    if right and wanted == "carry":
        return carry(request, chosen, tally.kept, form)
    if right and wanted == "save" and tally.results:
        return saved(chosen, tally, form)
    if right and wanted == "save":
        form.add_error(None, _("还没有算出什么，先答几个问题再存"))
    context = {"situation": chosen, "form": form, "tally": tally}
    if getattr(request, "htmx", False):
        return render(request, "portal/situation.html#tally", context)
    return render(request, "portal/situation.html", context, status=422 if form.errors else 200)


def kept_of(chosen: Situation) -> set[str]:
    """The parameters asked for that have a row here today: nobody need type them."""
    table, places, today = current_table(), chain(settings.PLACE), clock.today()
    return {ask.known for ask in chosen.asks if ask.known and table.at(ask.known, places, today)}


def carry(
    request: Request, chosen: Situation, claims: list[dict[str, Any]], form: SituationForm
) -> HttpResponse:
    """Into a request for help: the claims that can stand together, the facts its questions ask too, all in words."""
    kept = {
        "carried": claims,
        "causes": [chosen.cause],
        "story": story_of(_(chosen.title), [" ".join(pair) for pair in answered(form)]),
        **facts_carried({**chosen.told, **form.answers()}),
    }
    _draft, key = carry_into_draft(actor=request.actor, answers=kept)
    if key:
        remember_own(request.session, own_entry(key))
        request.session["draft_key"] = key
    return redirect("mediation:request_step", step="story")


def facts_carried(answers: Answers) -> dict[str, Any]:
    """What a request asks too; how it ended in the request's own words."""
    facts = {
        fact: answers[name]
        for fact, names in FACTS_OF_CALCULATOR.items()
        for name in names
        if name in answers
    }
    ending = ENDING_OF_CALCULATOR.get(str(answers.get("ending", "")))
    return {**facts, "ending": ending} if ending else facts


def answered(form: SituationForm) -> list[tuple[str, str]]:
    """The questions that were answered, each with its answer in words."""
    return [
        (str(form.fields[name].label), said(form, name, value))
        for name, value in form.cleaned_data.items()
        if value not in (None, "")
    ]


def said(form: SituationForm, name: str, value: Any) -> str:
    """An answer as it was given: the words of a choice, an amount with its unit."""
    words = dict(getattr(form.fields[name], "choices", ()))
    text = str(words[value]) if value in words else plain_text(value)
    return f"{text} {form.units[name]}" if name in form.units else text


def plain_text(value: Any) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def saved(chosen: Situation, tally: Tally, form: SituationForm) -> HttpResponse:
    """The calculation as .docx, to print or to take along."""
    content = calculation_docx(_(chosen.title), answered(form), tally)
    response = HttpResponse(content, content_type=DOCX)
    name = quote(_("金额测算表.docx"))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
