"""How states and events are said on pages: tone of a state, sentence of an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhigong.membership.rules.workflow import MEMBERSHIP, MemberState

S = MemberState
TONES: dict[MemberState, str] = {
    S.APPLIED: "wait",
    S.MEMBER: "good",
    S.TRANSFERRING: "run",
    S.RETAINED: "warn",
    S.TRANSFERRED: "wait",
    S.LEFT: "wait",
    S.DECLINED: "wait",
    S.EXPELLED: "wait",
    S.DECEASED: "wait",
}
EVENTS: dict[str, str] = {
    "membership.membership.begin": gettext_noop("登记入会申请"),
    "membership.person.correct": gettext_noop("更正档案"),
    "looked": gettext_noop("查阅档案"),
    "secrets.reveal": gettext_noop("查看完整号码"),
}


def sentence(verb: str, after: Mapping[str, Any]) -> str:
    """An event in words; a step of the workflow by its label and the union it names."""
    if verb in EVENTS:
        return _(EVENTS[verb])
    prefix = f"{MEMBERSHIP.name}."
    if not verb.startswith(prefix):
        return verb
    label = _(MEMBERSHIP.step(verb.removeprefix(prefix)).label)
    return f"{label} · {after['unit']}" if after.get("unit") else label
