"""Changing units, posts and terms of office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhigong.foundation.meanwhile import seen_version
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.org.actions.hanging import Found, hanging_on
from zhigong.org.actions.posts import close_post, create_post, leave_office, take_office
from zhigong.org.actions.units import change_unit, create_unit, dissolve_unit, move_unit
from zhigong.org.forms import (
    CloseForm,
    DissolveForm,
    HoldingForm,
    LeaveForm,
    MoveForm,
    NewUnitForm,
    PostForm,
    UnitForm,
    explain,
)
from zhigong.org.models import Holding, Post, Unit
from zhigong.org.permissions import MANAGE, may_manage
from zhigong.org.rules.kinds import UnitState
from zhigong.org.rules.paths import id_of
from zhigong.org.web.views.tree import trail, visible_unit

either = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A page with one form: what it says and what it does. ``act`` may give the unit to show."""

    form: forms.Form
    title: str
    button: str
    done: str
    act: Callable[[], Unit | None]
    lead: str = ""
    danger: bool = False
    version: int | None = None
    hanging: Sequence[Found] = ()


def _asked(request: Request, unit: Unit, ask: Ask) -> HttpResponse:
    """Act on the form, or show what is wrong with what was typed."""
    may_manage(request.actor, unit.path).require()
    if request.method == "POST" and ask.form.is_valid():
        try:
            shown = ask.act() or unit
        except Refused as refused:
            explain(ask.form, refused)
        else:
            messages.success(request, ask.done)
            return HttpResponseRedirect(shown.get_absolute_url())
    context = {
        "unit": unit,
        "form": ask.form,
        "title": ask.title,
        "button": ask.button,
        "lead": ask.lead or unit.name,
        "kind": "danger" if ask.danger else "primary",
        "hanging": [told(one) for one in ask.hanging],
        "held": any(one.kind.holds for one in ask.hanging),
        "trail": trail(unit, request.actor, (ask.title, "")),
        "version": unit.version if ask.version is None else ask.version,
    }
    return render(request, "org/change.html", context, status=422 if ask.form.errors else 200)


def told(found: Found) -> dict[str, object]:
    """What hangs on a unit, as its page says it."""
    kind = found.kind
    return {
        "title": _(kind.reason) % {"count": found.count},
        "way": _(kind.remedy),
        "lines": found.lines,
        "more": found.count > len(found.lines),
        "url": found.list_url,
        "holds": kind.holds,
    }


@either
def unit_new(request: Request, pk: int) -> HttpResponse:
    """A unit below this one."""
    parent = visible_unit(request, pk)
    form = NewUnitForm(request.POST or None, initial={"place_code": parent.place_code})
    return _asked(
        request,
        parent,
        Ask(
            form=form,
            title=_("新建下级单位"),
            button=_("新建"),
            done=_("单位已建立"),
            act=lambda: create_unit(
                actor=request.actor,
                code=form.cleaned_data["code"],
                parent_id=parent.pk,
                facts=form.facts(),
            ),
        ),
    )


@either
def unit_change(request: Request, pk: int) -> HttpResponse:
    """Name and particulars."""
    unit = visible_unit(request, pk)
    form = UnitForm(request.POST or None, initial=UnitForm.initial_of(unit))
    return _asked(
        request,
        unit,
        Ask(
            form=form,
            title=_("修改资料"),
            button=_("保存"),
            done=_("资料已修改"),
            act=lambda: change_unit(
                actor=request.actor,
                unit_id=pk,
                facts=form.facts(),
                seen_version=seen_version(request),
            ),
        ),
    )


@either
def unit_move(request: Request, pk: int) -> HttpResponse:
    """Under another parent, with everything below."""
    unit = visible_unit(request, pk)
    form = MoveForm(request.POST or None, within=request.actor.paths(MANAGE))
    return _asked(
        request,
        unit,
        Ask(
            form=form,
            title=_("移到别的上级"),
            button=_("移动"),
            done=_("单位已移动，下级、授权和任职都跟着走了"),
            lead=_("下面的单位、授权、任职和在办事项会一起移动。"),
            act=lambda: move_unit(
                actor=request.actor,
                unit_id=pk,
                parent_id=id_of(form.cleaned_data["parent"].path),
                seen_version=seen_version(request),
                reason=form.cleaned_data["reason"],
            ),
        ),
    )


@either
def unit_dissolve(request: Request, pk: int) -> HttpResponse:
    """Dissolve it."""
    unit = visible_unit(request, pk)
    hanging = hanging_on(request.actor, unit) if unit.state == UnitState.ACTIVE else []
    form = DissolveForm(
        request.POST or None,
        within=request.actor.paths(MANAGE),
        unit=unit,
        asks=any(not one.kind.holds for one in hanging),
    )
    return _asked(
        request,
        unit,
        Ask(
            form=form,
            title=_("撤销单位"),
            button=_("撤销单位"),
            done=_("单位已撤销"),
            lead=_("撤销后不能再在它下面办新的事，历史都会保留。"),
            danger=True,
            hanging=hanging,
            act=lambda: dissolve_unit(
                actor=request.actor,
                unit_id=pk,
                on=form.cleaned_data["on"],
                seen_version=seen_version(request),
                reason=form.cleaned_data["reason"],
                successor=form.cleaned_data.get("successor", ""),
            ),
        ),
    )


@either
def post_new(request: Request, pk: int) -> HttpResponse:
    """A post in this unit."""
    unit = visible_unit(request, pk)
    form = PostForm(request.POST or None)

    def act() -> None:
        create_post(actor=request.actor, unit_id=pk, **form.cleaned_data)

    return _asked(
        request,
        unit,
        Ask(
            form=form,
            title=_("设立职务"),
            button=_("设立"),
            done=_("职务已设立"),
            act=act,
        ),
    )


def _post(request: Request, pk: int) -> Post:
    post = Post.objects.select_related("unit").filter(pk=pk).first()
    if post is None:
        raise Http404
    visible_unit(request, post.unit_id)
    return post


@either
def post_close(request: Request, pk: int) -> HttpResponse:
    """Close a post."""
    post = _post(request, pk)
    form = CloseForm(request.POST or None)

    def act() -> None:
        close_post(actor=request.actor, post_id=pk, on=form.cleaned_data["on"])

    return _asked(
        request,
        post.unit,
        Ask(
            form=form,
            title=_("停设职务：%(post)s") % {"post": post.name},
            button=_("停设"),
            done=_("职务已停设"),
            danger=True,
            act=act,
        ),
    )


@either
def holding_new(request: Request, pk: int) -> HttpResponse:
    """Somebody takes this post."""
    post = _post(request, pk)
    form = HoldingForm(request.POST or None)

    def act() -> None:
        take_office(actor=request.actor, post_id=pk, **form.cleaned_data)

    return _asked(
        request,
        post.unit,
        Ask(
            form=form,
            title=_("任职：%(post)s") % {"post": post.name},
            button=_("记任职"),
            done=_("任职已记下"),
            act=act,
        ),
    )


@either
def holding_end(request: Request, pk: int) -> HttpResponse:
    """The last day of a term."""
    holding = Holding.objects.select_related("post__unit").filter(pk=pk).first()
    if holding is None:
        raise Http404
    visible_unit(request, holding.post.unit_id)
    form = LeaveForm(request.POST or None, initial={"end": holding.end})

    def act() -> None:
        leave_office(
            actor=request.actor,
            holding_id=pk,
            end=form.cleaned_data["end"],
            seen_version=seen_version(request),
        )

    return _asked(
        request,
        holding.post.unit,
        Ask(
            form=form,
            title=_("离任：%(person)s · %(post)s")
            % {"person": holding.person, "post": holding.post.name},
            button=_("离任"),
            done=_("离任日期已记下"),
            version=holding.version,
            act=act,
        ),
    )
