"""``request.session`` on the session table, as Django's own parts and libraries expect it."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from zhigong.identity.actions.sessions import (
    end_by_key,
    key_exists,
    open_visitor,
    save_data,
)
from zhigong.identity.queries import Known
from zhigong.identity.rules.keys import hashed_key, new_key
from zhigong.identity.rules.kinds import AccountKind


class SessionStore(SessionBase):
    """Content is plain JSON; a session is kept only once something is put into it.

    ``ip`` and ``agent`` are noted when it is first kept.
    """

    def __init__(
        self, key: str | None = None, known: Known | None = None, *, ip: str = "", agent: str = ""
    ) -> None:
        super().__init__(key)
        self.known = known
        self.ip, self.agent = ip, agent
        kind = known.kind if known else None
        self.lasting = kind is None or kind == AccountKind.WORKER

    def switch_to(self, key: str, *, lasting: bool) -> None:
        """Go on with another session: somebody signed in. What the old one held is behind us."""
        self.clear_cache()
        self._session_key = key
        self.lasting, self.modified = lasting, False

    def leave(self) -> None:
        """Go on with none: somebody signed out."""
        self.clear_cache()
        self._session_key = None
        self.modified = False

    def clear_cache(self) -> None:
        self._session_cache: dict[str, Any] = {}

    def load(self) -> dict[str, Any]:
        if self.known is None:
            self._session_key = None
            return {}
        return dict(self.known.data)

    def exists(self, session_key: str) -> bool:
        return key_exists(hashed_key(session_key))

    def create(self) -> None:
        self._session_key = new_key()
        self.save(must_create=True)

    def save(self, must_create: bool = False) -> None:
        content = {} if must_create else dict(self.items())
        if self.session_key is None:
            self._session_key = new_key()
            must_create = True
        key_hash = hashed_key(str(self.session_key))
        if must_create or not save_data(key_hash, content):
            open_visitor(key_hash, content, ip=self.ip, agent=self.agent)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            end_by_key(hashed_key(key))

    @classmethod
    def clear_expired(cls) -> None:
        """Old sessions are removed by a job of this module."""


def own_records(session: SessionStore) -> tuple[str, ...]:
    """The records that this browser proved to be its own (``Actor.own``)."""
    found = session.get("own", [])
    return tuple(one for one in found if isinstance(one, str))


def remember_own(session: SessionStore, subject: str) -> None:
    """From now on the browser's actor owns ``subject`` (``"mediation.case:…"``)."""
    if subject not in own_records(session):
        session["own"] = [*own_records(session), subject]
