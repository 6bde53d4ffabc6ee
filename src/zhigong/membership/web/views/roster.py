"""The roster: filtered, sorted, paged, exported; and the form that brings a person in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from zhigong.foundation.tables.filters import Days, Filter, Pick, Words
from zhigong.foundation.tables.table import Column, ListTable
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Refused
from zhigong.membership.actions.admission import admit_member, register_applicant
from zhigong.membership.forms import AdmitForm, add_refusal
from zhigong.membership.permissions import may_read
from zhigong.membership.queries import by_words, in_unions, roster_visible_to, unions_to_pick
from zhigong.membership.rules.capabilities import MANAGE
from zhigong.membership.rules.persons import KINDS
from zhigong.membership.rules.workflow import STATES, MemberState

ROSTER = ListTable(
    name="membership.roster",
    caption=_("会员"),
    columns=(
        Column("person.name", _("姓名"), sort="person__name", head=True, url="get_absolute_url"),
        Column("get_state_display", _("会籍状态"), template="membership/cells/state.html"),
        Column("unit.name", _("所在工会")),
        Column("card_no", _("会员证号"), sort="card_no", nullable=True),
        Column("person.get_kind_display", _("类别"), template="membership/cells/kind.html",
               fold_away=True),
        Column("person.mobile", _("手机号"), fold_away=True),
        Column("joined_on", _("入会日期"), sort="joined_on", nullable=True, kind="day"),
        Column("person.get_sex_display", _("性别"), chosen=False),
        Column("person.birth", _("出生日期"), kind="day", chosen=False),
        Column("person.citizen_id", _("身份证号"), chosen=False),
        Column("employer_name", _("工作单位"), chosen=False),
        Column("person.get_occupation_display", _("职业"), chosen=False),
    ),
    order="-pk",
)  # fmt: skip


def filters_for(actor: Actor) -> tuple[Filter, ...]:
    """The unions as a list where they are few, else to be typed; states, kinds, words, days."""
    unions = unions_to_pick(actor)
    union: Filter = Words("unit", _("所在工会"), narrow=partial(in_unions, actor))
    if unions:
        choices = [(unit.path, unit.name) for unit in unions]
        union = Pick("unit", _("所在工会"), choices, field="unit_path__startswith")
    states = [(s.value, _(t)) for s, t in STATES.items() if s != MemberState.TRANSFERRED]
    return (
        Words("q", _("姓名、首字母、手机后四位或证号"), narrow=by_words),
        union,
        Pick("state", _("会籍状态"), states, field="state"),
        Pick("kind", _("类别"), [(k, _(v)) for k, v in KINDS.items()], field="person__kind"),
        Days("joined", _("入会日期"), field="joined_on"),
    )


@require_safe
def roster(request: Request) -> HttpResponseBase:
    """The members of the unions the actor reads; ``?export=xlsx`` gives the filtered rows."""
    if not may_read(request.actor):
        raise Http404
    table = replace(ROSTER, filters=filters_for(request.actor))
    context = {"may_admit": request.actor.holds_anywhere(MANAGE)}
    rows = roster_visible_to(request.actor)
    return table.answer(request, rows, "membership/roster.html", context=context)


@require_http_methods(["GET", "POST"])
def admit(request: Request) -> HttpResponse:
    """Bring a person in: as an applicant, or as a member where the committee has approved."""
    if not request.actor.holds_anywhere(MANAGE):
        raise Http404
    form = AdmitForm(request.POST or None, actor=request.actor, initial=_asked(request))
    if request.method == "GET":
        return render(request, "membership/admit.html", {"form": form})
    if not form.is_valid():
        return render(request, "membership/admit.html", {"form": form}, status=422)
    bring_in = admit_member if form.cleaned_data["approved"] else register_applicant
    try:
        membership = bring_in(
            actor=request.actor, unit_id=form.cleaned_data["unit"].pk, facts=form.facts()
        )
    except Refused as refused:
        add_refusal(form, refused)
        return answer_refused(render(request, "membership/admit.html", {"form": form}), refused)
    messages.success(request, _("已登记"))
    return redirect(membership)


def _asked(request: Request) -> dict[str, str]:
    return {"unit": request.GET.get("unit", "")}
