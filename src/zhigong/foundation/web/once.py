"""A form acts once. The key is drawn when the form is shown and kept when it has acted."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import connection

from zhigong.foundation import clock
from zhigong.foundation.web.models import SentForm


def new_key() -> str:
    return secrets.token_urlsafe(18)


def claim_key(key: str) -> str | None:
    """Take the key for this transaction: ``None`` if it is new, else where the first one led.

    A second sending that arrives while the first still works waits for its end here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO web_sentform (key, at, location) VALUES (%s, %s, '')"
            " ON CONFLICT (key) DO NOTHING",
            [key[:64], clock.now()],
        )
        if cursor.rowcount:
            return None
    return SentForm.objects.values_list("location", flat=True).get(key=key[:64])


def remember_location(key: str, location: str) -> None:
    SentForm.objects.filter(key=key[:64]).update(location=location)


def forget_old_keys() -> int:
    """Remove keys older than two days; returns how many."""
    return SentForm.objects.filter(at__lt=clock.now() - timedelta(days=2)).delete()[0]
