"""A page is open, and somebody changes its record: refused, and told what has changed.

    unchanged(case, seen_version, code="mediation.case.changed-meanwhile").require()

The refusal names the record, so that whoever shows the form again can say who did what since the page
was shown (``ui.meanwhile``). A form refused for another reason keeps the version and the time of the page
that was first shown: a slip of the pen must not make a page newer than what the person has read.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Model
from django.http import HttpRequest

from zhigong.foundation.audit.queries import Happened, course_of
from zhigong.foundation.audit.record import subject_of
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Refused, Verdict, refuse

CHANGED = "changed-meanwhile"
MOST = 12  # events that are told


@dataclass(frozen=True, slots=True)
class Sent:
    """What the page that was sent had shown: the version of its record, and when."""

    version: str
    shown_at: str


SENT: ContextVar[Sent | None] = ContextVar("sent", default=None)


class Versioned(Protocol):
    """A record that counts its changes."""

    version: int


def unchanged(found: Versioned, seen: int | None, *, code: str, of: Model | None = None) -> Verdict:
    """Whether a record still is as the page showed it; ``None`` asks nothing.

    ``of`` is the record whose trail tells of the changes, where that is another one.
    """
    if seen is None or found.version == seen:
        return ALLOWED
    told = of or found
    assert isinstance(told, Model)
    return refuse(
        code,
        gettext_noop("您打开页面之后，内容已经更新，页面已过期"),
        gettext_noop("请核对最新情况后再提交；您填写的内容还在"),
        subject=subject_of(told),
    )


def sent_with(request: HttpRequest) -> Sent | None:
    """What a form that was sent says of its page."""
    if request.method != "POST" or "seen_version" not in request.POST:
        return None
    return Sent(request.POST["seen_version"][:12], request.POST.get("seen_at", "")[:40])


def seen_version(request: HttpRequest) -> int:
    """The version that the sent page showed; a page without one is out of date."""
    text = request.POST.get("seen_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def subject_changed(refused: Refused) -> str:
    """The record that changed meanwhile, where that is why it was refused; else nothing."""
    found = (str(r.params.get("subject", "")) for r in refused.refusals if r.code.endswith(CHANGED))
    return next(found, "")


def happened_since(subject: str, moment: str) -> list[Happened]:
    """What was done to a record since its page was shown, the newest first; at least the last."""
    events = course_of(subject, most=MOST)
    try:
        since = datetime.fromisoformat(moment)
    except ValueError:
        return events[:1]
    later = [one for one in events if since.tzinfo is not None and one.at >= since]
    return later or events[:1]
