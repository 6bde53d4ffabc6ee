"""What identity does outside a request: send codes, forget what is no longer needed."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

from django.conf import settings
from procrastinate.contrib.django import app

from zhigong.identity.actions.attempts import forget_old_attempts
from zhigong.identity.actions.codes import forget_old_codes
from zhigong.identity.actions.gateways import SEND_JOB, opened
from zhigong.identity.actions.sessions import forget_old_sessions


@app.task(name=SEND_JOB, queue="codes", retry=3)
def send_code(sealed: str) -> None:
    """Post mobile and code to the configured gateway; an answer that is no success is retried."""
    body = json.dumps({**opened(sealed), "template": "sign_in"}).encode()
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    request = Request(settings.SMS_URL, data=body, headers=headers)  # noqa: S310 (from settings)
    with urlopen(request, timeout=10) as answer:  # noqa: S310
        answer.read()


@app.periodic(cron="17 3 * * *")
@app.task(name="zhigong.identity.jobs.tidy", queue="tidy")
def tidy(timestamp: int) -> None:
    """Every night: forget attempts, codes and sessions that no rule asks for any more."""
    forget_old_attempts()
    forget_old_codes()
    forget_old_sessions()
