"""算一算: choose what happened, answer what is asked, see the amount grow with its working."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from zhigong.law.rulebook import assess
from zhigong.mediation.actions.drafts import begin_draft, own_entry
from zhigong.mediation.rules.intake import FACTS_OF_CALCULATOR
from zhigong.parameters.queries import current_table
from zhigong.portal.documents import calculation_docx
from zhigong.portal.forms.situation import SituationForm
from zhigong.portal.rules.situation import Answers, Situation
from zhigong.portal.rules.situations import GROUPS, SITUATIONS, made_for, still_needed
from zhigong.portal.web.answers import shown

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
        return carry(request, chosen, tally.kept, answers)
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


@dataclass(slots=True)
class Tally:
    """What the answers come to.

    ``total`` is the sum of what can stand side by side as things were told; ``otherwise`` where they turn out as
    the claims made ``instead`` suppose. ``kept`` are the claims to carry along; ``needed`` what must be asked yet.
    """

    results: list[dict[str, Any]] = field(default_factory=list)
    total: str | None = None
    otherwise: str | None = None
    excluded: list[str] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)


def tally_of(chosen: Situation, answers: Answers) -> Tally:
    """The law's answers with their names in this situation, what excludes what, and the sum that can stand."""
    made = made_for(chosen, answers)
    needed = (
        [_(ask.label).rstrip("？?") for ask in still_needed(chosen, answers)] if answers else []
    )
    if not made:
        return Tally(needed=needed)
    found = asked_of_law([document for _wanted, document in made])
    results = [
        shown(chosen, wanted, one)
        for (wanted, _document), one in zip(made, found["claims"], strict=True)
    ]
    together = found["case"]["together"]
    plain = [document for wanted, document in made if not wanted.instead]
    told = asked_of_law(plain)["case"]["together"] if len(plain) < len(made) else together
    return Tally(
        results=results,
        total=told["amount"] if told["claims"] else None,
        otherwise=together["amount"] if together["amount"] != told["amount"] else None,
        excluded=excluded(found["case"], results),
        kept=[made[place][1] for place in together["claims"] if results[place].get("amount")],
        needed=needed,
    )


def asked_of_law(claims: list[dict[str, Any]]) -> dict[str, Any]:
    document = {"place": settings.PLACE, "claims": claims, "case": True}
    return assess(document, current_table(), translate=_)


def excluded(case: dict[str, Any], results: list[dict[str, Any]]) -> list[str]:
    """Why claims shown here cannot stand together, each reason once."""
    reasons = [
        pair["why"]
        for pair in case["exclusions"]
        if not any(results[place]["refusals"] for place in pair["claims"])
    ]
    return list(dict.fromkeys(reasons))


def carry(
    request: Request, chosen: Situation, claims: list[dict[str, Any]], answers: Answers
) -> HttpResponse:
    """Into a request for help: the claims that can stand together, and the facts its questions ask too."""
    kept = {
        "carried": claims,
        "causes": [chosen.cause],
        **{k: answers[v] for k, v in FACTS_OF_CALCULATOR.items() if v in answers},
    }
    _draft, key = begin_draft(actor=request.actor, answers=kept)
    remember_own(request.session, own_entry(key))
    request.session["draft_key"] = key
    return redirect("mediation:request_step", step="story")


def said(form: SituationForm, name: str, value: Any) -> str:
    """An answer as it was given: the words of a choice, an amount with its unit."""
    words = dict(getattr(form.fields[name], "choices", ()))
    text = str(words[value]) if value in words else plain_text(value)
    return f"{text} {form.units[name]}" if name in form.units else text


def plain_text(value: Any) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def saved(chosen: Situation, tally: Tally, form: SituationForm) -> HttpResponse:
    """The calculation as .docx, to print or to take along."""
    facts = [
        (str(form.fields[name].label), said(form, name, value))
        for name, value in form.cleaned_data.items()
        if value not in (None, "")
    ]
    content = calculation_docx(_(chosen.title), facts, tally)
    response = HttpResponse(content, content_type=DOCX)
    name = quote(_("金额测算表.docx"))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
