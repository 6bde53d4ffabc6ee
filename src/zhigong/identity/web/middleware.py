"""Every request gets its session and its actor, in at most one query.

Pages are for people who signed in unless the view says ``login_not_required``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from zhigong.foundation import clock
from zhigong.identity.actions.sessions import touch
from zhigong.identity.queries import Known, known_session
from zhigong.identity.rules.keys import hashed_key
from zhigong.identity.rules.sessions import IdleLimits, needs_touch
from zhigong.identity.web.request import address_of, agent_of
from zhigong.identity.web.session import SessionStore, own_records
from zhigong.kernel.actor import NOBODY, Actor

Answer = Callable[[HttpRequest], HttpResponse]


def idle_limits() -> IdleLimits:
    return _limits(settings.OFFICER_IDLE_MINUTES, settings.WORKER_IDLE_DAYS)


@cache
def _limits(officer: int, worker: int) -> IdleLimits:
    return IdleLimits(officer=timedelta(minutes=officer), worker=timedelta(days=worker))


class SessionMiddleware:
    """Finds the session of the cookie; keeps what the view put into it; sets the cookie."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        known = known_session(hashed_key(key), limits=idle_limits()) if key else None
        store = SessionStore(
            key if known else None, known, ip=address_of(request), agent=agent_of(request)
        )
        request.session = store
        request.known = known  # type: ignore[attr-defined]  # what Django's request does not know
        fresh = known is None or not needs_touch(known.last_seen, clock.now())
        if known and not fresh:
            touch(known.session_id)
        response = self.get_response(request)
        return keep_session(request, response, had=key, renew=not fresh)


def keep_session(
    request: HttpRequest, response: HttpResponse, *, had: str | None, renew: bool
) -> HttpResponse:
    """Save what changed and let the cookie follow; after a server's error nothing changes."""
    session = request.session
    assert isinstance(session, SessionStore)
    if session.accessed or had:
        patch_vary_headers(response, ("Cookie",))
    if response.status_code >= 500:
        return response
    if session.modified and not (session.session_key is None and session.is_empty()):
        session.save()
    if session.session_key is None:
        if had:
            response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
    elif session.session_key != had or (renew and session.lasting):
        set_cookie(response, session, secure=request.is_secure())
    return response


def set_cookie(response: HttpResponse, session: SessionStore, *, secure: bool) -> None:
    """A worker's and a visitor's cookie outlives the browser's window, an officer's does not."""
    lasting = timedelta(days=settings.WORKER_IDLE_DAYS)
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        str(session.session_key),
        max_age=lasting if session.lasting else None,
        secure=settings.SESSION_COOKIE_SECURE or secure,
        httponly=True,
        samesite="Lax",
    )


class ActorMiddleware:
    """Says who acts; sends those who must sign in to the sign-in page, with the way back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of_request(request)  # type: ignore[attr-defined]  # what Django's request does not know
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        actor: Actor = getattr(request, "actor", NOBODY)
        if actor.id is not None:
            return None
        return sign_in_first(request)


def actor_of_request(request: HttpRequest) -> Actor:
    known: Known | None = getattr(request, "known", None)
    if known is None:
        return NOBODY
    session = request.session
    assert isinstance(session, SessionStore)
    return known.actor(own=own_records(session) if "own" in known.data else ())


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; ``next`` only for pages that can be asked for again."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    url = reverse("identity:sign_in") + (f"?{urlencode({'next': back})}" if back else "")
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)
