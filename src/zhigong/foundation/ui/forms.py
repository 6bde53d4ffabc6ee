"""Django forms in the platform's clothes: one template for every field, errors that link.

``FORM_RENDERER = "zhigong.foundation.ui.forms.Renderer"`` makes ``{{ form }}`` and
``{{ form.wage.as_field_group }}`` look the same as ``{% field bound=form.wage %}``.

A form may say more about its fields in plain attributes:

    legal_words = {"wage": gettext_lazy("劳动报酬")}       the legal term, small beside the label
    notes = {"why": {"none": gettext_lazy("…")}}           a line under one choice
    units = {"wage": gettext_lazy("元")}                   what stands behind the box
    in_a_row = {"insured"}                                 short choices beside each other
    marks_optional = False                                 where every answer is, saying it is noise
"""

from __future__ import annotations

import zlib
from copy import copy
from datetime import date
from typing import Any

from django.forms import BaseForm, CheckboxInput, FileInput, Textarea
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.crypto import get_random_string
from django.utils.translation import gettext

from zhigong.foundation import clock
from zhigong.foundation.meanwhile import SENT
from zhigong.foundation.ui.meanwhile import seen_boxes

ROWS = 4  # of a box for words that says nothing of its height
FREE_WORDS = 100  # characters; shorter boxes hold numbers and codes
ENDINGS = "?:\uff1f\uff1a"  # a question keeps its mark on the page, not in the summary


class Renderer(TemplatesSetting):
    """Fields and forms from ``ui/``; widgets keep Django's own plain templates."""

    form_template_name = "ui/form_fields.html"
    field_template_name = "ui/form_field.html"


def dress(values: dict[str, Any]) -> dict[str, Any]:
    """For ``field``: the control with its class, and what stands around it."""
    bound = values["bound"]
    assert isinstance(bound, BoundField), "{% field %} takes a field of a form: bound=form.name"
    kind = kind_of(bound)
    values.update(
        kind=kind,
        optional=marks_optional(bound, kind),
        hint=values["hint"] or bound.help_text,
        legal=values["legal"] or said_by_form(bound, "legal_words"),
        unit=values["unit"] or said_by_form(bound, "units"),
        in_a_row=bound.name in getattr(bound.form, "in_a_row", ()),
        seen=seen_boxes(bound),
        changed=getattr(bound.form, "changed_meanwhile", {}).get(bound.name),
        options=options(bound) if kind == "choices" else [],
        typed=wrong_day(bound),
        control="" if kind == "choices" else control(values, kind),
    )
    return values


def wrong_day(bound: BoundField) -> str:
    """What was typed into a box for a day and is none: the browser's own box would leave it out."""
    text = str(bound.data or "") if bound.form.is_bound and bound.errors else ""
    if getattr(bound.field.widget, "input_type", "") != "date" or not text.strip():
        return ""
    try:
        date.fromisoformat(text)
    except ValueError:
        return text[:FREE_WORDS]
    return ""


def control(values: dict[str, Any], kind: str) -> str:
    """The control itself; a wrong day stands in a plain box, to be put right."""
    bound, attrs = values["bound"], control_attrs(values, kind)
    if not wrong_day(bound):
        return str(bound.as_widget(attrs=attrs))
    plain = copy(bound.field.widget)
    plain.input_type = "text"
    return str(bound.as_widget(widget=plain, attrs=attrs))


def marks_optional(bound: BoundField, kind: str) -> bool:
    """Whether the label says that the answer may be left out."""
    marked = getattr(bound.form, "marks_optional", True)
    return bool(marked) and not bound.field.required and kind != "check"


def kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxInput):
        return "check"
    if getattr(widget, "input_type", "") in ("radio", "checkbox"):
        return "choices"
    return "file" if isinstance(widget, FileInput) else "input"


def said_by_form(bound: BoundField, attribute: str) -> Any:
    return getattr(bound.form, attribute, {}).get(bound.name, "")


def control_attrs(values: dict[str, Any], kind: str) -> dict[str, Any]:
    bound = values["bound"]
    attrs: dict[str, Any] = {}
    if kind in ("input", "file"):
        attrs["class"] = f"input {bound.field.widget.attrs.get('class', '')}".strip()
    if values["width"]:
        attrs["data-width"] = values["width"]
    if isinstance(bound.field.widget, Textarea):
        own = bound.field.widget.attrs["rows"]  # Django's own default is text
        attrs["rows"] = values["rows"] or (own if isinstance(own, int) else ROWS)
    if int(bound.field.widget.attrs.get("maxlength", 0)) >= FREE_WORDS:
        attrs["maxlength"] = False  # a browser would cut what is pasted without a word; we tell
    if values["hint"] and not bound.help_text:
        described = [f"{bound.auto_id}_helptext"]
        attrs["aria-describedby"] = " ".join(
            described + ([f"{bound.auto_id}_error"] if bound.errors else [])
        )
    return attrs


def options(bound: BoundField) -> list[dict[str, Any]]:
    notes = said_by_form(bound, "notes") or {}
    return [
        {"tag": one.tag(), "label": one.choice_label, "note": notes.get(str(one.data["value"]), "")}
        for one in bound.subwidgets
    ]


def anchor(bound: BoundField) -> str:
    """The id an error links to: the control, or the first of several."""
    if kind_of(bound) == "choices":
        return f"{bound.auto_id}_0"
    return bound.id_for_label or str(bound.auto_id)


def summarise(values: dict[str, Any]) -> dict[str, Any]:
    """For ``error_summary``: each error once, with the field it links to."""
    form = values["form"]
    found = [{"href": href, "text": text} for href, text in values["errors"]]
    if isinstance(form, BaseForm):
        found += [{"text": text} for text in form.non_field_errors()]
        found += [
            {
                "href": anchor(form[name]),
                "label": str(form[name].label).rstrip(ENDINGS),
                "text": text,
            }
            for name in form.fields
            for text in form[name].errors
        ]
    values["found"] = found
    values["events"] = getattr(form, "happened_meanwhile", ())
    if values["events"] and not values["title"]:
        values["title"] = gettext("您打开页面以后，这里有了变化，请核对")
    return values


def open_form(values: dict[str, Any]) -> dict[str, Any]:
    """For ``form`` and ``action_button``: a key that makes a second press the same request, and for a
    record the version and time of the page that the person has read."""
    values["request_key"] = values["key"] or get_random_string(22)
    sent = SENT.get()
    if values["version"] != "" and sent is not None:
        values["version"], values["seen_at"] = sent.version, sent.shown_at
    else:
        values["seen_at"] = clock.now().isoformat()
    return values


def explain(values: dict[str, Any]) -> dict[str, Any]:
    """For ``action_button``: an id for its reason that stays the same when drawn again."""
    seed = f"{values['label']}|{values['url']}|{values['about']}"
    values["why_id"] = f"why-{zlib.crc32(seed.encode()):08x}"
    return values if values["method"] == "get" else open_form(values)
