"""Tell somebody, mark as read, choose."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from zhigong.foundation import clock
from zhigong.foundation.jobs.job import job
from zhigong.foundation.notify.kinds import KINDS
from zhigong.foundation.notify.models import Channel, Choice, Delivery, Notice
from zhigong.foundation.notify.queries import wanted_channels
from zhigong.foundation.notify.sending import deliver_now
from zhigong.foundation.secrets.sealed import Sealed
from zhigong.kernel.actor import SYSTEM, Actor


@transaction.atomic
def notify(
    *,
    account_id: int,
    kind: str,
    title: str,
    body: str = "",
    params: dict[str, Any] | None = None,
    url: str = "",
    key: str = "",
    outside: str = "",
) -> bool:
    """Tell an account, in the house and by the outside channels it wants; once for each ``key``.

    ``outside``: what is said out of the house instead of title and body, where they name a person.
    False if it was told before. Any actor may tell anybody; only the account reads it.
    """
    told = Notice(
        account_id=account_id, at=clock.now(), kind=kind, title=title, body=body,
        params=params or {}, url=url, key=key or None,
    )  # fmt: skip
    if not _add(told):
        return False
    text = outside or (f"{title}\n{body}" if body else title)
    for channel in wanted_channels(account_id, kind):
        address = _address_of(account_id, channel)
        if address:
            send_to(
                channel=channel, to=address, kind=kind, text=text, params=params,
                key=f"{account_id}:{key}" if key else "",
            )  # fmt: skip
    return True


@transaction.atomic
def send_to(
    *,
    channel: str,
    to: str | Sealed,
    kind: str,
    text: str,
    params: dict[str, Any] | None = None,
    key: str = "",
) -> bool:
    """Queue a message to an address; it leaves after the commit. False if it was queued before."""
    delivery = Delivery(
        channel=Channel(channel), kind=kind, text=text, params=params or {}, key=key or None,
        language=get_language() or settings.LANGUAGE_CODE, queued_at=clock.now(),
    )  # fmt: skip
    delivery.to = to
    if not _add(delivery):
        return False
    deliver.later(actor=SYSTEM, delivery_id=str(delivery.pk))
    return True


@job("notify.deliver", own_transactions=True)
def deliver(*, actor: Actor, delivery_id: str) -> None:
    """Hand a queued message to its gateway."""
    deliver_now(UUID(delivery_id))


def _add(row: Notice | Delivery) -> bool:
    """Insert unless its key is taken (``ON CONFLICT``: the caller's transaction goes on).

    Nothing is read back: who writes a notice need not be able to see it.
    """
    fields = [f for f in row._meta.concrete_fields if f.column]
    values = [f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({places})'  # noqa: S608
            " ON CONFLICT DO NOTHING",
            values,
        )
        return bool(cursor.rowcount)


def _address_of(account_id: int, channel: str) -> str | Sealed | None:
    """Where an account is reached, as identity tells; nothing where it does not."""
    if not settings.ADDRESS_OF:
        return None
    found: str | Sealed | None = import_string(settings.ADDRESS_OF)(account_id, channel)
    return found


@transaction.atomic
def mark_read(*, actor: Actor, notice_id: UUID) -> Notice | None:
    """Mark one of the actor's own notices as read; ``None`` where it is not his."""
    found = (
        Notice.objects.select_for_update().filter(pk=notice_id, account_id=actor.id or 0).first()
    )
    if found is not None and found.read_at is None:
        found.read_at = clock.now()
        found.save(update_fields=["read_at"])
    return found


@transaction.atomic
def mark_all_read(*, actor: Actor) -> int:
    """Mark all of the actor's own notices as read; how many were not."""
    unread = Notice.objects.filter(account_id=actor.id or 0, read_at__isnull=True)
    return unread.update(read_at=clock.now())


@transaction.atomic
def choose(*, actor: Actor, wanted: Collection[tuple[str, str]]) -> None:
    """Keep which kinds go out by which channels: the (kind, channel) pairs in ``wanted``."""
    assert actor.id is not None
    for kind in KINDS:
        for channel in Channel:
            Choice.objects.update_or_create(
                account_id=actor.id,
                kind=kind,
                channel=channel,
                defaults={"wanted": (kind, channel.value) in wanted},
            )
