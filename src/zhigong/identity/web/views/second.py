"""The second step of signing in: factor, enrolment, first password."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhigong.foundation.acting import acting
from zhigong.identity.actions.accounts import set_first_password
from zhigong.identity.actions.factors import enrol_app, enrol_passkey
from zhigong.identity.actions.signing import as_actor, prove_factor, prove_passkey
from zhigong.identity.forms import EnrolForm, FactorForm, FirstPasswordForm, explain
from zhigong.identity.models import Account
from zhigong.identity.queries import factors_of
from zhigong.identity.rules.kinds import FactorKind
from zhigong.identity.rules.onetime import app_address, new_secret
from zhigong.identity.web.access import public
from zhigong.identity.web.demo import demo_factor
from zhigong.identity.web.passkeys import verified_registration, verified_use
from zhigong.identity.web.pending import Pending, go_on, missing, pending_of, strengthened
from zhigong.identity.web.request import Request, address_of
from zhigong.kernel.verdict import Refused

Stage = Callable[[Request, Account, Pending], HttpResponse]


def stage(page: str) -> Callable[[Stage], Callable[[Request], HttpResponse]]:
    """A page of a sign-in half done; without one, or out of turn, to where one belongs."""

    def wrap(view: Stage) -> Callable[[Request], HttpResponse]:
        @public
        @transaction.non_atomic_requests
        @never_cache
        @wraps(view)
        def checked(request: Request) -> HttpResponse:
            found = pending_of(request)
            if found is None:
                messages.warning(request, _("登录没有完成，请从头再来一次"))
                return HttpResponseRedirect(reverse("identity:sign_in"))
            pending, account = found
            due = missing(account, pending)
            if due != reverse(f"identity:{page}"):
                return HttpResponseRedirect(due) if due else go_on(request, account, pending)
            return view(request, account, pending)

        return checked

    return wrap


@stage("factor")
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: Request, account: Account, pending: Pending) -> HttpResponse:
    """A code of the app or a recovery code; or a passkey, where script helps."""
    form = FactorForm(request.POST or None)
    if request.method == "POST" and request.POST.get("credential"):
        form = FactorForm()
        if (used := verified_use(request, account)) is not None:
            prove_passkey(account=account, used=used, ip=address_of(request))
            return go_on(request, account, strengthened(request, pending))
        messages.error(request, _("没能用通行密钥验证，请再试一次，或用动态口令"))
    elif request.method == "POST" and form.is_valid():
        try:
            prove_factor(account=account, code=form.cleaned_data["code"], ip=address_of(request))
        except Refused as refused:
            explain(form, refused, "code")
        else:
            return go_on(request, account, strengthened(request, pending))
    context = {
        "form": form,
        "passkey": factors_of(account.pk).filter(kind=FactorKind.PASSKEY).exists(),
        "demo_code": demo_factor(account),
    }
    return render(request, "identity/factor.html", context, status=422 if form.errors else 200)


@stage("enrol")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: Request, account: Account, pending: Pending) -> HttpResponse:
    """The role demands a second factor and there is none yet: set it up now."""
    form = EnrolForm(request.POST or None)
    secret = request.session.get("enrol") or new_secret()
    request.session["enrol"] = secret
    codes: list[str] | None = None
    if request.method == "POST":
        codes = _enrolled(request, account, form, secret)
    if codes is not None:
        request.session.pop("enrol", None)
        strengthened(request, pending)
        return render(request, "identity/recovery.html", {"codes": codes, "signing_in": True})
    return render(
        request,
        "identity/enrol.html",
        {
            "form": form,
            "secret": secret,
            "address": app_address(
                secret, name=account.login_name or account.label, issuer=settings.FEDERATION_NAME
            ),
        },
        status=422 if form.errors else 200,
    )


def _enrolled(request: Request, account: Account, form: EnrolForm, secret: str) -> list[str] | None:
    """New recovery codes once an app or a passkey is enrolled; ``None`` until then."""
    actor = as_actor(account)
    if request.POST.get("credential"):
        verified = verified_registration(request)
        if verified is None:
            messages.error(request, _("没能登记通行密钥，请再试一次，或用验证器"))
            return None
        with acting(actor, action="identity.factor.enrol"):
            return enrol_passkey(
                actor=actor, account_id=account.pk, verified=verified, label=_("通行密钥")
            )
    if not form.is_valid():
        return None
    try:
        with acting(actor, action="identity.factor.enrol"):
            return enrol_app(
                actor=actor, account_id=account.pk, secret=secret, code=form.cleaned_data["code"]
            )
    except Refused as refused:
        explain(form, refused, "code")
        return None


@stage("first_password")
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: Request, account: Account, pending: Pending) -> HttpResponse:
    """Somebody else knows the password: choose one's own."""
    form = FirstPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = as_actor(account)
        try:
            with acting(actor, action="identity.password.first"):
                changed = set_first_password(
                    actor=actor, account_id=account.pk, password=form.cleaned_data["password"]
                )
        except Refused as refused:
            explain(form, refused, "password")
        else:
            return go_on(request, changed, pending)
    status = 422 if form.errors else 200
    return render(request, "identity/first_password.html", {"form": form}, status=status)


@public
@transaction.non_atomic_requests
@require_POST
def next_stage(request: Request) -> HttpResponse:
    """The recovery codes are put away: go on."""
    found = pending_of(request)
    if found is None:
        return HttpResponseRedirect(reverse("identity:sign_in"))
    pending, account = found
    return go_on(request, account, pending)
