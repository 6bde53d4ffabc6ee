"""算一算: choose what happened, answer what is asked, see the amount grow with its working."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from zhigong.identity.web.request import Request
from zhigong.identity.web.session import remember_own
from zhigong.law.rulebook import RULES, assess
from zhigong.mediation.actions.drafts import begin_draft, own_entry
from zhigong.mediation.rules.intake import FACTS_OF_CALCULATOR
from zhigong.parameters.queries import current_table
from zhigong.portal.documents import calculation_docx
from zhigong.portal.forms.situation import SituationForm
from zhigong.portal.rules.situation import Situation
from zhigong.portal.rules.situations import GROUPS, SITUATIONS, claims_for, title_for

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Answers of rules that are a word and no number, in plain words.
WORDS: dict[str, str] = {
    "open": gettext_noop("还来得及"),
    "running": gettext_noop("还来得及"),
    "not_expired": gettext_noop("还来得及"),
    "expired": gettext_noop("已经超过时效，除非有中断、中止的情形"),
    "not_started": gettext_noop("还没有开始算"),
    "missing": gettext_noop("还缺事实或证据"),
    "in_time": gettext_noop("还来得及"),
    "late": gettext_noop("已经过了期限"),
    "in_force": gettext_noop("有效"),
    "barred": gettext_noop("单位不能这样辞退或终止"),
    "not_barred": gettext_noop("这一条保护用不上，还要看理由和程序"),
    "protected": gettext_noop("在保护期内"),
    "not_protected": gettext_noop("不在保护期内"),
    "labour_relation": gettext_noop("还是劳动关系，劳动法全部适用"),
    "over_age": gettext_noop("按超龄劳动者的规定保护"),
    "labour_service": gettext_noop("按劳务关系处理"),
    "contested": gettext_noop("各地看法不一，请来问一问"),
    "civil": gettext_noop("按普通民事关系处理"),
    "kept": gettext_noop("符合"),
    "broken": gettext_noop("不符合"),
    "for": gettext_noop("有利"),
    "against": gettext_noop("不利"),
    "employer": gettext_noop("用人单位"),
    "fund": gettext_noop("工伤保险基金"),
    "True": gettext_noop("是"),
    "False": gettext_noop("否"),
}
POINTS = ("for", "against", "missing")


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
    form = SituationForm(request.POST if request.method == "POST" else None, situation=chosen)
    answers = form.answers() if form.is_bound and form.is_valid() else valid_part(form)
    claims = claims_for(chosen, answers)
    found = computed(chosen, claims)
    results = found["results"]
    wanted = request.POST.get("do", "")
    if request.method == "POST" and form.is_valid() and wanted == "carry":
        return carry(request, chosen, [claims[i] for i in found["kept"]], answers)
    if request.method == "POST" and form.is_valid() and wanted == "save" and results:
        return saved(chosen, results, form)
    context = {"situation": chosen, "form": form, **found}
    if getattr(request, "htmx", False):
        return render(request, "portal/situation.html#tally", context)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "portal/situation.html", context, status=status)


def valid_part(form: SituationForm) -> dict[str, Any]:
    """What can be used of a form that is not yet right."""
    return form.answers() if form.is_bound and hasattr(form, "cleaned_data") else {}


def computed(chosen: Situation, claims: list[dict[str, Any]]) -> dict[str, Any]:
    """The law's answers with their names in this situation, what excludes what, and the sum that can stand.

    ``kept`` are the claims that can be made side by side: those of the sum.
    """
    if not claims:
        return {"results": [], "excluded": [], "total": None, "kept": []}
    document = {"place": settings.PLACE, "claims": claims, "case": True}
    found = assess(document, current_table(), translate=_)
    results = [shown(chosen, one) for one in found["claims"]]
    together = found["case"]["together"]
    excluded = dict.fromkeys(
        pair["why"]
        for pair in found["case"]["exclusions"]
        if not any(results[place]["refusals"] for place in pair["claims"])
    )
    kept = [place for place in together["claims"] if results[place].get("amount")]
    return {
        "results": results,
        "excluded": list(excluded),
        "total": together["amount"] if together["claims"] else None,
        "kept": kept,
    }


def shown(chosen: Situation, one: dict[str, Any]) -> dict[str, Any]:
    for line in one.get("working", ()):
        line["value"] = word(line["value"])
    value = one.get("value")
    for refusal in one["refusals"]:
        refusal["reason"] = asked(chosen, one["rule"], refusal["reason"])
    return {
        **one,
        "parts": parts(one.get("items", ())),
        "title": _(title_for(chosen, one["rule"])),
        "answer": one.get("conclusion") or (word(value) if value is not None else ""),
        "sources": "；".join(
            dict.fromkeys(f"《{a['title']}》{a['article']}" for a in one.get("articles", ())[:3])
        ),
    }


CODE = re.compile(r"（[a-z_]+）| \([a-z_]+\)")  # what a program calls a field


def asked(chosen: Situation, rule: str, reason: str) -> str:
    """A refusal that names fields, in the words of the questions."""
    labels = {ask.name: ask.label for ask in chosen.asks if ask.label}
    for wanted in chosen.claims:
        if wanted.rule == rule:
            for field, source in wanted.fields.items():
                meaning = RULES[rule].known[field].meaning
                told = _(labels.get(source) or meaning).rstrip("？?")
                reason = re.sub(rf"“[^“”]*[（(]{field}[）)]”", f"“{told}”", reason)
    return CODE.sub("", reason)


def parts(items: Sequence[dict[str, Any]]) -> list[str]:
    """What a result is made of, a line each; points for and against are gathered under their word."""
    points: dict[str, list[str]] = {point: [] for point in POINTS}
    lines = []
    for item in items:
        if item.get("value") in points:
            points[item["value"]].append(item["label"])
        else:
            lines.append(part(item))
    gathered = [f"{word(point)}：{'；'.join(labels)}" for point, labels in points.items() if labels]
    return [*lines, *gathered]


def part(item: dict[str, Any]) -> str:
    """One part: its label and sum, and who pays it; or its day or value."""
    if item.get("amount") is None:
        told = item.get("date") or item.get("value")
        return item["label"] if told is None else f"{item['label']}：{word(told)}"
    places = {"label": item["label"], "sum": f"{Decimal(item['amount']):,.2f}"}
    if not item.get("payer"):
        return _("%(label)s：%(sum)s 元") % places
    return _("%(label)s：%(sum)s 元，%(payer)s付") % {**places, "payer": word(item["payer"])}


def word(value: Any) -> str:
    text = str(value)
    return _(WORDS[text]) if text in WORDS else text


def carry(
    request: Request, chosen: Situation, claims: list[dict[str, Any]], answers: dict[str, Any]
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


def said(field: Any, value: Any) -> str:
    """An answer as it was chosen: the words of a choice, not its key."""
    words = dict(getattr(field, "choices", ()))
    return str(words.get(value, value))


def saved(chosen: Situation, results: list[dict[str, Any]], form: SituationForm) -> HttpResponse:
    """The calculation as .docx, to print or to take along."""
    facts = [
        (str(form.fields[name].label), said(form.fields[name], value))
        for name, value in form.cleaned_data.items()
        if value not in (None, "")
    ]
    content = calculation_docx(_(chosen.title), facts, results)
    response = HttpResponse(content, content_type=DOCX)
    name = quote(_("金额测算表.docx"))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
