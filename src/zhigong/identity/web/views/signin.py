"""The pages of signing in. Each keeps its own transactions, so that failures are counted."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhigong.foundation.secrets.kinds import normalised
from zhigong.identity.actions import oidc
from zhigong.identity.actions.codes import send_code
from zhigong.identity.actions.signing import sign_in_by_code, sign_in_by_password
from zhigong.identity.forms import CodeForm, MobileForm, OfficerForm, explain
from zhigong.identity.web.access import public
from zhigong.identity.web.demo import demo_accounts
from zhigong.identity.web.pending import OFFICER_COOKIE, proven, safe_next
from zhigong.identity.web.request import Request, address_of
from zhigong.kernel.text import masked
from zhigong.kernel.verdict import Refused


def _wanted(request: Request) -> str:
    return safe_next(request, request.POST.get("next") or request.GET.get("next", ""))


def _page(request: Request, template: str, **context: object) -> HttpResponse:
    form = context.get("form")
    wrong = bool(form is not None and getattr(form, "errors", None))
    context = {
        "next": _wanted(request),
        "demo": demo_accounts() if settings.DEMO else [],
        "oidc": oidc.is_configured(),
        "tabs": _tabs(request, officer="officer" in template),
        **context,
    }
    return render(request, template, context, status=422 if wrong else 200)


def _tabs(request: Request, *, officer: bool) -> list[dict[str, object]]:
    query = f"?next={_wanted(request)}" if _wanted(request) else ""
    return [
        {
            "label": _("职工"),
            "url": f"{reverse('identity:sign_in_worker')}{query}",
            "current": not officer,
        },
        {
            "label": _("工作人员"),
            "url": f"{reverse('identity:sign_in_officer')}{query}",
            "current": officer,
        },
    ]


@public
@transaction.non_atomic_requests
@never_cache
@require_http_methods(["GET", "HEAD"])
def sign_in(request: Request) -> HttpResponse:
    """To the page this browser used last: workers by default."""
    if request.actor.id is not None:
        return HttpResponseRedirect(_wanted(request) or "/")
    page = "sign_in_officer" if request.COOKIES.get(OFFICER_COOKIE) else "sign_in_worker"
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse(f"identity:{page}") + (f"?{query}" if query else ""))


@public
@transaction.non_atomic_requests
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def officer(request: Request) -> HttpResponse:
    """Name and password."""
    form = OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = sign_in_by_password(
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                ip=address_of(request),
            )
        except Refused as refused:
            explain(form, refused)
        else:
            return proven(request, account, next_url=_wanted(request))
    return _page(request, "identity/sign_in_officer.html", form=form)


@public
@transaction.non_atomic_requests
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worker(request: Request) -> HttpResponse:
    """The mobile to which a code is sent."""
    form = MobileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mobile = normalised("mobile", form.cleaned_data["mobile"])
        try:
            _send(request, mobile)
        except Refused as refused:
            explain(form, refused, "mobile")
        else:
            return _to_code_page(request)
    return _page(request, "identity/sign_in_worker.html", form=form)


def _send(request: Request, mobile: str) -> None:
    code = send_code(mobile=mobile, ip=address_of(request))
    request.session["mobile"] = mobile
    if code:
        request.session["demo_code"] = code


def _to_code_page(request: Request) -> HttpResponse:
    wanted = _wanted(request)
    return HttpResponseRedirect(reverse("identity:code") + (f"?next={wanted}" if wanted else ""))


@public
@transaction.non_atomic_requests
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """The code that was sent to the mobile."""
    mobile = request.session.get("mobile")
    if not mobile:
        return HttpResponseRedirect(reverse("identity:sign_in_worker"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = sign_in_by_code(
                mobile=mobile, code=form.cleaned_data["code"], ip=address_of(request)
            )
        except Refused as refused:
            explain(form, refused, "code")
        else:
            return proven(request, account, next_url=_wanted(request))
    return _page(
        request,
        "identity/sign_in_code.html",
        form=form,
        mobile=masked(mobile, head=3, tail=4),
        back=reverse("identity:sign_in_worker"),
        demo_code=request.session.get("demo_code", "") if settings.DEMO else "",
    )


@public
@transaction.non_atomic_requests
@require_POST
def code_again(request: Request) -> HttpResponse:
    """Send the code once more."""
    mobile = request.session.get("mobile")
    if mobile:
        _send(request, mobile)
    return _to_code_page(request)
