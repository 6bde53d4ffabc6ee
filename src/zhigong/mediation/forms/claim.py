"""A claim typed at the desk: the questions are the fields of its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.law.core.fields import Field
from zhigong.law.rulebook import assess
from zhigong.mediation.forms.request import DayField, YuanField
from zhigong.mediation.rules.sheet import fields_asked, meant

YES_NO = [("", _("不清楚")), ("yes", _("是")), ("no", _("不是"))]
PREFIX = "law_"
UNITS = {
    "CNY": _("元"),
    "days": _("天"),
    "hours": _("小时"),
    "months": _("个月"),
    "years": _("年"),
}
# What only the table of parameters lacks is no mistake of who types.
NOT_TYPED = "law.parameter.missing"
MADE: dict[str, Callable[..., forms.Field]] = {
    "money": YuanField,
    "date": partial(DayField, future=True),
    "date-last": partial(DayField, future=True),
    "yes-no": partial(forms.ChoiceField, choices=YES_NO),
    "whole": forms.IntegerField,
    "number": partial(forms.DecimalField, max_digits=16, decimal_places=6),
    "text": partial(forms.CharField, max_length=200),
}


class ClaimForm(forms.Form):
    """The fields of a rule, those it must have first; what the worker asks; why it was changed."""

    def __init__(self, *args: Any, rule: str, kept: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, self.kept = rule, kept
        self.asked_fields = fields_asked(rule)
        self.units: dict[str, str] = {
            PREFIX + field.name: str(UNITS[field.unit])
            for field in self.asked_fields
            if field.unit in UNITS and not field.kind.startswith("list")
        }
        for field in self.asked_fields:
            made = form_field(field)
            made.initial = typed(kept.get(field.name))
            self.fields[PREFIX + field.name] = made
        self.fields["note"] = forms.CharField(
            label=gettext("说明"), max_length=500, required=False,
            help_text=gettext("为什么加、为什么改，写进测算表。"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What the law cannot compute is told before it is kept, in the words of the questions."""
        found: dict[str, Any] = super().clean() or {}
        if self.errors:
            return found
        claim = {"rule": self.rule, **self.facts()}
        answer = assess({"place": settings.PLACE, "claims": [claim]}, translate=gettext)
        for one in answer["claims"][0]["refusals"]:
            if one["code"] != NOT_TYPED:
                reason = meant(self.rule, one["reason"], gettext)
                self.add_error(None, gettext("。").join(filter(None, (reason, one["remedy"]))))
        return found

    def facts(self) -> dict[str, Any]:
        """The facts as the law reads them; those no page asks for stay as they were."""
        shown = {field.name for field in self.asked_fields}
        found = {k: v for k, v in self.kept.items() if k not in shown}
        for field in self.asked_fields:
            value = plain(self.cleaned_data.get(PREFIX + field.name), field.kind)
            if value not in (None, "", []):
                found[field.name] = value
        return found


def form_field(law: Field) -> forms.Field:
    """The form field that asks for a field of a rule."""
    shown: dict[str, Any] = {"label": gettext(law.meaning), "required": law.required}
    if law.kind in MADE:
        return MADE[law.kind](**shown)
    if law.kind == "choice":
        choices = [("", gettext("请选择")), *((k, gettext(v)) for k, v in law.choices.items())]
        return forms.ChoiceField(choices=choices, **shown)
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(widget=area, max_length=4000, help_text=gettext("一行写一个。"), **shown)


def typed(value: Any) -> Any:
    """A kept fact as it is shown in its field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return value


def plain(value: Any, kind: str) -> Any:
    """A typed value as the law reads it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if kind == "number" else f"{value:f}"
    if kind == "yes-no":
        return {"yes": True, "no": False}.get(str(value))
    if kind.startswith("list of"):
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
    return value
