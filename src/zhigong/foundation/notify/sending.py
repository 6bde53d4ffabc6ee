"""Hand one message over: read, send outside any transaction, note that it went."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.notify.gateways import gateway
from zhigong.foundation.notify.models import Delivery
from zhigong.foundation.notify.words import spoken
from zhigong.foundation.secrets.reveal import reveal
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import ALLOWED


def deliver_now(delivery_id: UUID) -> bool:
    """Send a queued message unless it went before. The look at its address is an event."""
    with acting(SYSTEM, action="notify.deliver"):
        found = Delivery.objects.filter(pk=delivery_id, sent_at__isnull=True).first()
        if found is None:
            return False
        to = reveal(
            actor=SYSTEM,
            record=found,
            field="to",
            why="notify.deliver",
            verdict=ALLOWED,
            about={"channel": found.channel, "message": found.kind},
        )
    with translation.override(found.language):
        text = "\n".join(spoken(line, found.params) for line in found.text.split("\n"))
    gateway(found.channel).send(
        to=to,
        text=text,
        kind=found.kind,
        key=str(found.pk),
    )
    with acting(SYSTEM, action="notify.deliver"):
        Delivery.objects.filter(pk=delivery_id).update(sent_at=clock.now())
    return True
