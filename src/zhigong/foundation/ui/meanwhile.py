"""What changed while a form was open, said beside what was typed: once, for all forms.

A form carries what its fields held when it was shown (``seen-<name>``). When it is refused because its
record changed meanwhile, ``tell_changes`` compares three things for each field: what was seen, what is
now, and what was typed. What the person left alone follows the record; what he wrote stays, and both
stand side by side, so that he decides. Who did what, and when, comes from the trail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BaseForm, CheckboxInput, DateField, PasswordInput
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from zhigong.foundation.audit.words import event_words
from zhigong.foundation.meanwhile import SENT, happened_since, subject_changed
from zhigong.kernel.verdict import Refused

SEEN = "seen-"
LONGEST = 300  # characters of a text that are shown of what it was and is


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that somebody else changed; ``typed`` says whether the person wrote in it himself."""

    before: str
    now: str
    typed: bool


def seen_boxes(bound: BoundField) -> SafeString:
    """Hidden boxes with what a field held when its form was first shown; of an empty one none."""
    values = _seen(bound) if bound.form.is_bound and SENT.get() else _held(bound)
    name = f"{SEEN}{bound.html_name}"
    return format_html_join(
        "", '<input type="hidden" name="{}" value="{}">', ((name, one) for one in values)
    )


def tell_changes(form: BaseForm, refused: Refused) -> None:
    """Where a record changed under an open form: what happened, and which fields are different now.

    The form is then as new as the record: sending it once more is the person's decision.
    """
    subject, sent = subject_changed(refused), SENT.get()
    if not subject:
        return
    told: Any = form
    told.happened_meanwhile = [
        {
            "at": one.at,
            "text": event_words(one.verb, one.before, one.after),
            "who": one.actor_label,
            "note": one.note,
        }
        for one in happened_since(subject, sent.shown_at if sent else "")
    ]
    told.changed_meanwhile = dict(_changes(form)) if isinstance(form.data, QueryDict) else {}
    SENT.set(None)


def _changes(form: BaseForm) -> Iterator[tuple[str, Changed]]:
    """Each field that is different now, while what the person left alone follows the record."""
    sent = form.data
    assert isinstance(sent, QueryDict)
    merged = sent.copy()
    for bound in form:
        before, now = _seen(bound), _held(bound)
        typed = _plain(merged.getlist(bound.html_name))
        if typed == before != now:
            merged.setlist(bound.html_name, now)
        if now not in (before, typed):
            said = _in_words(bound, before), _in_words(bound, now)
            yield bound.name, Changed(*said, typed != before)
    form.data = merged


def _held(bound: BoundField) -> list[str]:
    """What the record holds for a field, as its form would send it; of a file or password nothing."""
    widget = bound.field.widget
    if bound.is_hidden or widget.needs_multipart_form or isinstance(widget, PasswordInput):
        return []
    if isinstance(widget, CheckboxInput):
        return ["on"] if bound.initial else []
    value = widget.format_value(bound.field.prepare_value(bound.initial))
    return _plain(value if isinstance(value, list | tuple | set) else [value])


def _seen(bound: BoundField) -> list[str]:
    data = bound.form.data
    return _plain(data.getlist(f"{SEEN}{bound.html_name}")) if isinstance(data, QueryDict) else []


def _plain(values: Any) -> list[str]:
    """As they are compared: without empty ones, ends of lines as one kind."""
    texts = ("" if one is None else str(one).replace("\r\n", "\n").strip() for one in values)
    return [text for text in texts if text]


def _choices(bound: BoundField) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, label in getattr(bound.field, "choices", ()):
        group = label if isinstance(label, list | tuple) else [(key, label)]
        found.update((str(one), str(words)) for one, words in group)
    return found


def _in_words(bound: BoundField, values: list[str]) -> str:
    """What a field held, as a person reads it."""
    if isinstance(bound.field.widget, CheckboxInput):
        return gettext("是") if values else gettext("否")
    if not values:
        return gettext("没有填")
    if isinstance(bound.field, DateField):
        return " · ".join(_day(one) for one in values)
    labels = _choices(bound)
    said = " · ".join(labels.get(one, one) for one in values)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    except ValueError:
        return text
