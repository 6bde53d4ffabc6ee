"""Sessions begin, continue and end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.identity.models import Account, Session
from zhigong.identity.rules.keys import hashed_key, new_key
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse

KEPT = timedelta(days=90)


def key_exists(key_hash: str) -> bool:
    return Session.objects.filter(key_hash=key_hash).exists()


def open_visitor(key_hash: str, content: dict[str, Any], *, ip: str, agent: str) -> Session:
    """A session of somebody unknown: no event, he has done nothing yet."""
    now = clock.now()
    return Session.objects.create(
        key_hash=key_hash, created=now, last_seen=now, ip=ip, agent=agent[:300], data=content
    )


def save_data(key_hash: str, content: dict[str, Any]) -> bool:
    """Keep what a running session holds; false if it does not run."""
    running = Session.objects.filter(key_hash=key_hash, ended_at__isnull=True)
    return bool(running.update(data=content))


def touch(session_id: int) -> None:
    """The session was used just now."""
    Session.objects.filter(pk=session_id).update(last_seen=clock.now())


def end_by_key(key_hash: str) -> None:
    """A visitor's session is over."""
    Session.objects.filter(key_hash=key_hash, ended_at__isnull=True).update(
        ended_at=clock.now(), data={}
    )


@transaction.atomic
def begin_session(
    *,
    actor: Actor,
    account: Account,
    strong: bool,
    ip: str,
    agent: str,
    replaces: str | None = None,
    content: dict[str, Any] | None = None,
) -> str:
    """Sign an account in and return the key for its cookie.

    Always a new key: one that was known before signing in opens nothing afterwards. ``replaces``
    is the visitor's session that ends with it; ``content`` what is carried over.
    """
    if replaces:
        end_by_key(hashed_key(replaces))
    key = new_key()
    now = clock.now()
    session = Session.objects.create(
        key_hash=hashed_key(key),
        account=account,
        created=now,
        last_seen=now,
        ip=ip,
        agent=agent[:300],
        strong=strong,
        data=content or {},
    )
    account.last_login = now
    account.save(update_fields=["last_login"])
    record(
        actor,
        "identity.session.begin",
        account,
        after={"session": session.pk, "strong": strong, "ip": ip},
    )
    return key


@transaction.atomic
def end_session(*, actor: Actor, session_id: int) -> None:
    """A person ends a session of his own: here (sign out) or elsewhere.

    Refuses another person's (``identity.session.not-yours``); one that has ended stays ended.
    """
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    if session is None or actor.id is None or session.account_id != actor.id:
        refuse(
            "identity.session.not-yours",
            gettext_noop("这不是您的登录"),
            gettext_noop("请刷新页面，重新查看您的登录列表"),
        ).require()
    assert session is not None
    if session.ended_at is None:
        _end(session)
        record(actor, "identity.session.end", _account(session), after={"session": session.pk})


def end_other_sessions(*, actor: Actor, account: Account, but: int | None = None) -> int:
    """End all running sessions of an account save one, within the caller's action; how many."""
    running: QuerySet[Session] = Session.objects.select_for_update().filter(
        account=account, ended_at__isnull=True
    )
    ended = 0
    for session in running.exclude(pk=but) if but else running:
        _end(session)
        ended += 1
    if ended:
        record(actor, "identity.session.end_all", account, after={"sessions": ended})
    return ended


def _end(session: Session) -> None:
    session.ended_at = clock.now()
    session.data = {}
    session.save(update_fields=["ended_at", "data"])


def _account(session: Session) -> Account:
    assert session.account is not None
    return session.account


def forget_old_sessions() -> int:
    """Remove sessions that nobody used for ninety days; returns how many."""
    return Session.objects.filter(last_seen__lt=clock.now() - KEPT).delete()[0]


@transaction.atomic
def end_my_other_sessions(*, actor: Actor, account_id: int, session_id: int) -> int:
    """A person ends all his sessions but the one he sits at; how many."""
    if actor.id != account_id:
        refuse("identity.session.not-yours", gettext_noop("这不是您的登录")).require()
    account = Account.objects.get(pk=account_id)
    return end_other_sessions(actor=actor, account=account, but=session_id)
