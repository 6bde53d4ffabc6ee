"""How a message leaves the house: called by jobs only."""

from __future__ import annotations

import json
import logging
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage

from zhigong.foundation.jobs.job import GiveUp
from zhigong.foundation.notify.models import Channel
from zhigong.kernel.text import masked

log = logging.getLogger("zhigong.notify")
SECONDS = 10


class Unavailable(Exception):
    """The other side does not answer or is in trouble; to be tried again."""


class Gateway(Protocol):
    def send(self, *, to: str, text: str, kind: str, key: str) -> None:
        """Hand the message over. ``Unavailable``: try again; ``GiveUp``: never."""


class LogGateway:
    """Nothing is configured: the log says that something would have gone out, not what or whom to.

    The demo, whose people are invented, prints the message, so that one sees what it would say.
    """

    def __init__(self, channel: str) -> None:
        self.channel = channel

    def send(self, *, to: str, text: str, kind: str, key: str) -> None:
        if settings.DEMO:
            log.warning("%s to %s: %s", self.channel, masked(to, head=3, tail=4), text)
            return
        log.info("no %s gateway: %s (%s) stays in the house", self.channel, kind, key)


class MailGateway:
    """Through the mail server of the settings; the first line of the text is the subject."""

    def send(self, *, to: str, text: str, kind: str, key: str) -> None:
        subject, _newline, body = text.partition("\n")
        message = EmailMessage(
            subject[:150], body.strip() or subject, to=[to], headers={"X-Zhigong-Key": key}
        )
        try:
            message.send()
        except ValueError as error:  # a line end in an address or subject
            raise GiveUp("the message cannot be a mail") from error
        except OSError as error:
            raise Unavailable("the mail server does not take it") from error


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class WebhookGateway:
    """JSON to one address: ``{to, text, kind, key}``, the token in the head."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise GiveUp("ZHIGONG_SMS_URL must begin with https://")
        self.url, self.token = url, token

    def send(self, *, to: str, text: str, kind: str, key: str) -> None:
        body = json.dumps({"to": to, "text": text, "kind": kind, "key": key}).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
        }
        request = Request(self.url, body, headers)  # noqa: S310 (scheme checked above)
        try:
            build_opener(_NoRedirect).open(request, timeout=SECONDS).close()
        except HTTPError as error:
            error.close()
            if error.code < 500 and error.code not in {408, 429}:
                raise GiveUp(f"the gateway refused: {error.code}") from None
            raise Unavailable(f"the gateway is in trouble: {error.code}") from None
        except (URLError, OSError) as error:
            raise Unavailable("the gateway does not answer") from error


def gateway(channel: str) -> Gateway:
    """The configured way out of a channel."""
    if channel == Channel.SMS and settings.SMS_URL:
        return WebhookGateway(settings.SMS_URL, settings.SMS_TOKEN)
    if channel == Channel.EMAIL and settings.EMAIL_HOST:
        return MailGateway()
    return LogGateway(channel)


def exists(channel: str) -> bool:
    """Whether the channel leads anywhere."""
    return bool(settings.SMS_URL if channel == Channel.SMS else settings.EMAIL_HOST)
