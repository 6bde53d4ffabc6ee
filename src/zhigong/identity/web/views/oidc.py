"""Sign-in through another system: there and back."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhigong.identity.actions import oidc
from zhigong.identity.web.access import public
from zhigong.identity.web.pending import proven
from zhigong.identity.web.request import Request, address_of

log = logging.getLogger("zhigong.identity")


@public
@transaction.non_atomic_requests
@require_POST
def oidc_start(request: Request) -> HttpResponse:
    """To the other system's sign-in page."""
    if not oidc.is_configured():
        raise Http404
    try:
        begun = oidc.start(callback=request.build_absolute_uri(reverse("identity:oidc_back")))
    except oidc.OtherSystemFailed as error:
        return _failed(request, error)
    request.session["oidc"] = {**begun.remembered, "next": request.POST.get("next", "")}
    return HttpResponseRedirect(begun.url)


@public
@transaction.non_atomic_requests
@require_safe
def oidc_back(request: Request) -> HttpResponse:
    """Back with a code, or with the reason why not."""
    if not oidc.is_configured():
        raise Http404
    remembered = request.session.pop("oidc", {})
    try:
        proof = oidc.prove(
            code=request.GET.get("code", ""),
            state=request.GET.get("state", ""),
            remembered=remembered,
        )
    except oidc.OtherSystemFailed as error:
        return _failed(request, error)
    account = oidc.sign_in_by_proof(proof=proof, ip=address_of(request))
    return proven(request, account, next_url=remembered.get("next", ""), strong=proof.strong)


def _failed(request: Request, error: oidc.OtherSystemFailed) -> HttpResponse:
    log.warning("oidc: %s", error)
    messages.error(request, _("统一身份认证没有完成，请再试一次，或用登录名和密码登录"))
    return HttpResponseRedirect(reverse("identity:sign_in_officer"))
