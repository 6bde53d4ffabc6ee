"""How a code reaches a mobile: a gateway chosen by configuration."""

from __future__ import annotations

import base64
import json
import logging
from typing import Protocol

from django.conf import settings
from procrastinate.contrib.django import app

from zhigong.foundation.secrets.ring import ring
from zhigong.kernel.text import masked

log = logging.getLogger("zhigong.identity")
CONTEXT = "identity.code.message"
SEND_JOB = "zhigong.identity.jobs.send_code"


class Gateway(Protocol):
    """Carries codes. Nothing leaves the process within the transaction that sends."""

    def send(self, mobile: str, code: str) -> None: ...


class DevelopmentGateway:
    """Prints the code to the log. For the demo and for development; never carries anything."""

    def send(self, mobile: str, code: str) -> None:
        log.warning("code for %s: %s", masked(mobile, head=3, tail=4), code)


class WebhookGateway:
    """Has a job post mobile and code to ``ZHIGONG_SMS_URL``, once this transaction is done.

    The job's row holds both sealed.
    """

    def send(self, mobile: str, code: str) -> None:
        message = json.dumps({"mobile": mobile, "code": code}).encode()
        sealed = base64.b64encode(ring().seal(message, CONTEXT)).decode()
        app.configure_task(SEND_JOB).defer(sealed=sealed)


class SilentGateway:
    """No gateway was configured: says so in the log, without the code."""

    def send(self, mobile: str, code: str) -> None:
        log.error(
            "no ZHIGONG_SMS_URL: the code for %s was not sent", masked(mobile, head=3, tail=4)
        )


def gateway() -> Gateway:
    """The webhook where one is configured; the log in the demo and while developing."""
    if settings.SMS_URL:
        return WebhookGateway()
    return DevelopmentGateway() if settings.DEMO or settings.DEBUG else SilentGateway()


def opened(sealed: str) -> dict[str, str]:
    """Mobile and code of a job's sealed message."""
    message = ring().unseal(base64.b64decode(sealed), CONTEXT)
    content = json.loads(message)
    return {"mobile": str(content["mobile"]), "code": str(content["code"])}
