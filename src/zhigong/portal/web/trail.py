"""Events of the trail as its page and its sheet tell them: who, what, on which record, in which unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.audit.words import state_word
from zhigong.foundation.notify.kinds import KINDS as KINDS_OF_NOTICE
from zhigong.identity.rules.kinds import FACTOR_LABELS, KIND_LABELS, AccountKind
from zhigong.identity.rules.roles import ROLES
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.portal.forms.trail import verbs
from zhigong.portal.queries import ACCOUNT, UNIT, Around, unit_of
from zhigong.portal.rules.trail import (
    ADDRESS,
    CHANNELS,
    EMPTY,
    FIELDS,
    HIDDEN,
    INSIDE,
    KINDS,
    LIST,
    NO,
    NOBODY_WORD,
    ONE,
    SEEN_FILE,
    SEEN_WORKER,
    SYSTEM_WORD,
    VALUES,
    YES,
    bare,
    changed,
    covered,
    is_personal,
    speaks,
)


@dataclass(frozen=True, slots=True)
class Line:
    """``who_key`` and ``subject`` are what the list is narrowed by when one of them is followed."""

    pk: int
    at: datetime
    who: str
    who_key: int | None
    what: str
    kind: str
    title: str
    url: str
    subject: str
    unit: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One field in words, with what it was and what it became."""

    label: str
    before: str
    after: str


def line_of(event: AuditEvent, about: Around) -> Line:
    """An event as one line. Titles only of records that the reader sees; of workers no names."""
    title, url = _title(event, about)
    unit = about.units.get(unit_of(event.unit_path) or 0)
    return Line(
        pk=event.pk,
        at=event.at,
        who=who(event, about),
        who_key=event.actor_id,
        what=_(bare(verbs().get(event.verb, event.verb))),
        kind=kind_of(event.subject),
        title=title,
        url=url,
        subject=event.subject,
        unit=unit.name if unit else "",
    )


def who(event: AuditEvent, about: Around) -> str:
    """Officers by name. Whoever is a worker, with or without an account, is not named whole."""
    if event.actor_id is None:
        plain = {SYSTEM.label: SYSTEM_WORD, NOBODY.label: NOBODY_WORD}
        known = plain.get(event.actor_label)
        return _(known) if known else covered("name", event.actor_label) or _(HIDDEN)
    account = about.accounts.get(event.actor_id)
    if account is not None and account.kind == AccountKind.WORKER:
        return covered("name", event.actor_label) or _(HIDDEN)
    return event.actor_label


def kind_of(subject: str) -> str:
    """What a subject is, in words."""
    label = subject.partition(":")[0]
    if subject.startswith("/"):
        return _(ADDRESS)
    if label in KINDS:
        return _(KINDS[label])
    model = model_of(subject)
    return str(model._meta.verbose_name) if model else _(LIST)


def model_of(subject: str) -> type[Model] | None:
    """The model of a record; ``None`` for what is none."""
    try:
        return apps.get_model(subject.partition(":")[0])
    except (LookupError, ValueError):
        return None


def _title(event: AuditEvent, about: Around) -> tuple[str, str]:
    subject = event.subject
    label, _colon, key = subject.partition(":")
    if subject in about.filed:
        return about.filed[subject].title, about.filed[subject].url
    number = int(key) if key.isdigit() else 0
    if label == ACCOUNT and (account := about.accounts.get(number)):
        worker = account.kind == AccountKind.WORKER
        return (covered("name", account.label) if worker else account.label), ""
    if label == UNIT and (unit := about.units.get(number)):
        return unit.name, unit.get_absolute_url()
    if label == "code":
        return "…" + key[-4:], ""
    if label in ONE or not speaks(key):
        return _message(event.after), ""
    return (subject if subject.startswith("/") else key.replace("*", "")), ""


def _message(kept: Mapping[str, Any]) -> str:
    """A message that left the house, as a person would call it: how it went and what it was about."""
    channel = CHANNELS.get(str(kept.get("channel", "")))
    kind = KINDS_OF_NOTICE.get(str(kept.get("message", "")))
    words = [_(channel) if channel else "", str(kind.label) if kind else ""]
    return _("：").join(filter(None, words))


def changes(event: AuditEvent, about: Around) -> list[Changed]:
    """What an event kept, field by field, in words; of a person nothing more than its outline."""
    model = model_of(event.subject)
    personal = getattr(getattr(model, "Privacy", None), "personal", ())
    found = []
    for name, before, after in changed(event.before, event.after):
        said = [
            _value(event, name, value, about, hidden=is_personal(name, personal))
            for value in (before, after)
        ]
        had = name in event.before
        found.append(
            Changed(
                _label(model, name), said[0] if had else "", said[1] if name in event.after else ""
            )
        )
    return found


def _label(model: type[Model] | None, name: str) -> str:
    if name in FIELDS:
        return _(FIELDS[name])
    try:
        return str(model._meta.get_field(name).verbose_name) if model else name  # type: ignore[union-attr]  # our models' own fields
    except (FieldDoesNotExist, AttributeError):
        return name


def _value(event: AuditEvent, name: str, value: Any, about: Around, *, hidden: bool) -> str:
    if value in (None, "", [], {}):
        return _(EMPTY)
    if isinstance(value, bool):
        return _(YES) if value else _(NO)
    if hidden:
        return covered(name, str(value)) or _(HIDDEN)
    if isinstance(value, dict | list):
        return _many(value)
    return _number(name, value, about) if isinstance(value, int) else _text(event, name, str(value))


def _many(value: dict[str, Any] | list[Any]) -> str:
    """A few words as they are; of anything larger how much there is."""
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return " · ".join(map(str, value))
    return _(INSIDE) % {"count": len(value)}


def _number(name: str, value: int, about: Around) -> str:
    """A key as whom or what it names."""
    if name == "mediator" and value in about.accounts:
        return about.accounts[value].label
    if name == "lead" and value in about.units:
        return about.units[value].name
    return str(value)


def _text(event: AuditEvent, name: str, value: str) -> str:
    words = _words(event, name).get(value)
    if words is not None:
        return _(words)
    if name == "state":
        return _(state_word(event.verb, value))
    if name == "what":
        return (
            _(SEEN_FILE)
            if value.startswith("file:")
            else _(SEEN_WORKER)
            if value.startswith("worker ")
            else value
        )
    if name == "field":
        return _label(model_of(event.subject), value)
    return _moment(value) or value


def _words(event: AuditEvent, name: str) -> Mapping[str, str]:
    if name == "role" and event.verb.startswith("identity."):
        return {key: role.label for key, role in ROLES.items()}
    if name == "kind" and event.verb.startswith("identity."):
        return {**KIND_LABELS, **FACTOR_LABELS}
    return VALUES.get(name, {})


def _moment(value: str) -> str:
    """A moment as people write it, in our own time; nothing where the text is none."""
    try:
        if len(value) == len("2026-03-01"):
            return str(parse_date(value) or "")
        moment = parse_datetime(value) if len(value) > len("2026-03-01T00") else None
    except ValueError:
        return ""
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment and moment.tzinfo else ""
