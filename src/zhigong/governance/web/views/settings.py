"""Meeting rules and terms: data that other pages count by."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhigong.foundation import clock
from zhigong.foundation.web.middleware import answer_refused
from zhigong.governance.actions.meetings import plan_year, set_rule
from zhigong.governance.actions.terms import set_term
from zhigong.governance.forms.adding import AddForm, RuleForm, TermForm
from zhigong.governance.permissions import may_keep
from zhigong.governance.queries.meetings import rules_visible_to
from zhigong.governance.queries.overview import terms_visible_to
from zhigong.governance.rules.capabilities import CONVENE, READ
from zhigong.governance.rules.meetings import HEADLINES
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.supervision.forms.desk import add_refusal


@require_http_methods(["GET", "POST"])
def rules(request: Request) -> HttpResponse:
    """How often each committee meets, and the form to set it."""

    def save(v: dict[str, Any]) -> None:
        set_rule(
            actor=request.actor, unit_id=v["unit"], committee_id=v["committee"], kind=v["kind"],
            times=v["times"], basis=v["basis"], from_year=v["from_year"],
        )  # fmt: skip

    rows = [
        {"rule": rule, "verdict": may_keep(request.actor, rule.unit_path, CONVENE)}
        for rule in rules_visible_to(request.actor)
    ]
    context = {"rows": rows, "year": clock.today().year}
    return _page(request, "governance/rules.html", RuleForm, save, context)


@require_POST
def plan(request: Request, pk: int) -> HttpResponse:
    """Plan this year's meetings of a rule."""
    rule = get_object_or_404(rules_visible_to(request.actor), pk=pk)
    made = plan_year(
        actor=request.actor, rule_id=rule.pk, year=clock.today().year,
        headline=_(HEADLINES[rule.kind]),
    )  # fmt: skip
    messages.success(request, _("已列入 %(n)d 次会议") % {"n": len(made)})
    return redirect("governance:register", "meetings")


@require_http_methods(["GET", "POST"])
def terms(request: Request) -> HttpResponse:
    """The terms by which figures are counted, and the form to set one."""

    def save(v: dict[str, Any]) -> None:
        set_term(
            actor=request.actor, unit_id=v["unit"], name=v["name"], begins=v["begins"],
            ends=v["ends"],
        )  # fmt: skip

    context = {"rows": terms_visible_to(request.actor)}
    return _page(request, "governance/terms.html", TermForm, save, context)


def _page(
    request: Request, template: str, form_class: type[AddForm], save: Any, context: dict[str, Any]
) -> HttpResponse:
    if not request.actor.holds_anywhere(READ):
        raise Http404
    may_set = request.actor.holds_anywhere(form_class.capability)
    if request.method == "POST" and not may_set:
        raise Http404
    form = form_class(request.POST or None, actor=request.actor) if may_set else None
    context |= {"form": form}
    if request.method == "GET" or form is None:
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        save(form.cleaned_data)
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(render(request, template, context), refused)
    messages.success(request, _("已保存"))
    return redirect(request.path)
