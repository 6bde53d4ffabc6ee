"""年度考核: the list, one year's table, one unit's working with its objection, and the .docx."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import assessing
from zhigong.supervision.documents.assessment import SHOWN, assessment_docx
from zhigong.supervision.forms.assessment import WordsForm, YearForm
from zhigong.supervision.forms.desk import add_refusal
from zhigong.supervision.models import Assessment, AssessmentRow
from zhigong.supervision.permissions import (
    may_answer_objection,
    may_move_assessment,
    may_object,
)
from zhigong.supervision.queries.following import assessments_visible_to, rows_of
from zhigong.supervision.rules.assessment import ASSESSMENT, OUTCOMES, STATES, AssessmentState
from zhigong.supervision.rules.capabilities import VERIFY
from zhigong.supervision.web.views.papers import as_file

S = AssessmentState
TONES = {S.DRAFTED: "wait", S.ASKED: "warn", S.CONFIRMED: "run", S.PUBLISHED: "good"}
MOVES: dict[str, tuple[Callable[..., Assessment], Any]] = {
    "ask_units": (assessing.ask_units, gettext_lazy("已送各单位核对")),
    "count_anew": (assessing.count_anew, gettext_lazy("已按现在的台账重新计分")),
    "confirm": (assessing.confirm_assessment, gettext_lazy("已审定")),
    "publish": (assessing.publish_assessment, gettext_lazy("已公布")),
}
LISTED = 40
DAYS = ("original_due", "due", "finished")


@require_http_methods(["GET", "POST"])
def assessments(request: Request) -> HttpResponse:
    """The years that were assessed, and the form that drafts another."""
    may = request.actor.holds_anywhere(VERIFY)
    form = YearForm(request.POST or None, actor=request.actor) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        values = form.cleaned_data
        try:
            made = assessing.draft_assessment(
                actor=request.actor, unit_id=values["unit"], year=values["year"]
            )
        except Refused as refused:
            add_refusal(form, refused)
            return answer_refused(listing(request, form), refused)
        messages.success(request, _("已起草，请核对后送各单位"))
        return redirect(made)
    return listing(request, form, status=422 if form and form.errors else 200)


def listing(request: Request, form: YearForm | None, status: int = 200) -> HttpResponse:
    rows = [
        {"assessment": one, "state": _(STATES[S(one.state)]), "tone": TONES[S(one.state)]}
        for one in assessments_visible_to(request.actor)[:LISTED]
    ]
    context = {"rows": rows, "form": form}
    return render(request, "supervision/assessments.html", context, status=status)


@require_GET
def whole(request: Request, pk: int) -> HttpResponse:
    """One year's table: each unit that the actor may see, and what can be done now."""
    assessment = get_object_or_404(assessments_visible_to(request.actor), pk=pk)
    rows = list(rows_of(request.actor, assessment))
    scored = [row for row in rows if row.score is not None]
    if not any(row.score for row in scored):
        scored = []  # no bar has a length: the table says it all
    context = {
        "assessment": assessment,
        "state": _(STATES[S(assessment.state)]),
        "tone": TONES[S(assessment.state)],
        "rows": [face(row) for row in rows],
        "outcomes": [_(OUTCOMES[o]) for o in SHOWN],
        "moves": moves(request, assessment),
        "labels": [row.unit.name for row in scored[:12]],
        "series": [(_("得分"), [row.score for row in scored[:12]], "run")],
        "waiting": sum(row.contested for row in rows),
    }
    return render(request, "supervision/assessment.html", context)


def face(row: AssessmentRow) -> dict[str, Any]:
    return {
        "row": row,
        "cells": [{"label": _(OUTCOMES[o]), "count": row.counts.get(o.value, 0)} for o in SHOWN],
    }


def moves(request: Request, assessment: Assessment) -> list[dict[str, Any]]:
    """The steps of the state with their verdicts; those that are not this person's are not shown."""
    found = []
    for verb in MOVES:
        step = ASSESSMENT.step(verb)
        verdict = may_move_assessment(request.actor, assessment, verb)
        mine = not any(code.endswith("not-granted") for code in verdict.codes)
        if mine and assessment.state in step.sources:
            found.append({"verb": verb, "label": _(step.label), "verdict": verdict,
                          "kind": "" if verb == "count_anew" else "primary"})  # fmt: skip
    return found


@require_POST
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """Take a step of the assessment."""
    if verb not in MOVES:
        raise Http404
    assessment = get_object_or_404(assessments_visible_to(request.actor), pk=pk)
    action, done = MOVES[verb]
    action(actor=request.actor, assessment_id=assessment.pk, seen_version=seen_version(request))
    messages.success(request, done)
    return redirect(assessment)


@require_http_methods(["GET", "POST"])
def result(request: Request, pk: int, unit: int) -> HttpResponse:
    """One unit's score with its working; its objection, or the answer to it."""
    assessment = get_object_or_404(assessments_visible_to(request.actor), pk=pk)
    row = get_object_or_404(rows_of(request.actor, assessment), unit_id=unit)
    form = WordsForm(request.POST or None)
    if row.contested:
        form.fields["words"].label = _("查到什么，怎么答复？")
    if request.method == "GET":
        return result_page(request, row, form)
    if not form.is_valid():
        return result_page(request, row, form, status=422)
    try:
        say(request, row, form.cleaned_data["words"])
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(result_page(request, row, form), refused)
    return redirect("supervision:assessment_row", pk, unit)


def say(request: Request, row: AssessmentRow, words: str) -> None:
    common: dict[str, Any] = {
        "actor": request.actor, "assessment_id": row.assessment_id, "unit_id": row.unit_id,
        "seen_version": seen_version(request),
    }  # fmt: skip
    if row.contested:
        assessing.answer_objection(**common, answer=words)
        messages.success(request, _("已答复"))
    else:
        assessing.object_to_result(**common, objection=words)
        messages.success(request, _("异议已提出，等待答复"))


def result_page(
    request: Request, row: AssessmentRow, form: WordsForm, status: int = 200
) -> HttpResponse:
    may_say = may_answer_objection if row.contested else may_object
    context = {
        "row": row,
        "assessment": row.assessment,
        "lines": [line(one) for one in row.working],
        "form": form if may_say(request.actor, row) else None,
        "form_title": _("答复异议") if row.contested else _("对结果有异议"),
        **working_of(row),
    }
    return render(request, "supervision/assessment_row.html", context, status=status)


def line(one: dict[str, Any]) -> dict[str, Any]:
    """A line of the working with its days as days and its outcome in words."""
    days = {k: date.fromisoformat(one[k]) if one[k] else None for k in DAYS}
    return {**one, **days, "outcome_label": _(OUTCOMES[one["outcome"]])}


def working_of(row: AssessmentRow) -> dict[str, Any]:
    """The sums the score was made of, for the line that says how."""
    judged = [one for one in row.working if one["share"]]
    gained = sum(float(one["share"]) * one["weight"] for one in judged)
    return {"weight": sum(one["weight"] for one in judged), "gained": f"{gained:g}"}


@require_GET
def file(request: Request, pk: int) -> HttpResponse:
    """The result as .docx, over the rows the reader may see."""
    assessment = get_object_or_404(assessments_visible_to(request.actor), pk=pk)
    content = assessment_docx(assessment, list(rows_of(request.actor, assessment)))
    return as_file(content, _("%(year)s年督查考核.docx") % {"year": assessment.year})
