"""Accounts and grants, for those who may give them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhigong.foundation.audit.queries import trail_of
from zhigong.identity.actions.accounts import (
    close_account,
    create_officer,
    rename_account,
    reopen_account,
    reset_password,
)
from zhigong.identity.actions.factors import reset_factors
from zhigong.identity.actions.grants import grant_role, revoke_grant
from zhigong.identity.forms import GrantForm, NameForm, NewAccountForm, ReasonForm, explain
from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.permissions import may_create, may_manage, may_revoke
from zhigong.identity.queries import (
    accounts_page,
    accounts_visible_to,
    factors_of,
    grants_visible_to,
    sessions_of,
)
from zhigong.identity.rules.grants import GRANT
from zhigong.identity.rules.kinds import FACTOR_LABELS, KIND_LABELS
from zhigong.identity.rules.roles import ROLES
from zhigong.identity.rules.verbs import VERB_LABELS
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.kernel.verdict import Refused

_PLAIN: dict[str, Callable[[], str]] = {
    SYSTEM.label: lambda: _("系统"),
    NOBODY.label: lambda: _("没有登录的人"),
}


def _reader(request: Request) -> None:
    if not request.actor.holds_anywhere("identity.read"):
        raise Http404


def _account(request: Request, pk: int) -> Account:
    _reader(request)
    account = accounts_visible_to(request.actor).filter(pk=pk).prefetch_related("grants").first()
    if account is None:
        raise Http404
    return account


def _columns(*labels: str) -> list[dict[str, str]]:
    return [{"label": one} for one in labels]


def _query(**values: str) -> str:
    return "?" + urlencode({key: value for key, value in values.items() if value})


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Where the page is: accounts, perhaps one of them, and the page itself."""
    return [(_("帐户与授权"), reverse("identity:accounts")), *more]


def _trail_of(account: Account, here: str) -> list[tuple[str, str]]:
    return _trail((account.label, reverse("identity:account", args=[account.pk])), (here, ""))


def _role(key: str) -> str:
    return _(ROLES[key].label) if key in ROLES else key


@require_safe
def account_list(request: Request) -> HttpResponse:
    """By name; narrowed by what is typed; pages by key."""
    _reader(request)
    text = request.GET.get("q", "").strip()
    page = accounts_page(request.actor, text=text, after=request.GET.get("after", ""))
    rows = [
        {
            "account": one,
            "kind": _(KIND_LABELS[one.kind]),
            "roles": [
                f"{_role(g.role)} · {g.unit_label}"
                for g in one.grants.all()
                if g.revoked_at is None and request.actor.holds("identity.read", at=g.unit_path)
            ],
        }
        for one in page.rows
    ]
    context = {
        "rows": rows,
        "q": text,
        "may_create": may_create(request.actor),
        "columns": _columns(_("姓名"), _("登录名"), _("角色"), _("状态")),
        "summary": ngettext("本页 %(count)s 个帐户", "本页 %(count)s 个帐户", len(rows))
        % {"count": len(rows)},
        "next_url": _query(q=text, after=page.after) if page.after else "",
        "previous_url": _query(q=text) if request.GET.get("after") else "",
    }
    return render(request, "identity/account_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_new(request: Request) -> HttpResponse:
    """An account with its first grant; its first password is shown once."""
    _reader(request)
    may_create(request.actor).require()
    form = NewAccountForm(request.POST or None, within=request.actor.paths(GRANT))
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data
        try:
            account, first = create_officer(
                actor=request.actor,
                login_name=content["login_name"],
                label=content["label"],
                mobile=content["mobile"],
            )
            _grant(request, account.pk, content)
        except Refused as refused:
            explain(form, refused)
        else:
            return _first_password(request, account, first)
    status = 422 if form.errors else 200
    context = {"form": form, "trail": _trail((_("新建帐户"), ""))}
    return render(request, "identity/account_new.html", context, status=status)


def _first_password(request: Request, account: Account, first: str) -> HttpResponse:
    context = {
        "account": account,
        "first": first,
        "trail": _trail_of(account, _("初始密码")),
    }
    return render(request, "identity/account_password.html", context)


def _grant(request: Request, account_id: int, content: dict[str, Any]) -> RoleGrant:
    return grant_role(
        actor=request.actor,
        account_id=account_id,
        role=content["role"],
        unit_path=content["unit"].path,
        unit_label=content["unit"].label,
        valid_from=content["valid_from"],
        valid_to=content["valid_to"],
        reason=content["reason"],
    )


@require_safe
def account_page(request: Request, pk: int) -> HttpResponse:
    """One account: what it was granted, its factors, its sessions, what happened to it."""
    account = _account(request, pk)
    return render(request, "identity/account.html", _of(request, account))


def _of(request: Request, account: Account, **extra: object) -> dict[str, object]:
    events = trail_of(account, most=50)
    return {
        "account": account,
        "kind": _(KIND_LABELS[account.kind]),
        "grants": [
            {"grant": g, "role": _role(g.role), "may_revoke": may_revoke(request.actor, g)}
            for g in grants_visible_to(request.actor, account.pk)
        ],
        "factors": [
            {"factor": f, "kind": _(FACTOR_LABELS[f.kind])} for f in factors_of(account.pk)
        ],
        "sessions": sessions_of(account.pk).count(),
        "events": [
            {
                "at": e.at,
                "text": _(VERB_LABELS.get(e.verb, e.verb)),
                "note": e.note,
                "who": _PLAIN[e.actor_label]() if e.actor_label in _PLAIN else e.actor_label,
                "tone": "warn" if "refused" in e.verb else "",
            }
            for e in events
        ],
        "may_manage": may_manage(request.actor, account),
        "may_grant": may_create(request.actor),
        "is_self": request.actor.id == account.pk,
        "form": NameForm(initial={"label": account.label}),
        "trail": _trail((account.label, "")),
        "columns": _columns(_("角色"), _("单位"), _("期间"), _("谁授权、为什么"), _("状态")),
        **extra,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def account_grant(request: Request, pk: int) -> HttpResponse:
    """Give a role on a unit."""
    account = _account(request, pk)
    form = GrantForm(request.POST or None, within=request.actor.paths(GRANT))
    if request.method == "POST" and form.is_valid():
        try:
            _grant(request, account.pk, form.cleaned_data)
        except Refused as refused:
            explain(form, refused)
        else:
            return _back(request, account, _("已授权"))
    context = {"form": form, "account": account, "trail": _trail_of(account, _("授予角色"))}
    status = 422 if form.errors else 200
    return render(request, "identity/account_grant.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def grant_revoke(request: Request, pk: int) -> HttpResponse:
    """Take a grant back, with the reason."""
    grant = RoleGrant.objects.select_related("account").filter(pk=pk).first()
    if grant is None or not request.actor.holds("identity.read", at=grant.unit_path):
        raise Http404
    return _with_reason(
        request,
        grant.account,
        title=_("撤销授权：%(role)s · %(unit)s")
        % {"role": _role(grant.role), "unit": grant.unit_label},
        button=_("撤销授权"),
        done=_("授权已撤销"),
        act=lambda reason: revoke_grant(actor=request.actor, grant_id=pk, reason=reason),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request: Request, pk: int) -> HttpResponse:
    """Close an account, or open a closed one again."""
    account = _account(request, pk)
    action = close_account if account.is_active else reopen_account
    closing = account.is_active
    return _with_reason(
        request,
        account,
        title=_("停用帐户") if closing else _("重新启用帐户"),
        button=_("停用帐户") if closing else _("重新启用帐户"),
        done=_("帐户已停用") if closing else _("帐户已启用"),
        act=lambda reason: action(actor=request.actor, account_id=pk, reason=reason),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def account_factors(request: Request, pk: int) -> HttpResponse:
    """Take all second factors off an account whose owner lost them."""
    account = _account(request, pk)
    return _with_reason(
        request,
        account,
        title=_("重置双重验证"),
        button=_("重置"),
        done=_("双重验证已重置，本人下次登录时重新登记"),
        act=lambda reason: reset_factors(actor=request.actor, account_id=pk, reason=reason),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_password(request: Request, pk: int) -> HttpResponse:
    """A new first password, shown once."""
    account = _account(request, pk)
    made: list[str] = []
    response = _with_reason(
        request,
        account,
        title=_("重设密码"),
        button=_("重设密码"),
        done="",
        act=lambda reason: made.append(
            reset_password(actor=request.actor, account_id=pk, reason=reason)
        ),
    )
    return _first_password(request, account, made[0]) if made else response


def _with_reason(
    request: Request,
    account: Account,
    *,
    title: str,
    button: str,
    done: str,
    act: Callable[[str], object],
) -> HttpResponse:
    """A page that asks why, acts, and goes back to the account."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except Refused as refused:
            explain(form, refused)
        else:
            return _back(request, account, done)
    context = {
        "form": form,
        "account": account,
        "title": title,
        "button": button,
        "trail": _trail_of(account, title),
    }
    status = 422 if form.errors else 200
    return render(request, "identity/reason.html", context, status=status)


@require_POST
def account_rename(request: Request, pk: int) -> HttpResponse:
    """The name that others read."""
    account = _account(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return render(
            request, "identity/account.html", _of(request, account, form=form), status=422
        )
    rename_account(actor=request.actor, account_id=pk, label=form.cleaned_data["label"])
    return _back(request, account, _("姓名已改"))


def _back(request: Request, account: Account, words: str) -> HttpResponse:
    if words:
        messages.success(request, words)
    return HttpResponseRedirect(reverse("identity:account", args=[account.pk]))
