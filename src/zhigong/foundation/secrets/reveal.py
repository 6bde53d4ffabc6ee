"""The one way to a secret's plain text: asked, reasoned and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Model

from zhigong.foundation.audit.record import record as record_event
from zhigong.foundation.secrets.sealed import Sealed, unsealed
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse


def reveal(
    *,
    actor: Actor,
    record: Model,
    field: str,
    why: str,
    verdict: Verdict,
    about: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The plain text of a sealed column.

    ``verdict`` is the module's answer whether the actor may see it; ``why`` is his reason in
    words; ``about`` says more of a record that its readers cannot open. The look is an event of the record's trail (verb ``secrets.reveal``), in the same
    transaction. Refuses without a reason; raises ``CannotUnseal`` for a damaged value.
    """
    (verdict & _reason_given(why)).require()
    value = getattr(record, field)
    assert isinstance(value, Sealed), f"{field} is not sealed"
    plain = unsealed(value)
    record_event(actor, "secrets.reveal", record, after={"field": field, **about}, note=why.strip())
    return plain


def _reason_given(why: str) -> Verdict:
    if why.strip():
        return ALLOWED
    return refuse(
        "secrets.reveal.no-reason",
        gettext_noop("查看完整号码需要写明理由"),
        gettext_noop("请写一句为什么要看，例如“联系当事人核实到会时间”"),
    )
