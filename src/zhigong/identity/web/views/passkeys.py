"""What the browser's script asks before it makes or uses a passkey."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from zhigong.identity.models import Account
from zhigong.identity.queries import account_of
from zhigong.identity.web.access import public
from zhigong.identity.web.passkeys import registration_options, use_options
from zhigong.identity.web.pending import pending_of
from zhigong.identity.web.request import Request


def _whose(request: Request) -> Account | None:
    if (account := account_of(request.known)) is not None:
        return account
    found = pending_of(request)
    return found[1] if found else None


def _answer(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/json")


@public
@transaction.non_atomic_requests
@require_POST
def passkey_make(request: Request) -> HttpResponse:
    """Options for making one: for who is signed in, or in the middle of it."""
    account = _whose(request)
    if account is None:
        return HttpResponse(status=403)
    return _answer(registration_options(request, account))


@public
@transaction.non_atomic_requests
@require_POST
def passkey_use(request: Request) -> HttpResponse:
    """Options for using one, in the middle of signing in."""
    account = _whose(request)
    if account is None:
        return HttpResponse(status=403)
    return _answer(use_options(request, account))
