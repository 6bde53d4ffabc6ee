"""How a code reaches a mobile: a gateway chosen by configuration.

Not through ``notify``: its messages are kept for a year, a code must not be. The job's argument is
sealed, and nothing else holds code and mobile together.
"""

from __future__ import annotations

import base64
import json
import logging
from hashlib import sha256
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from zhigong.foundation.jobs.job import job
from zhigong.foundation.notify import gateways
from zhigong.foundation.notify.models import Channel
from zhigong.foundation.secrets.ring import ring
from zhigong.kernel.actor import NOBODY, Actor
from zhigong.kernel.text import masked

log = logging.getLogger("zhigong.identity")
CONTEXT = "identity.code.message"


class CodeGateway(Protocol):
    """Carries codes. Nothing leaves the process within the transaction that sends."""

    def send(self, mobile: str, code: str) -> None: ...


class DevelopmentGateway:
    """Prints the code to the log. For the demo and for development; never carries anything."""

    def send(self, mobile: str, code: str) -> None:
        log.warning("code for %s: %s", masked(mobile, head=3, tail=4), code)


class QueuedGateway:
    """Has a job hand the message to the SMS gateway, once this transaction is done."""

    def send(self, mobile: str, code: str) -> None:
        message = json.dumps({"to": mobile, "text": words(code)}).encode()
        send_code.later(
            actor=NOBODY, sealed=base64.b64encode(ring().seal(message, CONTEXT)).decode()
        )


def words(code: str) -> str:
    """What the message says, in the language of the page it was asked on."""
    return _("%(code)s 是您的登录验证码，5 分钟内有效。不要告诉任何人，工会不会向您要验证码。") % {
        "code": code
    }


@job("identity.send_code", attempts=3, own_transactions=True)
def send_code(*, actor: Actor, sealed: str) -> None:
    """Hand a sealed message to the SMS gateway; after half a minute it would come too late."""
    message = json.loads(ring().unseal(base64.b64decode(sealed), CONTEXT))
    key = sha256(sealed.encode()).hexdigest()[:32]
    gateways.gateway(Channel.SMS).send(
        to=message["to"], text=message["text"], kind="identity.code", key=key
    )


def code_gateway() -> CodeGateway:
    """The SMS gateway where one is configured; the log in the demo and while developing.

    In earnest and without one, the job's log says that something would have gone out.
    """
    if (settings.DEMO or settings.DEBUG) and not settings.SMS_URL:
        return DevelopmentGateway()
    return QueuedGateway()
