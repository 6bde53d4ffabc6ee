"""The calculation sheet of a case: its versions, a new one, a claim added or corrected."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhigong.foundation.audit.record import looked
from zhigong.foundation.meanwhile import seen_version
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.law.rulebook import RULES
from zhigong.mediation.actions.sheets import make_sheet, remove_claim, revise_claim
from zhigong.mediation.actions.talks import add_claim
from zhigong.mediation.documents import sheet_docx
from zhigong.mediation.forms.claim import ClaimForm
from zhigong.mediation.forms.desk import add_refusal, refusal_texts
from zhigong.mediation.models import CalculationSheet, Case, Claim
from zhigong.mediation.permissions import may_see_sheet, may_work_on
from zhigong.mediation.queries import cases_visible_to
from zhigong.mediation.rules.sheet import claim_rules, compared, content_in, gone
from zhigong.mediation.web.views.documents import DOCX

SHARED = {"hire", "end", "monthly_wage"}  # facts of a case that its claims may need too


def need_case(request: Request, pk: int) -> Case:
    """The case, for those who advise; for others there is no sheet."""
    case = get_object_or_404(cases_visible_to(request.actor), pk=pk)
    if not may_see_sheet(request.actor, case):
        raise Http404
    return case


@require_safe
def sheet_page(request: Request, pk: int) -> HttpResponse:
    """One version, the newest unless asked, beside the list of all; the look is recorded."""
    case = need_case(request, pk)
    looked(request.actor, case, what="calculation sheet", unit_path=case.unit_path)
    sheets = list(case.sheets.select_related("made_by"))
    asked = request.GET.get("version", "")
    sheet = chosen(sheets, asked)
    against = chosen(sheets, request.GET["against"]) if request.GET.get("against") else None
    return render(request, "mediation/sheet.html", page(request, case, sheets, sheet, against))


def chosen(sheets: list[CalculationSheet], asked: str) -> CalculationSheet | None:
    if not asked:
        return sheets[0] if sheets else None
    for sheet in sheets:
        if str(sheet.number) == asked:
            return sheet
    raise Http404


def page(
    request: Request,
    case: Case,
    sheets: list[CalculationSheet],
    sheet: CalculationSheet | None,
    against: CalculationSheet | None = None,
) -> dict[str, Any]:
    """A version beside another: the one before, unless ``against`` names one."""
    context: dict[str, Any] = {
        "case": case,
        "sheets": sheets,
        "sheet": sheet,
        "work": may_work_on(request.actor, case),
    }
    if sheet is None:
        return context
    before = [one for one in sheets if one.number == sheet.number - 1]
    other = against or (before[0] if before else None)
    changed = compared(sheet.content, other.content, _) if other else {}
    content = content_in(sheet.content, _)
    rows = [
        {**row, "was": changed.get(row["claim"]), "moved": row["kept"] != row["amount"]}
        for row in content["claims"]
    ]
    lost = gone(sheet.content, other.content) if other else []
    return {
        **context,
        "content": content,
        "rows": rows,
        "other": other,
        "gone": [{**row, "title": _(row["title"]) if row["title"] else ""} for row in lost],
    }


@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """A new version as of now."""
    case = need_case(request, pk)
    try:
        sheet = make_sheet(
            actor=request.actor,
            case_id=case.pk,
            seen_version=seen_version(request),
            note=request.POST.get("note", "")[:500],
        )
    except Refused as refused:
        sheets = list(case.sheets.select_related("made_by"))
        context = page(request, case, sheets, sheets[0] if sheets else None)
        context["errors"] = [("#make", one) for one in refusal_texts(refused)]
        return answer_refused(render(request, "mediation/sheet.html", context), refused)
    messages.success(
        request, _("已测算成第 %(number)d 版，以前各版都在") % {"number": sheet.number}
    )
    return redirect("mediation:sheet", pk=case.pk)


@require_safe
def document(request: Request, pk: int, number: int) -> HttpResponse:
    """A version as .docx."""
    case = need_case(request, pk)
    sheet = get_object_or_404(case.sheets.select_related("made_by"), number=number)
    response = HttpResponse(sheet_docx(case, sheet), content_type=DOCX)
    name = quote(_("%(number)s测算表.docx") % {"number": case.number or case.code})
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request: Request, pk: int) -> HttpResponse:
    """Which claim, then what it needs; the claim is computed and a version made."""
    case = need_case(request, pk)
    may_work_on(request.actor, case).require()
    rule = request.POST.get("rule") or request.GET.get("rule", "")
    if rule not in claim_rules():
        rules = [(name, _(title)) for name, title in claim_rules().items()]
        return render(request, "mediation/claim.html", {"case": case, "rules": rules})
    kept = {k: v for k, v in case.facts.items() if k in SHARED & RULES[rule].known.keys()}
    form = ClaimForm(posted(request), rule=rule, kept=kept)
    if request.method != "POST" or not form.is_valid():
        return claim_page(request, case, form)
    try:
        add_claim(
            actor=request.actor,
            case_id=case.pk,
            seen_version=seen_version(request),
            facts={"rule": rule, **form.facts()},
        )
        case.refresh_from_db()
        note = form.cleaned_data["note"]
        make_sheet(actor=request.actor, case_id=case.pk, seen_version=case.version, note=note)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(claim_page(request, case, form), refused)
    messages.success(request, _("已增加请求并重新测算"))
    return redirect("mediation:sheet", pk=case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_revise(request: Request, pk: int, claim_pk: int) -> HttpResponse:
    """The facts of one claim, to be corrected."""
    case = need_case(request, pk)
    may_work_on(request.actor, case).require()
    claim = get_object_or_404(case.claims, pk=claim_pk)
    if claim.rule not in claim_rules():
        raise Http404
    form = ClaimForm(posted(request), rule=claim.rule, kept=claim.facts)
    if request.method != "POST" or not form.is_valid():
        return claim_page(request, case, form, claim)
    try:
        revise_claim(
            actor=request.actor,
            case_id=case.pk,
            seen_version=seen_version(request),
            claim_id=claim.pk,
            facts=form.facts(),
            note=form.cleaned_data["note"],
        )
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(claim_page(request, case, form, claim), refused)
    messages.success(request, _("已更正并重新测算，以前各版都在"))
    return redirect("mediation:sheet", pk=case.pk)


@require_POST
def claim_remove(request: Request, pk: int, claim_pk: int) -> HttpResponse:
    """A claim is no longer made; the versions that have it stay."""
    case = need_case(request, pk)
    claim = get_object_or_404(case.claims, pk=claim_pk)
    try:
        remove_claim(
            actor=request.actor,
            case_id=case.pk,
            seen_version=seen_version(request),
            claim_id=claim.pk,
            note=request.POST.get("why", "")[:500],
        )
    except Refused as refused:
        form = ClaimForm(None, rule=claim.rule, kept=claim.facts)
        context = claim_context(case, form, claim)
        context["errors"] = [("#remove", one) for one in refusal_texts(refused)]
        return answer_refused(render(request, "mediation/claim.html", context), refused)
    messages.success(request, _("已去掉这一项并重新测算，以前各版里都还有它"))
    return redirect("mediation:sheet", pk=case.pk)


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def claim_page(
    request: Request, case: Case, form: ClaimForm, claim: Claim | None = None
) -> HttpResponse:
    context = claim_context(case, form, claim)
    status = 422 if form.errors else 200
    return render(request, "mediation/claim.html", context, status=status)


def claim_context(case: Case, form: ClaimForm, claim: Claim | None) -> dict[str, Any]:
    title = _(claim_rules()[form.rule])
    return {"case": case, "form": form, "rule": form.rule, "title": title, "claim": claim}
