"""A request as every view of the platform gets it."""

from __future__ import annotations

from django.http import HttpRequest

from zhigong.identity.queries import Known
from zhigong.identity.web.session import SessionStore
from zhigong.kernel.actor import Actor


class Request(HttpRequest):
    """``actor`` is never absent; ``known`` is the session where the browser is known."""

    actor: Actor
    known: Known | None
    session: SessionStore
    id: str


def address_of(request: HttpRequest) -> str:
    """The network address of the browser, as the web server tells it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def agent_of(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))[:300]
