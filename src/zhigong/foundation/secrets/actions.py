"""Seal everything anew after a change of key or cipher."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import record
from zhigong.foundation.secrets.fields import SealedText
from zhigong.foundation.secrets.keyring import HEAD, KeyRing
from zhigong.foundation.secrets.ring import ring
from zhigong.kernel.actor import SYSTEM, Actor


def sealed_columns() -> Iterator[tuple[type[models.Model], SealedText]]:
    """Every sealed column of the platform."""
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, SealedText):
                    yield model, field


def columns_that_do_not_open(keys: KeyRing | None = None) -> list[str]:
    """Columns with values whose key is not in the ring: for the doctor, and after a restore.

    Looks at the head of every value, so it takes as long as reading the tables does.
    """
    keys = keys or ring()
    found = []
    for model, field in sealed_columns():
        select = (
            f'SELECT DISTINCT substring("{field.column}" from 1 for %s)'  # noqa: S608
            f' FROM "{model._meta.db_table}" WHERE "{field.column}" <> \'\'::bytea'
        )
        with acting(SYSTEM, action="secrets.check"), connection.cursor() as cursor:
            cursor.execute(select, [HEAD])
            if not all(keys.knows(bytes(head)) for (head,) in cursor.fetchall()):
                found.append(field.context)
    return found


def reseal_batch(
    *, actor: Actor, model: type[models.Model], field: SealedText, limit: int = 500
) -> int:
    """Seal up to ``limit`` outdated values of a column anew, in one transaction; how many it was."""
    table, column = model._meta.db_table, field.column
    key = model._meta.pk.column
    select = (
        f'SELECT "{key}", "{column}" FROM "{table}"'  # noqa: S608 (names of our own models)
        f' WHERE "{column}" <> \'\'::bytea AND substring("{column}" from 1 for %s) <> %s'
        f" LIMIT %s FOR UPDATE SKIP LOCKED"
    )
    update = f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s'  # noqa: S608
    keys, head = ring(), ring().head()
    with acting(actor, action="secrets.reseal"), connection.cursor() as cursor:
        cursor.execute(select, [len(head), head, limit])
        rows = cursor.fetchall()
        for pk, old in rows:
            plain = keys.unseal(bytes(old), field.context)
            cursor.execute(update, [keys.seal(plain, field.context), pk])
    return len(rows)


def reseal_everything(*, actor: Actor, batch: int = 500) -> dict[str, int]:
    """Bring all sealed columns to the key in use; how many values of each were sealed anew.

    Safe to stop and to start again. One audit event names key version and counts.
    """
    done: dict[str, int] = {}
    for model, field in sealed_columns():
        count = 0
        while some := reseal_batch(actor=actor, model=model, field=field, limit=batch):
            count += some
        done[field.context] = count
    with acting(actor, action="secrets.reseal"):
        after = {"version": ring().current, "cipher": ring().cipher, "values": done}
        record(actor, "secrets.reseal", "secrets.keyring:1", after=after)
    return done
