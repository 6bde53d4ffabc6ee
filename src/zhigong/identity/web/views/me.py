"""My account: name, password, second factors, where I am signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhigong.identity.actions.accounts import change_password, rename_account
from zhigong.identity.actions.factors import (
    enrol_app,
    enrol_passkey,
    remove_factor,
    renew_recovery_codes,
)
from zhigong.identity.actions.sessions import end_my_other_sessions, end_session
from zhigong.identity.forms import EnrolForm, NameForm, PasswordForm, explain
from zhigong.identity.models import Account, SecondFactor
from zhigong.identity.queries import (
    account_of,
    factors_of,
    grants_visible_to,
    recovery_codes_left,
    roles_held,
    sessions_of,
)
from zhigong.identity.rules.agents import spoken
from zhigong.identity.rules.kinds import FACTOR_LABELS, AccountKind
from zhigong.identity.rules.onetime import app_address, new_secret
from zhigong.identity.rules.roles import ROLES, needs_strong
from zhigong.identity.web.passkeys import verified_registration
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused


def my_account(request: Request) -> Account:
    """The account that is signed in."""
    account = account_of(request.known)
    if account is None:
        raise Http404
    return account


def _done(request: Request, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("identity:me"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Request) -> HttpResponse:
    """All of it on one page; a worker may say how he wants to be called."""
    account = my_account(request)
    form = NameForm(request.POST or None, initial={"label": account.label})
    worker = account.kind == AccountKind.WORKER
    if request.method == "POST" and worker and form.is_valid():
        rename_account(actor=request.actor, account_id=account.pk, label=form.cleaned_data["label"])
        return _done(request, _("称呼已改好"))
    context = {
        "account": account,
        "form": form,
        "worker": worker,
        "sessions": _sessions(request, account),
        "factors": [
            {"factor": f, "kind": _(FACTOR_LABELS[f.kind])} for f in factors_of(account.pk)
        ],
        "codes_left": recovery_codes_left(account.pk),
        "demanded": needs_strong(roles_held(account)),
        "grants": [
            {"grant": g, "role": _(ROLES[g.role].label) if g.role in ROLES else g.role}
            for g in grants_visible_to(request.actor, account.pk)
            if g.revoked_at is None
        ],
    }
    return render(request, "identity/me.html", context, status=422 if form.errors else 200)


def _sessions(request: Request, account: Account) -> list[dict[str, object]]:
    here = request.known.session_id if request.known else None
    return [
        {"session": one, "here": one.pk == here, "agent": " · ".join(map(_, spoken(one.agent)))}
        for one in sessions_of(account.pk)[:50]
    ]


@require_POST
def session_end(request: Request, pk: int) -> HttpResponse:
    """End one of my sessions elsewhere."""
    end_session(actor=request.actor, session_id=pk)
    return _done(request, _("那处登录已结束"))


@require_POST
def sessions_end(request: Request) -> HttpResponse:
    """End all of my sessions but this one."""
    assert request.known is not None
    account = my_account(request)
    end_my_other_sessions(
        actor=request.actor, account_id=account.pk, session_id=request.known.session_id
    )
    return _done(request, _("其他地方的登录都已结束"))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: Request) -> HttpResponse:
    """This session ends; the browser forgets it. Asked for by a link, it asks first."""
    if request.method != "POST":
        return render(request, "identity/leave.html")
    if request.known is not None:
        end_session(actor=request.actor, session_id=request.known.session_id)
    request.session.leave()
    messages.success(request, _("已退出登录"))
    return HttpResponseRedirect("/")


@never_cache
@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Request) -> HttpResponse:
    """A new password; my other sessions end."""
    account = my_account(request)
    if account.kind != AccountKind.OFFICER:
        raise Http404
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert request.known is not None
        try:
            change_password(
                actor=request.actor,
                account_id=account.pk,
                current=form.cleaned_data["current"],
                password=form.cleaned_data["password"],
                session_id=request.known.session_id,
            )
        except Refused as refused:
            explain(form, refused, "current" if _about_current(refused) else "password")
        else:
            return _done(request, _("密码已修改，其他地方的登录都已结束"))
    return render(
        request, "identity/password.html", {"form": form}, status=422 if form.errors else 200
    )


def _about_current(refused: Refused) -> bool:
    return any(one.code == "identity.password.wrong" for one in refused.refusals)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: Request) -> HttpResponse:
    """Set up an authenticator app, or move to a new telephone."""
    account = my_account(request)
    form = EnrolForm(request.POST or None)
    secret = request.session.get("enrol") or new_secret()
    request.session["enrol"] = secret
    if request.method == "POST" and form.is_valid():
        try:
            codes = enrol_app(
                actor=request.actor,
                account_id=account.pk,
                secret=secret,
                code=form.cleaned_data["code"],
            )
        except Refused as refused:
            explain(form, refused, "code")
        else:
            request.session.pop("enrol", None)
            return _codes_or_done(request, codes, _("验证器已登记"))
    name = account.login_name or account.label
    context = {
        "form": form,
        "secret": secret,
        "address": app_address(secret, name=name, issuer=settings.FEDERATION_NAME),
        "inside": True,
    }
    return render(request, "identity/enrol.html", context, status=422 if form.errors else 200)


def _codes_or_done(request: Request, codes: list[str], words: str) -> HttpResponse:
    if codes:
        return render(request, "identity/recovery.html", {"codes": codes, "signing_in": False})
    return _done(request, words)


@require_POST
def passkey(request: Request) -> HttpResponse:
    """Enrol the passkey that the browser made."""
    verified = verified_registration(request)
    if verified is None:
        messages.error(request, _("没能登记通行密钥，请再试一次"))
        return HttpResponseRedirect(reverse("identity:me"))
    codes = enrol_passkey(
        actor=request.actor,
        account_id=my_account(request).pk,
        verified=verified,
        label=" · ".join(map(_, spoken(request.headers.get("User-Agent", "")))),
    )
    return _codes_or_done(request, codes, _("通行密钥已登记"))


@require_POST
def factor_remove(request: Request, pk: int) -> HttpResponse:
    """Give up one of my second factors."""
    try:
        remove_factor(actor=request.actor, account_id=my_account(request).pk, factor_id=pk)
    except SecondFactor.DoesNotExist as error:
        raise Http404 from error
    return _done(request, _("这种验证方式已停用"))


@never_cache
@require_http_methods(["GET", "POST"])
def recovery(request: Request) -> HttpResponse:
    """New recovery codes, shown once; a page that is loaded again goes back."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("identity:me"))
    codes = renew_recovery_codes(actor=request.actor, account_id=my_account(request).pk)
    return render(request, "identity/recovery.html", {"codes": codes, "signing_in": False})
