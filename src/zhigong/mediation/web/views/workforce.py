"""全员测算 at the desk: a sheet of wages in, its columns looked over, every worker's claims out."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhigong.foundation import clock
from zhigong.foundation.audit.record import looked
from zhigong.foundation.files.serving import serve
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.foundation.tables.book import write_book
from zhigong.foundation.tables.paging import Order, page_of
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.law.language import translator
from zhigong.law.workforce.reading import first_table
from zhigong.law.workforce.template import template_pages
from zhigong.mediation.actions.workforce import (
    compute_workforce,
    drop_workforce,
    opened,
    start_workforce,
)
from zhigong.mediation.forms.desk import add_refusal, refusal_texts
from zhigong.mediation.forms.workforce import WorkforceForm, said_of_columns
from zhigong.mediation.models import Case, WorkforceRun
from zhigong.mediation.permissions import (
    may_change_workforce,
    may_compute_payroll,
    may_see_workforce,
    may_work_on,
)
from zhigong.mediation.queries import (
    cases_visible_to,
    people_of_workforce,
    workforces_visible_to,
)
from zhigong.mediation.rules.intake import title_of
from zhigong.mediation.rules.workforce import MOST_SHOWN, WORKFORCE, S, choices_for

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TONES = {S.READ: "wait", S.RUNNING: "run", S.DONE: "good", S.FAILED: "late", S.DROPPED: "wait"}
MONTHS_DRAWN = 36


def need_run(request: Request, pk: int) -> WorkforceRun:
    """The run, for those who may see it; for others there is none."""
    run = get_object_or_404(workforces_visible_to(request.actor), pk=pk)
    if not may_see_workforce(request.actor, run):
        raise Http404
    return run


@require_safe
def workforces(request: Request) -> HttpResponse:
    """The sheets that were computed, newest first."""
    asked = {k: request.GET.get(k, "") for k in ("after", "before")}
    page = page_of(
        workforces_visible_to(request.actor), Order("id", descending=True), size=25, **asked
    )
    rows = [{"run": run, **state_of(run)} for run in page.rows]
    context = {
        "rows": rows, "may_start": may_compute_payroll(request.actor),
        "older_url": f"?after={page.after}" if page.after else "",
        "newer_url": f"?before={page.before}" if page.before else "",
    }  # fmt: skip
    return render(request, "mediation/workforce/list.html", context)


def state_of(run: WorkforceRun) -> dict[str, Any]:
    state = S(run.state)
    return {"state": _(WORKFORCE.states[state]), "tone": TONES[state]}


@require_http_methods(["GET", "HEAD", "POST"])
def workforce_new(request: Request) -> HttpResponse:
    """Hand a sheet in, for a case (``?case=``) or on its own."""
    case = case_asked(request)
    start = {"employer_name": case.employer_name, "filed": case.received_on} if case else None
    if request.method != "POST":
        (may_work_on(request.actor, case) if case else may_compute_payroll(request.actor)).require()
        return new_page(request, WorkforceForm(initial=start), case)
    form = WorkforceForm(request.POST, request.FILES)
    if not form.is_valid():
        return new_page(request, form, case, status=422)
    values = form.cleaned_data
    try:
        run = start_workforce(
            actor=request.actor,
            upload=values["file"],
            employer_name=values["employer_name"],
            case_id=case.pk if case else None,
            filed=values["filed"],
            year=values["year"],
        )
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(new_page(request, form, case), refused)
    return redirect(run)


def case_asked(request: Request) -> Case | None:
    text = request.POST.get("case") or request.GET.get("case", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    return get_object_or_404(cases_visible_to(request.actor), pk=int(text))


def new_page(
    request: Request, form: WorkforceForm, case: Case | None, status: int = 200
) -> HttpResponse:
    return render(
        request, "mediation/workforce/new.html", {"form": form, "case": case}, status=status
    )


@require_safe
def template(request: Request) -> HttpResponse:
    """The empty sheet to fill in, in the reader's language."""
    content = io.BytesIO()
    write_book(content, template_pages(translator(get_language() or "")))
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    name = quote(_("全员测算空表.xlsx"))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_safe
def workforce_run(request: Request, pk: int) -> HttpResponse:
    """What the run is waiting for: its columns looked over, its computing, or its results. A look is recorded."""
    run = need_run(request, pk)
    looked(request.actor, run, what="workforce", unit_path=run.unit_path)
    return run_page(request, run)


def run_page(request: Request, run: WorkforceRun, **extra: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "run": run,
        **state_of(run),
        "change": may_change_workforce(request.actor, run),
        "versions": versions_of(run),
        **extra,
    }
    if run.state in (S.READ, S.FAILED):
        with opened(run.source) as tabs:
            table = first_table(tabs)
        context["columns"] = columns_shown(
            run, table.texts[table.layout.last + 1 :], extra.get("said", {})
        )
        context["sheet_name"] = table.name
    if run.state == S.DONE:
        context |= results(request, run)
    return render(request, "mediation/workforce/run.html", context)


def versions_of(run: WorkforceRun) -> list[WorkforceRun]:
    if run.case is None:
        return []
    return list(run.case.workforces.exclude(state=S.DROPPED).order_by("-number"))


def columns_shown(
    run: WorkforceRun, first: list[list[str]], said: dict[int, str]
) -> list[dict[str, Any]]:
    """Each column with its first filled cell, what it is taken for, and what it can be."""
    kept = {int(at): key for at, key in run.corrections.items()}
    return [
        {
            **column,
            "chosen": said.get(column["at"], kept.get(column["at"], column["key"])),
            "sample": sample_of(first, column["at"], column["name"]),
            "choices": [
                (key, _(label)) for key, label in choices_for(column["name"], column["key"])
            ],
        }
        for column in run.found
    ]


def sample_of(rows: list[list[str]], at: int, name: str) -> str:
    """The first filled cell of a column below its head."""
    filled = (row[at] for row in rows if at < len(row) and row[at] and row[at] not in name)
    return next(filled, "")[:MOST_SHOWN]


def results(request: Request, run: WorkforceRun) -> dict[str, Any]:
    """Totals with their charts, and one page of the workers."""
    totals = run.totals
    kinds = [{**kind, "title": _(title_of(kind["rule"]))} for kind in totals["kinds"]]
    months = totals["by_month"][-MONTHS_DRAWN:]
    words = request.GET.get("q", "").strip()[:60]
    asked = {k: request.GET.get(k, "") for k in ("after", "before")}
    page = page_of(people_of_workforce(run, words), Order("position"), size=PAGE, **asked)
    kept = {"q": words} if words else {}
    return {
        "kinds": kinds,
        "kind_labels": [kind["title"] for kind in kinds],
        "kind_series": [(_("计入合计（元）"), [float(kind["counted"]) for kind in kinds])],
        "months": months,
        "month_labels": [row["month"] for row in months],
        "month_series": [
            (_("应发工资"), [float(row["due"]) for row in months]),
            (_("实发工资"), [float(row["paid"]) for row in months]),
        ],
        "people": [
            {
                "person": one,
                "name": unsealed(one.name) or one.code,
                "claims": [_(title_of(claim["rule"])) for claim in one.answer.get("claims", ())],
            }
            for one in page.rows
        ],
        "words": words,
        "older_url": "?" + urlencode({**kept, "after": page.after}) + "#people"
        if page.after
        else "",
        "newer_url": "?" + urlencode({**kept, "before": page.before}) + "#people"
        if page.before
        else "",
        "problems": run.problems.count(),
    }


@require_POST
def compute(request: Request, pk: int) -> HttpResponse:
    """Start computing, the columns as the page says."""
    run = need_run(request, pk)
    said = said_of_columns(request.POST)
    try:
        compute_workforce(actor=request.actor, run_id=run.pk, seen_version=seen(request), said=said)
    except Refused as refused:
        errors = [("#columns", text) for text in refusal_texts(refused)]
        return answer_refused(run_page(request, run, errors=errors, said=said), refused)
    messages.success(request, _("开始计算，算好后这里显示结果"))
    return redirect(run)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Give a sheet up."""
    run = need_run(request, pk)
    drop_workforce(actor=request.actor, run_id=run.pk, seen_version=seen(request))
    messages.success(request, _("已放弃这张表"))
    return redirect("mediation:workforces")


def seen(request: Request) -> int:
    text = request.POST.get("seen_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@require_safe
def workforce_person(request: Request, pk: int, position: int) -> HttpResponse:
    """One worker: every claim with its working. The look is recorded."""
    run = need_run(request, pk)
    person = get_object_or_404(run.people, position=position)
    looked(request.actor, run, what=f"worker {position}", unit_path=run.unit_path)
    context = {
        "run": run,
        "person": person,
        "name": unsealed(person.name) or person.code,
        "answer": person.answer,
        "problems": person.problems.all(),
        "today": clock.today(),
    }
    return render(request, "mediation/workforce/person.html", context)


@require_safe
def workforce_problems(request: Request, pk: int) -> HttpResponse:
    """What could not be computed and why, a page at a time."""
    run = need_run(request, pk)
    looked(request.actor, run, what="workforce problems", unit_path=run.unit_path)
    asked = {k: request.GET.get(k, "") for k in ("after", "before")}
    page = page_of(run.problems.select_related("person"), Order("row"), size=PAGE, **asked)
    context = {
        "run": run, "rows": page.rows,
        "older_url": f"?after={page.after}" if page.after else "",
        "newer_url": f"?before={page.before}" if page.before else "",
    }  # fmt: skip
    return render(request, "mediation/workforce/problems.html", context)


@require_safe
def workforce_book(request: Request, pk: int) -> HttpResponseBase:
    """The workbook; reading it is an event."""
    run = need_run(request, pk)
    if run.result is None:
        raise Http404
    return serve(request, run.result, verdict=may_see_workforce(request.actor, run), download=True)
