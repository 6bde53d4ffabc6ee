"""A sign-in half done: what was proven so far, in the visitor's session, for ten minutes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.actions.sessions import begin_session
from zhigong.identity.actions.signing import as_actor
from zhigong.identity.models import Account
from zhigong.identity.queries import factors_of, roles_held
from zhigong.identity.rules.kinds import AccountKind
from zhigong.identity.rules.roles import needs_strong
from zhigong.identity.rules.sessions import HALF_DONE
from zhigong.identity.web.request import Request, address_of, agent_of

PLACE = "sign_in"
NOT_CARRIED = {PLACE, "oidc", "demo_code", "mobile", "enrol", "passkey"}
OFFICER_COOKIE = "zhigong_officer"


@dataclass(frozen=True, slots=True)
class Pending:
    """``strong`` once the second factor was shown."""

    account_id: int
    at: str
    next: str = ""
    strong: bool = False


def proven(
    request: Request, account: Account, *, next_url: str = "", strong: bool = False
) -> HttpResponse:
    """The first proof was right: go on to whatever is still missing."""
    request.session.cycle_key()  # whoever knew the key before does not share what follows
    pending = Pending(account.pk, clock.now().isoformat(), safe_next(request, next_url), strong)
    remember(request, pending)
    return go_on(request, account, pending)


def remember(request: Request, pending: Pending) -> None:
    request.session[PLACE] = asdict(pending)


def strengthened(request: Request, pending: Pending) -> Pending:
    """The second factor was shown too."""
    stronger = replace(pending, strong=True)
    remember(request, stronger)
    return stronger


def pending_of(request: Request) -> tuple[Pending, Account] | None:
    """What waits in this browser, unless it waited too long or the account was closed."""
    found: dict[str, Any] | None = request.session.get(PLACE)
    if not found:
        return None
    pending = Pending(**found)
    if clock.now() - datetime.fromisoformat(pending.at) > HALF_DONE:
        return None
    account = Account.objects.filter(pk=pending.account_id, is_active=True).first()
    return (pending, account) if account else None


def missing(account: Account, pending: Pending) -> str | None:
    """The address of the next page of the sign-in; ``None`` when nothing is missing."""
    if not pending.strong:
        if factors_of(account.pk).exists():
            return reverse("identity:factor")
        if needs_strong(roles_held(account)):
            return reverse("identity:enrol")
    return reverse("identity:first_password") if account.must_change_password else None


def go_on(request: Request, account: Account, pending: Pending) -> HttpResponse:
    """To the next missing page, or signed in."""
    page = missing(account, pending)
    if page is not None:
        return HttpResponseRedirect(page)
    return signed_in(request, account, pending)


def signed_in(request: Request, account: Account, pending: Pending) -> HttpResponse:
    """Begin the session. A worker's drafts come along; an officer begins with nothing."""
    worker = account.kind == AccountKind.WORKER
    carried = {k: v for k, v in request.session.items() if k not in NOT_CARRIED}
    actor = as_actor(account)
    with acting(actor, action="identity.session.begin"):
        key = begin_session(
            actor=actor,
            account=account,
            strong=pending.strong,
            ip=address_of(request),
            agent=agent_of(request),
            replaces=request.session.session_key,
            content=carried if worker else {},
        )
    request.session.switch_to(key, lasting=worker)
    rotate_token(request)
    response = HttpResponseRedirect(pending.next or "/")
    if not worker:
        response.set_cookie(OFFICER_COOKIE, "1", max_age=365 * 86400, httponly=True, samesite="Lax")
    return response


def safe_next(request: Request, wanted: str) -> str:
    """An address of this site, or none."""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return ""
