"""Signing in as a browser does, step by step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from tests.identity import people
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.actions.factors import enrol_app
from zhigong.identity.actions.signing import as_actor
from zhigong.identity.models import Account
from zhigong.identity.rules.onetime import code_at, new_secret

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def post(client: Client, url: str, **fields: object):
    return client.post(url, fields)


def sign_in(client: Client, name="wang", **fields: str):
    return post(client, "/sign-in/officer", name=name, password=people.PASSWORD, **fields)


def with_app(account: Account) -> str:
    secret = new_secret()
    with clock.frozen(NOW - timedelta(hours=1)), acting(as_actor(account), action="test"):
        code = code_at(secret, clock.now())
        enrol_app(actor=as_actor(account), account_id=account.pk, secret=secret, code=code)
    return secret


def text(response) -> str:
    return response.content.decode()
